"""The icon, where browsers look for it by themselves."""


def test_the_icon_stands_where_browsers_look_beside_what_is_no_page(client):
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (302, "/static/img/favicon.svg")
