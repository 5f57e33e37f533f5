"""The living page of components, through its own door."""

from werkbedrijf.foundation.actors import Role


def test_every_component_is_shown_to_who_signed_in(client, stored):
    stored.region()

    page = client.sign_in_as(stored.user(Role.ADMINISTRATOR)).get("/onderdelen")

    assert page.h1 == "Onderdelen"
    assert "Stel voor" in page.text


def test_the_sample_form_says_what_is_missing(client, stored):
    stored.region()
    client.sign_in_as(stored.user(Role.ADMINISTRATOR))

    page = client.post("/onderdelen", {"title": ""}, follow=False, status=422)

    assert "Geef het werk een naam." in page.text


def test_the_sample_form_keeps_nothing(client, stored):
    stored.region()
    client.sign_in_as(stored.user(Role.ADMINISTRATOR))
    told = {
        "title": "Inpakken",
        "occupation": "Inpakker",
        "hours": "24",
        "sector": "zorg",
        "kind": "garantiebaan",
        "first_share": "60",
        "second_share": "40",
    }

    page = client.post("/onderdelen", told)

    assert "Er is niets bewaard" in page.text
