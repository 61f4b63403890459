"""Following what is new: the agreements that a query string asks for, as an Atom feed (RFC 4287)."""

from django.http import HttpRequest, HttpResponseBase
from django.http.response import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.filters import AgreementFilter
from agreements.models import Agreement
from core.api import parameter_problem
from core.edtf import in_words
from core.listing import Listing
from core.views import address, site_of

# How many of the newest records a feed has.
LENGTH = 50


def agreements(request: HttpRequest) -> HttpResponseBase:
    """The last agreements to be recorded, filtered as the list is; a problem document for a parameter that is unknown or wrong."""
    listing = Listing(AgreementFilter, Agreement.objects.published().for_list(), request.GET, whole=True)
    if refusal := parameter_problem(listing):
        return refusal
    site = site_of(request)
    query = listing.query_for(page=None, per_page=None, sort=None)
    chips = "; ".join(f"{chip.label}: {chip.value}" for chip in listing.chips)
    feed = Atom1Feed(
        title=f"{_('Science Park Atlas')}: {_('agreements')}{f' ({chips})' if chips else ''}",
        link=f"{site}{address(reverse('agreements:agreement-list'), query)}",
        description=_("The last agreements to be recorded, newest first."),
        feed_url=f"{site}{request.get_full_path()}",
        language=get_language(),
        author_name=_("Science Park Atlas"),
    )
    for agreement in listing.rows.order_by("-created", "-pk")[:LENGTH]:
        link = f"{site}{agreement.get_absolute_url()}"
        signed = _("Signed: %(date)s.") % {"date": in_words(agreement.signed)} if agreement.signed else ""
        feed.add_item(
            title=agreement.shown_name,
            link=link,
            unique_id=link,
            description=f"{agreement.summary} {signed}".strip(),
            pubdate=agreement.created,
            updateddate=agreement.updated,
            categories=[sector.shown_name for sector in agreement.sectors.all()],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
