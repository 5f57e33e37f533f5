"""The page *Rechten nakijken*: the administrator of the region sees who has which role, and no more than the name of partners."""

from tests.conftest import NOW
from werkbedrijf.foundation.actors import Role


def test_when_somebody_came_in_last_is_for_who_looks_after_this_person(client, stored):
    stored.parameters()
    home = stored.organisation("Gemeente Thuis")
    boss, other, own, coach = (
        stored.user(role, organisation=home, password_hash="x")
        for role in (Role.ADMINISTRATOR, Role.ADMINISTRATOR, Role.ORG_ADMIN, Role.COACH)
    )
    coach.last_signed_in_at = NOW.replace(year=2025, month=3, day=4)
    other.last_signed_in_at = NOW.replace(year=2025, month=5, day=6)
    stored.save()
    page = client.sign_in_as(boss).get("/beheer/rechten").text
    assert coach.name in page
    assert "4 mrt 2025" not in page
    assert "6 mei 2025" in page
    page = client.sign_in_as(own).get("/beheer/rechten").text
    assert "4 mrt 2025" in page
    assert "6 mei 2025" not in page, "the administrator of the region is no colleague to look after"
