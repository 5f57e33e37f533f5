"""What the page says that stays after an erasure is what stays in the row, no more and no less."""

from tests.making import MONDAY
from tests.werkbedrijf.rights.somebody import somebody
from werkbedrijf.foundation.actors import TIMETABLE, Role
from werkbedrijf.rights.columns import Erasure, Whose, tables
from werkbedrijf.rights.erasing import erase
from werkbedrijf.rights.models import ErasureGround
from werkbedrijf.rights.rules import STAYS, what_stays


def test_the_words_name_every_column_that_erasing_keeps():
    columns = tables()["candidate"].columns.values()
    kept = {one.name for one in columns if one.erasure is Erasure.KEEP and one.whose is not Whose.NONE}

    assert kept == set(STAYS), "say in werkbedrijf/rights/rules.py what stays, or take it away in columns.toml"


def test_nothing_else_is_left_in_the_row(session, make):
    candidate = somebody(make)
    candidate.left_on = MONDAY
    erase(session, TIMETABLE, candidate, ground=ErasureGround.REQUEST, on=MONDAY)
    session.refresh(candidate)

    own = {"id", "version", "erased_revision"}
    left = {
        column.name for column in candidate.__table__.c if getattr(candidate, column.name, None) not in (None, "", b"")
    }
    assert left - own == set(STAYS)


def test_both_pages_say_it(client, stored):
    stored.region()
    stored.parameters()
    manager = stored.user(Role.ACCOUNT_MANAGER)
    candidate = stored.candidate(coach=stored.user(Role.COACH, organisation=manager.organisation))
    reference = candidate.reference
    client.sign_in_as(manager)

    for page in ("/bewaartermijnen", f"/kandidaten/{reference}/rechten/wissen"):
        assert what_stays() in client.get(page).text, page
