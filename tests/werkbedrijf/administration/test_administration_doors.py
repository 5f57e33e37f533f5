"""Every door of this room opens for an administrator alone."""

import pytest

from werkbedrijf.foundation.actors import Role

GETS = [
    "/beheer/gebruikers",
    "/beheer/gebruikers/nieuw",
    "/beheer/werkgevers.json",
    "/beheer/organisaties",
    "/beheer/organisaties/nieuw",
    "/beheer/gemeenten.json",
    "/beheer/regio",
    "/beheer/instellingen",
    "/beheer/instellingen/uren_per_baan",
    "/beheer/dienstregeling",
    "/beheer/berichten",
]
POSTS = ["uit", "aan", "link", "uitloggen", "wijzigen"]


@pytest.mark.parametrize("role", [Role.ACCOUNT_MANAGER, Role.COACH, Role.EMPLOYER, Role.ALDERMAN])
def test_others_are_refused(client, stored, role):
    stored.region()
    victim = stored.user(Role.ADMINISTRATOR)
    client.sign_in_as(stored.user(role))
    for url in GETS:
        client.get(url, status=403)
    for act in POSTS:
        # Whoever may not know of a user hears that there is none.
        client.post(f"/beheer/gebruikers/{victim.reference}/{act}", status=404)
    client.post("/beheer/dienstregeling/berichten", status=403)
    assert victim.is_active


def test_who_is_not_signed_in_is_asked_to(client, stored):
    stored.region()
    for url in GETS:
        if url.endswith(".json"):
            client.get(url, status=401)  # a program is led nowhere
        else:
            assert client.get(url, status=302).answer.location.startswith("/inloggen")


def test_an_administrator_opens_every_page(client, stored):
    stored.region()
    stored.parameters()
    client.sign_in_as(stored.user(Role.ADMINISTRATOR))
    for url in GETS:
        client.get(url)
