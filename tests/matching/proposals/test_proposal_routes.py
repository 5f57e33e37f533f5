from decimal import Decimal

import pytest
from sqlalchemy import select

from matching.proposals.models import Proposal
from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry, Result

S = ProposalStatus


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture
def region(stored):
    stored.region()
    stored.parameters()
    return stored


def rows(database, query):
    session = database.session(at=NOW)
    try:
        return session.execute(query).all()
    finally:
        session.close()


def test_the_list_says_who_can_do_the_work_and_why(client, region):
    coach = region.user(Role.COACH)
    mine = region.candidate(coach=coach, first_name="Noor", last_name="Vermeer")
    theirs = region.candidate(first_name="Geheime", last_name="Naam")
    region.profile(mine)
    region.profile(theirs, level=2)
    far = region.profile(pc4="1011")
    vacancy = region.vacancy()

    page = client.sign_in_as(coach).get(f"/plekken/{vacancy.reference}/kandidaten?deel=alles")

    assert page.h1 == "Wie kan dit werk?"
    assert "van 3 mensen kunnen dit werk" in page.text
    assert "Noor Vermeer" in page.text
    assert "Geheime" not in page.html
    assert theirs.reference in page.text
    assert "Kan vandaag: orders verzamelen en inpakken." in page.text
    assert far.candidate.reference not in page.text
    assert "1 persoon woont verder weg dan de eigen maximale reistijd" in page.text
    assert f"Vraag {theirs.coach.name}" in page.text


def test_looking_at_the_list_leaves_a_line(client, region, database):
    vacancy, manager = region.vacancy(), region.user(Role.ACCOUNT_MANAGER)

    client.sign_in_as(manager).get(f"/plekken/{vacancy.reference}/kandidaten")

    seen = rows(database, select(AuditEntry.act, AuditEntry.subject_reference).where(AuditEntry.actor_id == manager.id))
    assert seen == [("vacancy.candidates_looked_at", vacancy.reference)]


def test_the_filters_of_the_list_stay_in_the_address_and_pages_hold_25(client, region):
    coach = region.user(Role.COACH)
    for _ in range(27):
        region.profile()
    own = region.profile(region.candidate(coach=coach, first_name="Noor"))
    vacancy = region.vacancy()
    url = f"/plekken/{vacancy.reference}/kandidaten"

    first = client.sign_in_as(coach).get(url)
    second = client.get(f"{url}?pagina=2")
    beyond = client.get(f"{url}?pagina=99")
    only_mine = client.get(f"{url}?wie=mijn")

    assert [len(page.all("article")) for page in (first, second, beyond, only_mine)] == [25, 3, 3, 1]
    assert f"{url}?pagina=2" in first.links()
    assert own.candidate.name in only_mine.text


def test_a_place_that_is_not_ready_says_what_to_do(client, region):
    vacancy = region.vacancy(status="concept")
    vacancy.tasks = []

    page = client.sign_in_as(region.user(Role.COACH)).get(f"/plekken/{vacancy.reference}/kandidaten")

    assert "nog niet af" in page.text


def test_places_for_a_person(client, region):
    coach = region.user(Role.COACH)
    candidate = region.candidate(coach=coach)
    region.profile(candidate)
    near = region.vacancy(title="Inpakker")
    region.vacancy(region.establishment(postcode="1011AB"), title="Ver weg")

    page = client.sign_in_as(coach).get(f"/kandidaten/{candidate.reference}/plekken")

    assert "1 van 2 open plekken passen" in page.text
    assert near.title in page.text
    assert "Ver weg" not in page.text
    assert "Te lang onderweg : 1 plek" in page.text


def test_places_for_a_person_without_a_profile_say_what_to_do(client, region):
    candidate = region.candidate()

    page = client.sign_in_as(candidate.coach).get(f"/kandidaten/{candidate.reference}/plekken")

    assert "Vul dat eerst samen in" in page.text


def test_a_coach_puts_someone_forward_in_one_click_and_what_was_shown_is_kept(client, region, database):
    candidate = region.candidate()
    region.profile(candidate)
    vacancy = region.vacancy()

    page = client.sign_in_as(candidate.coach).post(
        f"/plekken/{vacancy.reference}/voordrachten", {"candidate": candidate.reference}
    )

    assert "Voorgesteld" in page.text
    [(status, told)] = rows(database, select(Proposal.status, Proposal.explanation))
    assert status == S.SENT
    assert told["explanation"]["points"] == told["explanation"]["smax"]
    assert told["on"] == MONDAY.isoformat()


@pytest.mark.parametrize(
    ("who", "status"), [("colleague", 403), ("manager", 403), ("employer", 404), ("alderman", 404)]
)
def test_nobody_else_puts_someone_forward(client, region, database, who, status):
    candidate = region.candidate()
    region.profile(candidate)
    vacancy = region.vacancy()
    people = {
        "colleague": region.user(Role.COACH, organisation=candidate.organisation),
        "manager": region.user(Role.ACCOUNT_MANAGER, organisation=candidate.organisation),
        "employer": region.employer_user(vacancy.employer),
        "alderman": region.user(Role.ALDERMAN),
    }

    client.sign_in_as(people[who]).post(
        f"/plekken/{vacancy.reference}/voordrachten", {"candidate": candidate.reference}, status=status
    )

    assert rows(database, select(Proposal.id)) == []


def test_a_second_voordracht_for_one_seat_is_a_sentence(client, region):
    vacancy = region.vacancy(seats=1)
    region.proposal(vacancy)
    candidate = region.candidate()
    region.profile(candidate)

    page = client.sign_in_as(candidate.coach).post(
        f"/plekken/{vacancy.reference}/voordrachten", {"candidate": candidate.reference}, status=409
    )
    listed = client.get(f"/plekken/{vacancy.reference}/kandidaten")

    assert "tot en met 7 dec 2026" in page.text
    assert "tot en met 7 dec 2026" in listed.text


def test_the_card_reads_as_an_invitation(client, region):
    vacancy = region.vacancy(seats=2, title="Inpakker")
    one, two = region.proposal(vacancy), region.proposal(vacancy)
    user = region.employer_user(vacancy.employer)

    first = client.sign_in_as(user).get(f"/voordrachten/{one.reference}")
    second = client.get(f"/voordrachten/{two.reference}")

    assert [first.h1, second.h1] == ["Kandidaat 1 van 2", "Kandidaat 2 van 2"]
    assert "orders verzamelen en inpakken (100 % van het werk)" in first.text
    assert "12 tot 32 uur per week" in first.text
    assert "met de fiets, ongeveer 10 minuten" in first.text
    assert "score" not in first.text.lower()
    assert "Niet nu, omdat" in first.text


def test_an_employer_declines_with_a_reason_and_what_was_typed_stays(client, region, database):
    proposal = region.proposal()
    user = region.employer_user(proposal.vacancy.employer)
    client.sign_in_as(user)
    url = f"/voordrachten/{proposal.reference}/afwijzen"

    empty = client.post(url, {"reason": "anders", "note": ""}, status=422)
    health = client.post(url, {"reason": "taken", "note": "Lijkt depressief"}, status=422)
    done = client.post(url, {"reason": "taken", "note": "Wij zoeken iemand voor de kassa"})

    assert "Vertel in een paar woorden waarom" in empty.text
    assert "Lijkt depressief" in health.html
    assert "Dank voor uw antwoord" in done.text
    with database.session(at=NOW) as session:
        kept = session.scalars(select(Proposal)).one()
        assert (kept.status, kept.decline_note) == (S.DECLINED, "Wij zoeken iemand voor de kassa")


def test_someone_elses_voordracht_does_not_exist(client, region, database):
    proposal = region.proposal()
    stranger = region.employer_user(region.employer())
    client.sign_in_as(stranger)

    client.get(f"/voordrachten/{proposal.reference}", status=404)
    client.post(f"/voordrachten/{proposal.reference}/aannemen", status=404)

    refused = rows(database, select(AuditEntry.act).where(AuditEntry.result == Result.REFUSED))
    assert ("proposal.accept",) in refused
    assert rows(database, select(Proposal.status)) == [(S.SENT,)]


def test_an_account_manager_notes_the_answer_of_a_telephone_call(client, region, database):
    proposal = region.proposal()
    manager = region.user(Role.ACCOUNT_MANAGER, organisation=proposal.candidate.organisation)

    page = client.sign_in_as(manager).post(f"/voordrachten/{proposal.reference}/aannemen")

    assert "Plan de plaatsing" in page.text
    assert "genoteerd door een accountmanager" in page.text
    assert rows(database, select(Proposal.status)) == [(S.ACCEPTED,)]


def test_a_coach_takes_a_voordracht_back(client, region, database):
    proposal = region.proposal()
    client.sign_in_as(proposal.candidate.coach)
    url = f"/voordrachten/{proposal.reference}/intrekken"

    client.post(url, {"reason": ""}, status=422)
    page = client.post(url, {"reason": "Kiest voor een opleiding"})

    assert "Ingetrokken" in page.text
    assert rows(database, select(Proposal.status)) == [(S.WITHDRAWN,)]


def test_staff_see_the_whole_story(client, region):
    proposal = region.proposal(status=S.INVITED)

    page = client.sign_in_as(proposal.candidate.coach).get(f"/voordrachten/{proposal.reference}")

    for words in (
        "Past voor 100 %",
        "Dit ziet de werkgever",
        "Voorgesteld aan de werkgever",
        "Uitgenodigd",
        "Dit kun je nu al",
    ):
        assert words in page.text


def test_the_list_of_staff_filters_and_sorts_by_the_address(client, region):
    coach = region.user(Role.COACH)
    sent = region.proposal(candidate=region.candidate(coach=coach, first_name="Anna", last_name="Aa"))
    gone = region.proposal(candidate=region.candidate(coach=coach), status=S.DECLINED)
    other = region.proposal()
    client.sign_in_as(coach)

    everything = client.get("/voordrachten?sorteer=termijn&richting=af")
    waiting = client.get("/voordrachten?stand=verstuurd")

    assert everything.h1 == "2 voordrachten"
    assert "Anna Aa" in everything.text
    assert other.reference not in everything.text
    assert sent.reference in waiting.text
    assert gone.reference not in waiting.text


def test_empty_lists_say_what_to_do(client, region):
    staff = client.sign_in_as(region.user(Role.COACH)).get("/voordrachten")
    employer = client.sign_in_as(region.employer_user(region.employer())).get("/voordrachten")

    assert "Kies een open plek" in staff.text
    assert "krijgt u bericht" in employer.text


def test_the_ranking_asks_few_questions_however_many_people(client, region, database):
    for _ in range(3):
        region.profile()
    vacancy = region.vacancy()
    client.sign_in_as(region.user(Role.COACH)).get(f"/plekken/{vacancy.reference}/kandidaten")
    counted = []
    from sqlalchemy import event

    event.listen(database.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))

    client.get(f"/plekken/{vacancy.reference}/kandidaten?deel=alles")
    few = len(counted)
    for _ in range(20):
        region.profile()
    client.get(f"/plekken/{vacancy.reference}/kandidaten?deel=alles")
    counted.clear()
    client.get(f"/plekken/{vacancy.reference}/kandidaten?deel=alles")

    assert len(counted) <= few + 3
    assert Decimal(few) < 40
