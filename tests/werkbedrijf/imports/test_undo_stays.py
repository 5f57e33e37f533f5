"""What stays when an import is taken back, and why; and when it cannot be taken back at all."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from candidates.actions import change_candidate, facts_of
from candidates.models import Candidate
from candidates.numbers.queries import number_of
from employers.actions import change_employer
from employers.merging.jobs import find_employer_pairs
from employers.models import Employer
from employers.record.keeping import known_facts
from employers.vacancies.models import Vacancy
from tests.conftest import NOW
from tests.importing import file_of
from tests.making import MONDAY
from tests.werkbedrijf.imports.undoing import employers, firm, imported, people, undo
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.importing import Outcome
from werkbedrijf.imports.actions import take_file
from werkbedrijf.imports.errors import UndoTooLate
from werkbedrijf.imports.jobs import forget_files
from werkbedrijf.imports.models import ImportedRecord, ImportKind
from werkbedrijf.imports.planning import plan
from werkbedrijf.imports.undo.actions import ask_undo, undo_some
from werkbedrijf.imports.undo.weighing import Stays
from werkbedrijf.rights.erasing import erase
from werkbedrijf.rights.models import ErasureGround


def named(session, name):
    return session.scalars(select(Employer).where(Employer.name == name)).first()


def place_of(make, employer):
    return make.vacancy(employer.establishments[0])


def standing(records):
    return [record.stays or "terug" for record in records]


def test_an_employer_that_somebody_spoke_with_stays_and_the_others_go(session, make, importing):
    batch = imported(session, importing, *employers(firm("Bakkerij Een"), firm("Garage Twee"), firm("Kwekerij Drie")))
    place_of(make, named(session, "Garage Twee"))

    records = undo(session, importing, batch)

    assert standing(records) == ["terug", Stays.USED, "terug"]
    assert [named(session, name) is None for name in ("Bakkerij Een", "Garage Twee", "Kwekerij Drie")] == [
        True,
        False,
        True,
    ]
    assert session.scalars(select(Employer.name)).all() == ["Garage Twee"]


def test_an_employer_that_was_changed_since_stays_with_the_change(session, make, importing):
    batch = imported(session, importing, *employers(firm("Bakkerij Een"), firm("Garage Twee")))
    one = named(session, "Bakkerij Een")
    change_employer(session, importing, one, known_facts(one).__class__(name="Bakkerij Eén"), on=MONDAY)

    assert standing(undo(session, importing, batch)) == [Stays.CHANGED, "terug"]
    assert session.scalars(select(Employer.name)).all() == ["Bakkerij Eén"]


def test_a_value_that_somebody_changed_since_is_not_put_back(session, make, importing):
    known = make.employer(name="Garage Twee", kvk="12345678")
    batch = imported(session, importing, *employers(firm("Garage Twee", "12345678", "twee.example")))
    known.website = "https://anders.example"
    session.flush()

    assert standing(undo(session, importing, batch)) == [Stays.CHANGED]
    assert known.website == "https://anders.example"


def test_a_value_of_somebody_else_beside_it_is_kept(session, make, importing):
    known = make.employer(name="Garage Twee", kvk="12345678")
    make.establishment(known)
    content = file_of(("Naam", "KvK-nummer", "Website"), ("Garage Twee", "12345678", "twee.example"))
    batch = imported(session, importing, ImportKind.EMPLOYERS, content)
    version = known.version
    known.size = "10-49"
    session.flush()

    assert standing(undo(session, importing, batch)) == ["terug"]
    assert (known.website, known.size) == ("", "10-49")
    assert known.version > version + 1


def test_a_row_that_hangs_on_a_row_that_stays_stays_with_it(session, make, importing):
    batch = imported(
        session,
        importing,
        *employers(firm("Bakkerij Een", "12345678"), firm("Bakkerij Een", "12345678", "een.example")),
    )
    place_of(make, named(session, "Bakkerij Een"))

    assert standing(undo(session, importing, batch)) == [Stays.USED, Stays.USED]
    assert named(session, "Bakkerij Een").website == "https://een.example"


@pytest.mark.parametrize(("used", "left"), [(0, [Stays.CHANGED, "terug"]), (1, [Stays.LINKED, Stays.CHANGED])])
def test_an_employer_stays_for_a_place_of_another_row_that_stays(session, make, importing, used, left):
    """The first row brought the employer along; the second hangs a place on it."""
    address = {"adres": {"adresNederland": {"postcode": "7511GA", "woonplaatsnaam": "Enschede"}}}
    work = {"werkgever": {"handelsnaamOrganisatie": "Magazijn Voorbeeld", "adresHouding": [address]}}
    work |= {"contractvorm": [{"codeTypeOvereenkomst": "02"}]}
    records = [{"idVacature": f"v-{name}", "naamVacature": name} | work for name in ("Orderpicker", "Inpakker")]
    batch = imported(session, importing, ImportKind.VUM, json.dumps(records).encode(), gemeente="Enschede")
    place = session.scalars(select(Vacancy).order_by(Vacancy.id)).all()[used]
    place.title = "Anders"
    session.flush()

    assert standing(undo(session, importing, batch)) == left
    assert len(session.scalars(select(Vacancy)).all()) == sum(one != "terug" for one in left)
    assert len(session.scalars(select(Employer)).all()) == 1


def test_the_question_whether_two_are_one_goes_with_the_employer(session, make, importing):
    make.employer(name="Bakkerij De Korenaar")
    batch = imported(session, importing, *employers(firm("Bakkerij De Korenaar BV")))
    assert find_employer_pairs(session, on=MONDAY) == 1

    assert standing(undo(session, importing, batch)) == ["terug"]
    assert session.scalars(select(Employer.name)).all() == ["Bakkerij De Korenaar"]


def test_a_candidate_who_was_put_forward_or_changed_stays(session, make, importing):
    batch = imported(session, importing, *people("Sam Voorbeeld", "Kim Voorbeeldig", "Noor Derde"), gemeente="Enschede")
    sam, kim, _ = session.scalars(select(Candidate).order_by(Candidate.id))
    sam.visibility.candidate_agreed_on = sam.visibility.coach_agreed_on = MONDAY
    make.proposal(candidate=sam)
    facts = facts_of(kim)
    change_candidate(
        session, importing, kim, facts.__class__(**{**vars_of(facts), "first_name": "Kimberly"}), on=MONDAY
    )

    assert standing(undo(session, importing, batch)) == [Stays.USED, Stays.CHANGED, "terug"]
    assert [one.first_name for one in session.scalars(select(Candidate).order_by(Candidate.id))] == [
        "Sam",
        "Kimberly",
        "",
    ]


def vars_of(facts):
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


def test_what_stayed_can_be_asked_again_and_goes_when_nothing_holds_it_any_more(session, make, importing):
    batch = imported(session, importing, *employers(firm("Bakkerij Een"), firm("Garage Twee")))
    vacancy = place_of(make, named(session, "Garage Twee"))
    assert standing(undo(session, importing, batch)) == ["terug", Stays.USED]
    session.delete(vacancy)
    session.flush()

    assert standing(undo(session, importing, batch)) == ["terug", "terug"]
    with pytest.raises(UndoTooLate):
        ask_undo(session, importing, batch)


def test_a_day_later_it_is_too_late(session, make, importing):
    batch = imported(session, importing, *employers(firm("Bakkerij Een")))
    session.info["at"] = NOW + timedelta(hours=24)

    with pytest.raises(UndoTooLate):
        ask_undo(session, importing, batch)


def test_what_it_takes_is_thrown_away_a_day_after_saving_and_not_after_uploading(session, make, importing):
    batch = imported(session, importing, *employers(firm("Bakkerij Een")))
    batch.uploaded_at = NOW - timedelta(hours=20)
    session.info["at"] = NOW + timedelta(hours=23)
    assert forget_files(session, on=MONDAY) == 0
    session.info["at"] = NOW + timedelta(hours=24)
    assert forget_files(session, on=MONDAY) == 1
    assert batch.journal == {}


def test_what_was_asked_in_time_is_finished_after_the_term(session, make, importing):
    batch = imported(session, importing, *employers(firm("Bakkerij Een"), firm("Garage Twee")))
    ask_undo(session, importing, batch)
    session.info["at"] = NOW + timedelta(hours=30)

    assert forget_files(session, on=MONDAY) == 0
    assert undo_some(session, importing, batch, on=MONDAY, most=1)
    assert not undo_some(session, importing, batch, on=MONDAY, most=1)
    assert session.scalars(select(Employer)).all() == []


def test_without_what_it_takes_nothing_is_taken_for_taken_back(session, make, importing):
    """Somebody of the file was erased meanwhile: what the file still held of people is gone with that person."""
    batch = imported(session, importing, *people("Sam Voorbeeld", "Kim Voorbeeldig"), gemeente="Enschede")
    ask_undo(session, importing, batch)
    sam = session.scalars(select(Candidate).order_by(Candidate.id)).first()
    erase(session, importing, sam, ground=ErasureGround.REQUEST, on=MONDAY)
    session.expire_all()

    assert batch.journal == {}
    assert not undo_some(session, importing, batch, on=MONDAY)
    assert batch.undone_at is not None
    records = session.scalars(select(ImportedRecord).where(ImportedRecord.batch_id == batch.id)).all()
    assert standing(records) == [Stays.GONE, Stays.GONE]
    assert session.scalars(select(Candidate).order_by(Candidate.id.desc())).first().first_name == "Kim"


def test_a_number_that_came_with_the_file_goes_and_one_that_was_replaced_stays(session, make, importing):
    organisation = make.session.get_one(type(make.user(Role.COACH).organisation), importing.organisation_id)
    organisation.uses_bsn, organisation.bsn_ground = True, "participatiewet"
    coach = make.user(Role.COACH, organisation=organisation)
    first, second = (make.candidate(coach=coach, first_name=name) for name in ("Sam", "Kim"))
    titles = ("Kenmerk", "Voornaam", "Achternaam", "Burgerservicenummer")

    def row(person, bsn):
        return (person.reference, person.first_name, person.last_name, bsn)

    imported(session, importing, ImportKind.CANDIDATES, file_of(titles, row(second, "111222333")), gemeente="Enschede")
    both = file_of(titles, row(first, "123456782"), row(second, "999990019"))
    batch = imported(session, importing, ImportKind.CANDIDATES, both, gemeente="Enschede")

    assert standing(undo(session, importing, batch)) == ["terug", Stays.NUMBER]
    assert number_of(session, first) is None
    assert number_of(session, second).bsn == "999990019"


def test_what_was_taken_back_can_be_imported_again(session, make, importing):
    kind, content = employers(firm("Bakkerij Een", "12345678"))
    undo(session, importing, imported(session, importing, kind, content))
    batch = imported(session, importing, kind, content)

    assert session.scalars(select(Employer.name)).all() == ["Bakkerij Een"]
    assert standing(undo(session, importing, batch)) == ["terug"]


def test_what_came_from_the_exchange_and_went_is_new_when_it_comes_again(session, make, importing):
    hours = {"aantalWerkurenPerWeekMinimaal": 16, "aantalWerkurenPerWeekMaximaal": "32"}
    person = {"idWerkzoekende": "abc-1", "mobiliteit": {"bemiddelingspostcode": "7511AB"}, "werktijden": hours}
    content = json.dumps([person]).encode()
    first = undo(session, importing, imported(session, importing, ImportKind.VUM, content, gemeente="Enschede"))

    [again] = plan(session, importing, ImportKind.VUM, content, on=MONDAY, gemeente="Enschede").judged
    assert (again.outcome, again.target) == (Outcome.NEW, "")
    assert standing(first) == ["terug"]


def test_a_file_that_was_not_saved_cannot_be_taken_back(session, make, importing):
    kind, content = employers(firm("Bakkerij Een"))
    batch = take_file(
        session, importing, plan(session, importing, kind, content, on=MONDAY), file_name="b.csv", content=content
    )
    session.flush()

    with pytest.raises(UndoTooLate):
        ask_undo(session, importing, batch)
