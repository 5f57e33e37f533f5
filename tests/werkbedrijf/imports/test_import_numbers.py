"""A column with the burgerservicenummer: for a partner that may use it, by the rules of the form, and never shown."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from candidates.models import Candidate
from candidates.numbers.actions import keep_number
from candidates.numbers.models import CandidateNumber, DuplicateCheck
from candidates.numbers.queries import number_of
from tests.candidates.numbers.test_numbers import numbers, partner
from tests.conftest import NOW
from tests.importing import file_of, outcomes, save
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.importing import Outcome
from werkbedrijf.foundation.tables import FileRefused
from werkbedrijf.imports.models import ImportKind
from werkbedrijf.imports.planning import plan

BSN, OTHER, WRONG = "111222333", "123456782", "111222334"
HEADING = ("Voornaam", "Achternaam", "Geboortedatum", "Gemeente", "BSN")


@pytest.fixture
def coach(make):
    make.parameters()
    return make.user(Role.COACH, organisation=partner(make))


@pytest.fixture
def manager(make, coach):
    actor = make.actor(Role.ACCOUNT_MANAGER, organisation=coach.organisation)
    make.session.commit()
    return actor


def row(name, bsn, born="03-04-1990"):
    return (name, "Bedacht", born, "Enschede", bsn)


def planned(session, manager, *rows, on=MONDAY):
    return plan(session, manager, ImportKind.CANDIDATES, file_of(HEADING, *rows), on=on)


def only_reason(made):
    (one,) = [one for one in made.judged if one.outcome is Outcome.REFUSED]
    return one.problems[0].field, one.problems[0].sentence


@pytest.mark.parametrize("heading", ["BSN", "Burgerservicenummer", "bsn"])
def test_a_partner_without_a_ground_is_refused_as_before(session, make, heading):
    make.parameters()
    away = make.user(Role.COACH)
    actor = make.actor(Role.ACCOUNT_MANAGER, organisation=away.organisation)
    make.session.commit()
    with pytest.raises(FileRefused, match="Zulke gegevens mogen hier niet in"):
        plan(session, actor, ImportKind.CANDIDATES, file_of((*HEADING[:4], heading), row("Sam", BSN)), on=MONDAY)


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Diagnose",
            "Sofinummer partner",
            "BSN van de partner",
            "Hoofddiagnose",
            "Autistisch",
            "Rugklachten",
            "Médicatie",
        ),
        *("DSM-5", "ICD-10 code", "Arbeidsbeperking", "Angst_stoornis", "GGZ ja/nee", "epilepsie"),
    ],
)
def test_other_columns_stay_refused_for_who_may_use_numbers(session, manager, heading):
    with pytest.raises(FileRefused, match="Zulke gegevens mogen hier niet in"):
        plan(session, manager, ImportKind.CANDIDATES, file_of((*HEADING, heading), (*row("Sam", BSN), "x")), on=MONDAY)


def test_a_number_comes_in_locked_and_the_same_file_again_changes_nothing(session, manager):
    made = planned(session, manager, row("Sam", "1112.22.333"), row("Noor", ""))
    assert outcomes(made) == [Outcome.NEW, Outcome.NEW], [one.why for one in made.judged]
    save(session, manager, made)
    session.flush()

    (kept,) = session.scalars(select(CandidateNumber))
    assert (kept.bsn, kept.candidate.first_name) == (BSN, "Sam")
    assert session.scalar(select(func.count()).select_from(DuplicateCheck)) == 1
    again = planned(session, manager, row("Sam", BSN), row("Noor", ""))
    assert outcomes(again) == [Outcome.SAME, Outcome.SAME]
    names = ("candidate_number", "known_number", "duplicate_check", "audit_entry", "import_batch", "imported_record")
    rows = [str(one) for name in names for one in session.execute(text(f"SELECT * FROM {name}"))]
    assert rows and not [one for one in rows if BSN in one]


def test_what_fails_the_elfproef_is_refused_at_its_row_and_not_repeated(session, manager):
    made = planned(session, manager, row("Sam", WRONG), row("Noor", BSN))

    assert outcomes(made) == [Outcome.REFUSED, Outcome.NEW]
    field, sentence = only_reason(made)
    assert (field, "geen burgerservicenummer" in sentence, WRONG in sentence) == ("Burgerservicenummer", True, False)
    assert made.summary["refused"][0]["record"] == 2


def test_a_number_of_another_own_file_is_refused_with_its_reference(session, make, coach, manager):
    person = make.candidate(coach=coach)
    keep_number(session, make.actor_of(coach), person, BSN, on=MONDAY)
    made = planned(session, manager, row("Sam", BSN))

    assert person.reference in only_reason(made)[1]


def test_one_number_twice_in_a_file_is_refused_the_second_time(session, manager):
    made = planned(session, manager, row("Sam", BSN), row("Noor", BSN, "05-06-1991"))

    assert outcomes(made) == [Outcome.NEW, Outcome.REFUSED]
    assert "op rij 2" in only_reason(made)[1]


def test_a_known_person_gets_a_number_and_another_one(session, make, manager):
    save(session, manager, planned(session, manager, row("Sam", "")))
    for bsn in (BSN, OTHER):
        made = planned(session, manager, row("Sam", bsn))
        assert [one.changes for one in made.judged] == [("Burgerservicenummer",)]
        save(session, manager, made)
        session.flush()
    person = session.scalars(select(Candidate)).one()
    assert number_of(session, person).bsn == OTHER


def test_an_empty_cell_leaves_the_number_as_it_is(session, manager):
    save(session, manager, planned(session, manager, row("Sam", BSN)))
    assert outcomes(planned(session, manager, row("Sam", ""))) == [Outcome.SAME]
    assert session.scalars(select(CandidateNumber)).one().bsn == BSN


def test_what_another_partner_knows_makes_no_difference_in_the_plan(session, make, manager):
    away = make.user(Role.COACH, organisation=partner(make))
    keep_number(session, make.actor_of(away), make.candidate(coach=away), BSN, on=MONDAY)
    known, unknown = planned(session, manager, row("Sam", BSN)), planned(session, manager, row("Sam", OTHER))

    assert known.summary == unknown.summary and known.fingerprint == unknown.fingerprint
    save(session, manager, known)
    session.flush()
    (check,) = session.scalars(select(DuplicateCheck).where(DuplicateCheck.by_id == manager.id))
    assert check.other_id is not None


def test_a_file_takes_no_more_numbers_than_a_day_allows(session, manager):
    born = [(MONDAY - timedelta(days=9000 + 13 * n)).strftime("%d-%m-%Y") for n in range(22)]
    names = [
        f"{one}{other}" for one in ("Ad", "Bo", "Cas", "Dex", "Eva") for other in ("elot", "wijn", "ruk", "zot", "pim")
    ]
    rows = [row(name, bsn, day) for name, bsn, day in zip(names, numbers(22), born, strict=False)]
    made = planned(session, manager, *rows)

    assert [one.outcome for one in made.judged if one.problems] == [Outcome.REFUSED] * 2
    assert "morgen" in made.judged[-1].problems[0].sentence
    save(session, manager, made, chosen=made.doubtful)
    session.flush()
    assert session.scalar(select(func.count()).select_from(CandidateNumber)) == 20
    assert outcomes(planned(session, manager, row("Later", BSN))) == [Outcome.REFUSED]
    assert outcomes(planned(session, manager, row("Later", BSN), on=MONDAY + timedelta(days=1))) == [Outcome.NEW]


def test_through_the_pages_the_number_is_never_shown_and_not_readable_on_disk(client, stored, database):
    stored.region()
    stored.parameters()
    coach = stored.user(Role.COACH, organisation=stored.organisation(uses_bsn=True, bsn_ground="Wabb artikel 10"))
    client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER, organisation=coach.organisation))
    assert "Burgerservicenummer" in client.get("/import/kolommen/kandidaten").text
    assert "Burgerservicenummer" in client.get("/import/voorbeeld/kandidaten.csv").answer.get_data(as_text=True)
    content = file_of(HEADING, row("Sam", BSN), row("Noor", WRONG))
    shown = client.post("/import", {"kind": "kandidaten", "file": (io.BytesIO(content), "mensen.csv")})
    pages = [shown.html, client.get("/import/I-0001").html, client.get("/import/I-0001?toon=geweigerd").html]
    for ending in ("", "-wal"):
        assert BSN.encode() not in Path(database.url.removeprefix("sqlite:///") + ending).read_bytes()
    client.post("/import/I-0001/opslaan", {})
    pages.append(client.get("/import/I-0001").html)

    assert "geen burgerservicenummer" in pages[2]
    assert not [page for page in pages if BSN in page or WRONG in page]
    with database.session(at=NOW) as session:
        assert [one.bsn for one in session.scalars(select(CandidateNumber))] == [BSN]


def test_the_page_of_a_partner_without_numbers_does_not_offer_the_column(client, stored):
    stored.region()
    stored.parameters()
    client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER))

    assert "met een BSN weigeren" in client.get("/import/kolommen/kandidaten").text
    assert "Burgerservicenummer" not in client.get("/import/voorbeeld/kandidaten.csv").answer.get_data(as_text=True)
