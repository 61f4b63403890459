"""The site in a real browser."""

# A page of every type, with records of the five documents.
PAGES = [
    "/search/?q=suzhou",
    "/parks/facets/country/",
    "/agreements/?from=2014&to=2016",
    "/relations/cn-fr/",
    "/",
    "/parks/",
    "/parks/sino-swiss-changzhou-innovation-park/",
    "/institutions/medela/",
    "/agreements/?country=FI&from=2030",
    "/agreements/chengdu-declaration-of-technology-parks-2017/",
    "/events/chinano-2013/",
    "/countries/",
    "/countries/cn/",
    "/sectors/",
    "/sources/",
    "/sources/leningrad-oblast-china-nanotechnology/",
    "/about/",
    "/data/coverage/",
    "/data/quality/",
    "/data/disagreements/",
    "/map/",
    "/map/agreements/?country=CN",
    "/network/",
    "/timeline/",
    "/timeline/?from=2010&to=2019",
    "/compare/",
    "/compare/?park=sino-swiss-changzhou-innovation-park&park=nanopark-gatchina",
    "/styleguide/",
]


def open_page(browser, width, **options):
    page = browser.new_context(viewport={"width": width, "height": 900}, **options).new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    # A page that is left before its icon has come aborts that request; nothing is wrong then.
    page.on("requestfailed", lambda request: request.failure == "net::ERR_ABORTED" or page.complaints.append(f"failed: {request.url}"))
    return page
