"""A second coach scores blind, and only then do both see how far apart they are."""

import re

import pytest

from tests.journeys import roads
from tests.journeys.visiting import PHONE
from werkbedrijf.accounts.actions import set_password
from werkbedrijf.accounts.demo_sign_in import DEMO_DOMAIN, DEMO_PASSWORD
from werkbedrijf.accounts.passwords import NewPassword, hashed
from werkbedrijf.accounts.queries import user_by_email
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import TIMETABLE

pytestmark = pytest.mark.browser

FIRST, LAST = "Zwaantje", "Tweemaalbekeken"
EXAMPLE = "input[name='level'][value='{}']"


@pytest.fixture
def elsewhere(service):
    """The mailbox of a coach of another organisation than the first one's, who may come in as well."""
    password = NewPassword(hashed(DEMO_PASSWORD, "test"))
    with service.database.transaction(at=clock.now()) as session:
        own, other = (user_by_email(session, f"{box}@{DEMO_DOMAIN}") for box in ("jobcoach", "jobcoach2"))
        assert own.organisation_id != other.organisation_id
        set_password(session, TIMETABLE, other, password)
    return "jobcoach2"


def answer(coach, level):
    """Choose the example of this level and go on."""
    coach.page.locator(EXAMPLE.format(level)).check()
    coach.press("Bewaar en volgende")


def tells_nothing(coach, *told):
    """Nowhere on the page, not even unseen, stands who it is about."""
    assert [word for word in told if word in coach.html] == [], coach.path


def test_two_coaches_score_the_same_person_and_see_each_other_only_afterwards(come, elsewhere):
    own = come("jobcoach")
    candidate = roads.register_candidate(own, (FIRST, LAST))
    roads.fill_in_practical(own)
    own.visit(f"/kandidaten/{candidate}/profiel/vraag/instructies")
    answer(own, 3)
    answer(own, 2)
    own.visit(f"/kandidaten/{candidate}").unfold("Meer")
    own.follow("Dubbel beoordelen vragen").press("Vraag het")
    scoring = re.search(r"/dubbel-beoordelen/(\S+)", own.path)[1]

    second = come(elsewhere, viewport=PHONE)
    second.visit("/dubbel-beoordelen").follow(f"Bekijk {scoring}")
    tells_nothing(second, FIRST, LAST, candidate)
    second.press("Pak het op")
    assert "1 van 32" in second.text
    for level in (1, 2):
        assert second.page.get_by_role("radio", checked=True).get_attribute("value") == "?", "the first answer shows"
        tells_nothing(second, FIRST, LAST, candidate)
        answer(second, level)
    second.follow("Stoppen, alles is bewaard")
    assert "2 van 32 vragen beantwoord" in second.text
    own.visit(f"/dubbel-beoordelen/{scoring}")
    assert "is ermee bezig" in own.text
    assert "Naast elkaar" not in own.text

    second.confirm("Rond af")
    assert "Dit ligt ver uit elkaar" in second.text
    assert second.page.get_by_role("button", name="Neem").count() == 0
    tells_nothing(second, FIRST, LAST, candidate)
    own.visit(f"/dubbel-beoordelen/{scoring}").press("Neem 1 over", exact=False)
    assert "Overgenomen in het profiel" in own.html
    own.press("Wij hebben het besproken")
    own.visit(f"/kandidaten/{candidate}/profiel/geschiedenis")
    assert "na dubbel beoordelen" in own.page.locator("tbody tr").first.inner_text()
