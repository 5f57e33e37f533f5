"""Letting somebody try again at once: in every browser of this person, and of nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from tests.werkbedrijf.accounts.test_second_step import code, take
from tests.werkbedrijf.accounts.test_sessions import another
from tests.werkbedrijf.accounts.test_sign_in_routes import WRONG, sign_in
from werkbedrijf.accounts.models import SignInAttempt
from werkbedrijf.accounts.queries import is_held_up
from werkbedrijf.foundation.actors import Role, User

UNLOCK, RESET = "Laat meteen weer inloggen", "Haal de tweede stap weg"


pytestmark = pytest.mark.usefixtures("still_clock")


@pytest.fixture
def boss(client, stored, noor):
    return another(client).sign_in_as(stored.user(Role.ADMINISTRATOR))


def page_of(boss, user):
    return boss.get(f"/beheer/gebruikers/{user.reference}").text


def unlocked(boss, user):
    assert "mag weer inloggen" in boss.post(f"/beheer/gebruikers/{user.reference}/ontgrendelen").text


def test_the_own_browser_of_who_waits_is_free_again(client, boss, noor):
    sign_in(client)
    take(client, code())
    client.post("/uitloggen")
    for status in (422, 422, 422, 422, 422, 429):
        assert sign_in(client, WRONG).status == status
    assert sign_in(client).status == 429
    assert UNLOCK in page_of(boss, noor)
    unlocked(boss, noor)
    assert sign_in(client).status == 302
    assert UNLOCK not in page_of(boss, noor)


def test_a_strange_browser_is_free_again_and_who_else_tried_is_not(client, boss, noor, database):
    for _ in range(6):
        sign_in(client, WRONG)
        sign_in(client, WRONG, email="iemand@hengelo.example")
    unlocked(boss, noor)
    assert sign_in(client).status == 302
    assert sign_in(client, WRONG, email="iemand@hengelo.example").status == 429
    with database.session(at=NOW) as session:
        assert session.scalar(select(func.count()).select_from(SignInAttempt)) == 5


def test_five_wrong_ones_of_one_kind_within_the_window_hold_somebody_up(client, noor, database, still_clock):
    def held(user_id=noor.id, later=timedelta(0)):
        with database.session(at=NOW + later) as session:
            return is_held_up(session, session.get(User, user_id))

    for _ in range(4):
        sign_in(client, WRONG)
    client.post("/wachtwoord-vergeten", {"email": "noor@hengelo.example"})
    assert not held()
    sign_in(client, WRONG)
    assert held()
    assert held(later=timedelta(minutes=14))
    assert not held(later=timedelta(minutes=15))


def test_only_what_means_something_is_offered(client, stored, boss, noor):
    new = stored.user(Role.COACH, name="Nel Nieuw")
    assert (UNLOCK in page_of(boss, noor), RESET in page_of(boss, noor)) == (False, True)
    assert (UNLOCK in page_of(boss, new), RESET in page_of(boss, new)) == (False, False)
