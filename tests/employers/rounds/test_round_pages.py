"""The belronde through its doors: choose, divide, call, write down, move, stop, take along."""

import pytest
from sqlalchemy import select

from employers.actions import log_contact
from employers.facts import MomentFacts
from employers.models import ContactMoment
from employers.rounds.models import CallRound, RoundCall
from employers.rounds.workflow import CallStatus, RoundStatus
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Role

QUESTIONS = {f"question_{number}": f"Vraag {number}?" for number in (1, 2, 3)}


class Desk:
    """An account manager who is signed in, a colleague of another partner, and three employers."""

    def __init__(self, stored, client, database):
        stored.region()
        stored.parameters()
        self.stored, self.client, self.database = stored, client, database
        self.me, self.colleague = stored.user(name="Anna Eerst"), stored.user(name="Bram Tweede")
        for number in range(3):
            employer = stored.employer(f"Firma {number}")
            stored.establishment(employer)
            stored.contact(employer, name=f"Noor {number}", phone="053 000 01 23")
        client.sign_in_as(self.me)

    def begin(self, *, query="", **told):
        sent = {"title": "Zorg", "callers": [str(self.me.id)], **QUESTIONS} | told
        return self.client.post(f"/belrondes/nieuw/verdelen?{query}", sent)

    def all(self, query):
        with self.database.reading(at=clock.now()) as session:
            found = session.scalars(query).unique().all()
            session.expunge_all()
        return found

    def calls(self):
        return self.all(select(RoundCall).order_by(RoundCall.position))

    def count(self, model):
        return len(self.all(select(model)))

    def take(self, call):
        return self.client.post(f"/belrondes/gesprek/{call.id}/bellen")

    def write(self, call, outcome="gesproken", **told):
        sent = {"number": str(call.tries + 1), "seen": "", "outcome": outcome, "place_kind": "garantiebaan"}
        return self.client.post(f"/belrondes/gesprek/{call.id}/uitkomst", sent | told)

    def spoke_meanwhile(self, call, note="Zoekt inpakkers"):
        with self.database.transaction(at=clock.now()) as session:
            moved = session.get(RoundCall, call.id)
            by = self.stored.actor_of(self.colleague)
            log_contact(session, by, moved.employer, MomentFacts(note), on=clock.today())


@pytest.fixture
def desk(stored, client, database):
    return Desk(stored, client, database)


def test_the_count_follows_the_choice(desk):
    assert "3 werkgevers om te bellen" in desk.client.get("/belrondes/nieuw").text
    assert "0 werkgevers om te bellen" in desk.client.get("/belrondes/nieuw?sector=overheid").text
    page = desk.client.get("/belrondes/nieuw?hoogste=2&stil=30&sbb=")
    assert "2 werkgevers om te bellen" in page.text
    assert "boven het aantal" in page.text


@pytest.mark.parametrize(
    "odd", ["stil=veel", "sector=niets", "gemeente=GM9999", "hoogste=-3", "branche=ZZ", "grootte=9"]
)
def test_what_cannot_be_understood_does_not_narrow(desk, odd):
    assert "3 werkgevers om te bellen" in desk.client.get(f"/belrondes/nieuw?{odd}").text


def test_the_choice_goes_along_to_who_calls(desk):
    page = desk.begin(query="hoogste=2&sector=markt", callers=[str(desk.me.id), str(desk.colleague.id)])

    assert page.h1 == "Zorg"
    assert [call.caller_id for call in desk.calls()].count(desk.me.id) == 1
    assert "sector markt, hooguit 2" in page.text


def test_what_was_typed_stays_when_it_is_refused(desk):
    page = desk.begin(title="", question_2="Is er ruimte?")

    assert page.status == 422
    assert "Geef de belronde een naam" in page.text
    assert 'value="Is er ruimte?"' in page.html


def test_a_call_from_list_to_the_next(desk):
    desk.begin()
    first, second, _ = desk.calls()
    page = desk.client.get("/belrondes/BR-0001/mijn-lijst")
    assert "Bel de volgende: Firma 0" in page.text

    page = desk.take(first)
    assert "tel:0530000123" in page.links()
    assert "Vraag 2?" in page.text

    page = desk.write(first, answer_1="Ja, inpakwerk")
    assert page.h1 == "Firma 1"
    assert "Vastgelegd bij Firma 0. Dit is de volgende." in page.text
    assert "Leg vast en ga naar de volgende" in page.text
    (moment,) = desk.all(select(ContactMoment))
    assert "Vraag 1? Ja, inpakwerk" in moment.note
    assert desk.calls()[1].claimed_by_id == desk.me.id
    assert second.id == desk.calls()[1].id


def test_pressing_twice_writes_once(desk):
    desk.begin()
    first, *_ = desk.calls()
    desk.take(first)
    desk.write(first, note="Gesproken")

    page = desk.write(first, note="Gesproken")

    assert "niet meer op de lijst" in page.text
    assert desk.count(ContactMoment) == 1


def test_a_possible_place_leads_to_the_concept(desk):
    desk.begin(query="hoogste=1")
    (call,) = desk.calls()
    desk.take(call)
    page = desk.write(call, "plek_mogelijk", place_title="", answer_1="Vouwen")
    assert page.status == 422
    assert "Vul in wat voor werk het is" in page.text
    assert "Vouwen</textarea>" in page.html

    page = desk.write(call, "plek_mogelijk", place_title="Was vouwen", place_hours_min="16")

    (place,) = desk.all(select(Vacancy))
    assert (place.title, place.status) == ("Was vouwen", VacancyStatus.DRAFT)
    assert f"Plek {place.reference} staat in concept" in page.text
    assert desk.all(select(CallRound))[0].status is RoundStatus.ENDED
    assert f"/plekken/{place.reference}" in desk.client.get("/belrondes/BR-0001").links()


def test_a_place_leads_back_to_its_belronde_for_who_may_see_that(desk):
    desk.begin()
    call = desk.calls()[0]
    desk.take(call)
    desk.write(call, "plek_mogelijk", place_title="Was vouwen", place_hours_min="16", answer_1="Elke dinsdag")
    (place,) = desk.all(select(Vacancy))
    url = f"/plekken/{place.reference}"

    assert "Gemeld in belronde Zorg" in " ".join(desk.client.get(url).text.split())
    assert '/belrondes/BR-0001"' in desk.client.get(url).html
    assert "Elke dinsdag" in place.description
    assert "BR-0001" not in place.description
    desk.client.sign_in_as(desk.stored.user(Role.COACH))
    assert "Gemeld in belronde" not in desk.client.get(url).text


def test_a_colleague_who_called_in_between_is_told_before_and_while_calling(desk):
    desk.begin()
    first, second, _ = desk.calls()
    desk.take(first)
    desk.spoke_meanwhile(first)
    desk.spoke_meanwhile(second)

    page = desk.take(second)
    assert "Bram Tweede" in page.text
    assert "Zoekt inpakkers" in page.text
    assert "Leg vast en ga" not in page.text

    page = desk.write(first, answer_1="Wij zoeken niemand", note="Kort")
    assert page.status == 409
    assert "Een collega was je voor" in page.text
    assert "Wij zoeken niemand" in page.text
    assert desk.calls()[0].tries == 0
    seen = next(one.get("value") for one in page.all("input") if one.get("name") == "seen")

    page = desk.write(first, answer_1="Wij zoeken niemand", seen=seen)
    assert "Vastgelegd bij Firma 0" in page.text


def test_what_a_partner_keeps_to_itself_is_not_read_here(desk):
    desk.begin()
    first, *_ = desk.calls()
    with desk.database.transaction(at=clock.now()) as session:
        by = desk.stored.actor_of(desk.colleague)
        facts = MomentFacts("Vertrouwelijk nieuws", shared=False)
        log_contact(session, by, session.get(RoundCall, first.id).employer, facts, on=clock.today())

    page = desk.client.get(f"/belrondes/gesprek/{first.id}")

    assert "Bram Tweede" in page.text
    assert "Vertrouwelijk nieuws" not in page.text


def test_a_colleague_sees_who_is_calling(desk):
    desk.begin()
    first, *_ = desk.calls()
    desk.take(first)

    page = desk.client.sign_in_as(desk.colleague).get(f"/belrondes/gesprek/{first.id}")

    assert "Anna Eerst belt deze werkgever nu" in page.text
    assert "053 000 01 23" not in page.text


def test_not_now_leaves_it_on_the_list_and_skipping_takes_it_off(desk):
    desk.begin()
    first, second, _ = desk.calls()
    desk.take(first)
    desk.client.post(f"/belrondes/gesprek/{first.id}/niet-nu")
    assert "Firma 1 is van de lijst." in desk.client.post(f"/belrondes/gesprek/{second.id}/overslaan").text

    stands = [(call.status, call.claimed_by_id) for call in desk.calls()]
    assert stands[:2] == [(CallStatus.WAITING, None), (CallStatus.SKIPPED, None)]


def test_moving_to_a_colleague(desk):
    desk.begin()
    first, *_ = desk.calls()
    url = "/belrondes/BR-0001/verplaatsen"

    assert "Vink aan welke werkgevers" in desk.client.post(url, {"caller": str(desk.colleague.id)}).text
    page = desk.client.post(url, {"caller": str(desk.colleague.id), "werkgever": [str(first.id)]})

    assert "1 werkgever is verplaatst." in page.text
    assert [call.caller_id for call in desk.calls()].count(desk.colleague.id) == 1


def test_stopping_asks_why_and_frees_the_employers(desk):
    desk.begin()

    assert "Schrijf op waarom" in desk.client.post("/belrondes/BR-0001/stoppen", {"reason": ""}).text
    page = desk.client.post("/belrondes/BR-0001/stoppen", {"reason": "Te druk"})

    assert "Te druk" in page.text
    assert {call.status for call in desk.calls()} == {CallStatus.DROPPED}
    assert "3 werkgevers om te bellen" in desk.client.get("/belrondes/nieuw").text


def test_the_list_as_a_file_cannot_act(desk):
    desk.stored.employer("=HYPERLINK(1)")
    desk.begin()

    answer = desk.client.flask.get("/belrondes/BR-0001/mijn-lijst.csv")

    rows = answer.get_data(as_text=True).splitlines()
    assert rows[0].endswith("Werkgever;Plaats;Contactpersoon;Telefoon;Stand;Vanaf;Uitkomst")
    assert len(rows) == 5
    assert not any(cell.startswith("=") for row in rows for cell in row.split(";"))


def test_the_file_asks_once_more_who_it_is(desk):
    desk.begin()
    desk.client.sign_in_as(desk.me, fresh=False)

    assert desk.client.flask.get("/belrondes/BR-0001/mijn-lijst.csv").status_code in {302, 303, 403}


def test_on_vandaag_stands_how_many_are_left(desk):
    assert "Belronde" not in desk.client.get("/vandaag").text
    desk.begin()

    assert "Belronde Zorg: nog 3 van 3" in desk.client.get("/vandaag").text
    assert "Belronde Zorg" not in desk.client.sign_in_as(desk.colleague).get("/vandaag").text


def test_a_job_coach_has_no_belrondes(desk, stored):
    desk.client.sign_in_as(stored.user(Role.COACH)).get("/belrondes", status=403)
