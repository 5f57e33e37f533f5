"""Who looked at somebody: on a page of one's own and in a list among others, each once."""

from tests.conftest import NOW
from werkbedrijf.foundation.actors import Role
from werkbedrijf.rights.looking import consultations


def looked(database, candidate):
    with database.reading(at=NOW) as session:
        return [(one.role, one.purpose) for one in consultations(session, candidate)]


def test_a_list_counts_for_everybody_in_it_and_for_nobody_else(client, stored, database):
    coach, other = stored.user(Role.COACH), stored.user(Role.COACH)
    one, two, elsewhere = stored.candidate(coach=coach), stored.candidate(coach=coach), stored.candidate(coach=other)
    client.sign_in_as(coach).get("/kandidaten")

    assert len(looked(database, one)) == len(looked(database, two)) == 1
    assert looked(database, one)[0][0] == "jobcoach"
    assert looked(database, elsewhere) == []


def test_a_page_of_one_person_counts_once_and_a_change_is_no_look(client, stored, database):
    coach = stored.user(Role.COACH)
    candidate = stored.candidate(coach=coach)
    client.sign_in_as(coach).get(f"/kandidaten/{candidate.reference}")
    assert len(looked(database, candidate)) == 1
    client.post(f"/kandidaten/{candidate.reference}/status", {"stap": "pause"}, follow=False)
    assert len(looked(database, candidate)) == 1


def test_without_a_login_nobody_looked(database, stored):
    candidate = stored.candidate()
    stored.save()
    assert looked(database, candidate) == []
