import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import NOW
from werkbedrijf.administration.trail.queries import OPEN_KINDS
from werkbedrijf.administration.trail.words import FIELDS, act_in_words, is_known
from werkbedrijf.exports.routes import MADE
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import Result, record
from werkbedrijf.foundation.db import Base

ROOT = Path(__file__).parents[3]
PAGE = "/logboek"
ACT = re.compile(r"""(?:record\(|act = |act=|looks=|_record\(|looked\()[^\n]*?["']([a-z_]+\.[a-z_]+)["']""")


def acts_in_the_code():
    files = [
        path for room in ("werkbedrijf", "employers", "candidates", "matching") for path in (ROOT / room).rglob("*.py")
    ]
    texts = (re.sub(r"\(\s*\n\s*", "(", path.read_text(encoding="utf-8")) for path in files)
    return sorted({act for text in texts for act in ACT.findall(text)})


def test_every_act_in_the_code_has_dutch_words():
    found = acts_in_the_code()
    assert len(found) > 30
    assert [act for act in found if not is_known(act)] == []


def test_every_question_at_a_door_has_words_for_when_it_was_refused(app):
    policies = [view.policy.__name__ for view in app.view_functions.values() if getattr(view, "policy", None)]
    asked = {name.removeprefix("may_") for name in policies}
    assert len(asked) > 100
    assert [deed for deed in sorted(asked) if not is_known(f"vacancy.{deed}")] == []


def test_a_list_that_was_taken_along_has_words():
    assert act_in_words(MADE) == "Bestand van een lijst gemaakt"


def test_an_act_without_words_can_still_be_read():
    assert act_in_words("vacancy.opened") == "Plek geopend"
    assert act_in_words("vacancy.see_vacancy") == "Plek bekijken"
    assert act_in_words("thing.turned_round") == "Thing (turned round)"


def test_every_field_that_is_shown_has_dutch_words():
    shown = [m for m in Base.registry.mappers if m.class_.__name__.lower() in OPEN_KINDS]
    assert len(shown) == len(OPEN_KINDS)
    assert {one.key for mapper in shown for one in mapper.attrs} - set(FIELDS) == set()


@pytest.fixture
def trail(client, stored):
    """A few lines about a candidate and a place, by two people on two days."""
    stored.region()
    coach = stored.user(Role.COACH, name="Cas Coach")
    manager = stored.user(Role.ACCOUNT_MANAGER, name="Ank Manager", email="ank@regio.nl")
    candidate, vacancy = stored.candidate(coach=coach), stored.vacancy()
    session = stored.session
    record(session, stored.actor_of(coach), "candidate.looked_at", candidate, fields=("last_name",), reason="geheim")
    session.info["at"] = NOW - timedelta(days=3)
    record(session, stored.actor_of(manager), "vacancy.opened", vacancy, fields=("seats",))
    record(
        session, stored.actor_of(manager), "vacancy.close_vacancy", vacancy, result=Result.REFUSED, reason="al dicht"
    )
    client.sign_in_as(stored.user(Role.AUDITOR, name="Bea Baas"))
    return candidate, vacancy


def lines(page):
    return len(page.all("tbody")[0].findall("{*}tr")) if page.all("tbody") else 0


def test_the_trail_says_who_did_what_to_which_reference(client, trail):
    _, vacancy = trail
    page = client.get(f"{PAGE}?persoon=ank@regio.nl")
    assert lines(page) == 2
    assert "Plek geopend" in page.text
    assert f"{vacancy.reference} aantal plekken" in page.text
    assert "al dicht" in page.text


def test_of_a_candidate_only_the_reference_stands_there(client, trail):
    candidate, _ = trail
    page = client.get(f"{PAGE}?onderwerp={candidate.reference.lower()}")
    assert candidate.reference in page.text
    for hidden in ("geheim", "last_name", candidate.last_name):
        assert hidden not in page.html


def test_the_trail_is_filtered_by_act_person_reference_result_and_period(client, trail):
    assert lines(client.get(f"{PAGE}?handeling=vacancy.opened")) == 1
    assert lines(client.get(f"{PAGE}?uitkomst=geweigerd")) == 1
    assert lines(client.get(f"{PAGE}?persoon=cas")) == 1
    assert lines(client.get(f"{PAGE}?onderwerp={trail[1].reference}&van=2026-11-20&tot=2026-11-20")) == 2
    assert lines(client.get(f"{PAGE}?tot=2026-11-19")) == 0
    assert lines(client.get(f"{PAGE}?persoon=gebruiker-999")) == 0


def test_acts_that_read_the_same_are_one_choice_with_the_lines_of_all(client, stored, trail):
    auditor, vacancy = stored.actor(Role.AUDITOR), trail[1]
    acts = ("vacancy.see_vacancy", "vacancy.look_at_vacancy")
    assert len({act_in_words(act) for act in acts}) == 1
    for act in acts:
        record(stored.session, auditor, act, vacancy, result=Result.REFUSED, reason="niet van u")
    stored.save()
    offered = [one.get("value") for one in client.get(PAGE).all("option") if one.text.strip() == "Plek bekijken"]
    assert len(offered) == 1 and lines(client.get(f"{PAGE}?handeling={offered[0]}")) == 2


def test_a_day_begins_at_the_dutch_midnight(client, stored, trail):
    # 23:30 UTC on the 20th is the 21st in the Netherlands.
    session = stored.session
    session.info["at"] = NOW.replace(day=20, hour=23, minute=30)
    record(session, stored.actor(Role.COACH), "vacancy.opened", trail[1])
    assert lines(client.get(f"{PAGE}?handeling=vacancy.opened&van=2026-11-21&tot=2026-11-21")) == 1


@pytest.mark.parametrize(
    "query", ["van=gisteren", "van=0001-01-01&tot=9999-12-31", "pagina=9999", "persoon=%25", "onderwerp='"]
)
def test_an_odd_address_is_no_mistake(client, trail, query):
    client.get(f"{PAGE}?{query}")


def test_the_own_lines_do_not_tell_what_of_others_there_is(client, stored, trail):
    someone = stored.user(Role.EMPLOYER)
    client.sign_in_as(someone)
    stored.save()
    for reference in (trail[0].reference, "K-9999"):
        client.get(f"/kandidaten/{reference}", status=404)
    # For whoever watches there is a line of the one, and so there may be none here.
    own = client.get(f"{PAGE}/mijn-handelingen")
    assert trail[0].reference not in own.html and "Kandidaat bekijken" not in own.html
    client.sign_in_as(stored.user(Role.AUDITOR))
    stored.save()
    assert trail[0].reference in client.get(f"{PAGE}?uitkomst=geweigerd&persoon=gebruiker-{someone.id}").text


def test_a_page_has_twenty_five_lines(client, stored, trail):
    for _ in range(30):
        record(stored.session, stored.actor_of(stored.user(Role.COACH)), "vacancy.opened", trail[1])
    page = client.get(PAGE)
    assert lines(page) == 25
    assert any("pagina=2" in link for link in page.links())
