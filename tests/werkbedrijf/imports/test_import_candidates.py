"""Rows of candidates: who comes in, who is known, and what may never come in."""

from datetime import date

import pytest
from sqlalchemy import select

from candidates.models import Candidate
from candidates.profile.models import Mode, Profile
from candidates.registration.models import RegelingPeriod, RegisterEntry
from tests.importing import file_of, outcomes, save
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.importing import Outcome
from werkbedrijf.foundation.tables import FileRefused
from werkbedrijf.imports.errors import NoCoachHere
from werkbedrijf.imports.models import ImportKind
from werkbedrijf.imports.planning import plan


@pytest.fixture
def manager(make):
    coach = make.user(Role.COACH)
    actor = make.actor(Role.ACCOUNT_MANAGER, organisation=coach.organisation)
    make.session.commit()
    return actor


@pytest.mark.parametrize(
    "heading", ["Diagnose", "medicatie gebruik", "BSN", "Burgerservicenummer", "IQ", "beperkingen"]
)
def test_a_column_this_service_may_not_hold_refuses_the_whole_file(session, manager, heading):
    content = file_of(("Voornaam", "Achternaam", heading), ("Sam", "Voorbeeld", "x"))
    with pytest.raises(FileRefused, match="mogen hier niet in"):
        plan(session, manager, ImportKind.CANDIDATES, content, on=MONDAY)


def test_a_candidate_comes_in_with_profile_and_registration_in_the_own_organisation(session, manager):
    content = file_of(
        (
            "Voornaam", "Achternaam", "Geboortedatum", "Postcode", "Uren minimaal", "Vervoer", "Reistijd",
            "Voorwaarden", "Onmisbaar", "Niveau lezen", "Niveau tillen", "Regeling", "Regeling vanaf", "Grond", "Grond vanaf",
        ),
        (
            "Sam", "de Jong", "01-02-1999", "7511 AB", "12", "fiets", "30",
            "vast rooster", "jobcoach", "3", "?", "wajong", "01-01-2020", "WAJONG", "01-01-2020",
        ),
    )  # fmt: skip
    made = plan(session, manager, ImportKind.CANDIDATES, content, on=MONDAY)
    assert outcomes(made) == [Outcome.NEW], made.judged[0].why
    save(session, manager, made)
    candidate = session.scalars(select(Candidate)).one()
    profile = session.scalars(select(Profile)).one()
    assert candidate.organisation_id == manager.organisation_id
    assert (candidate.gemeente_code, candidate.born_on) == ("GM0153", date(1999, 2, 1))
    assert (profile.pc4, profile.mode, profile.hours_max) == ("7511", Mode.BICYCLE, 12)
    assert profile.levels.count("?") == 31
    assert not candidate.visibility.is_shown(MONDAY)
    assert session.scalars(select(RegelingPeriod)).one().starts_on == date(2020, 1, 1)
    assert session.scalars(select(RegisterEntry)).one().ground.value == "WAJONG"
    again = plan(session, manager, ImportKind.CANDIDATES, content, on=MONDAY)
    assert outcomes(again) == [Outcome.SAME]


def test_the_same_name_is_doubtful_and_with_the_birth_date_the_same_person(session, make, manager):
    heading = ("Voornaam", "Achternaam", "Geboortedatum", "Gemeente", "Telefoon")
    first = ("Noor", "Smit", "03-04-1990", "Enschede", "")
    save(session, manager, plan(session, manager, ImportKind.CANDIDATES, file_of(heading, first), on=MONDAY))
    content = file_of(
        heading,
        ("Noor", "Smit", "03-04-1990", "Enschede", "06 12345678"),
        ("Noor", "Smit", "", "Enschede", ""),
        ("Noora", "Smit", "03-04-1990", "Hengelo (O)", ""),
        ("Noor", "Smit", "03-04-1991", "Enschede", ""),
        ("Kees", "Anders", "03-04-1990", "Enschede", ""),
    )
    made = plan(session, manager, ImportKind.CANDIDATES, content, on=MONDAY)
    assert outcomes(made) == [Outcome.CHANGED, Outcome.DOUBTFUL, Outcome.DOUBTFUL, Outcome.DOUBTFUL, Outcome.NEW]
    assert made.judged[0].changes == ("Telefoon",)


def test_files_of_another_organisation_are_neither_changed_nor_told_of(session, make, manager):
    elsewhere = make.candidate(first_name="Noor", last_name="Smit", search_name="noor smit", born_on=date(1990, 4, 3))
    heading = ("Kenmerk", "Voornaam", "Achternaam", "Geboortedatum", "Gemeente")
    content = file_of(
        heading,
        (elsewhere.reference, "Noor", "Smit", "03-04-1990", "Enschede"),
        ("", "Noor", "Smit", "03-04-1990", "Enschede"),
    )
    made = plan(session, manager, ImportKind.CANDIDATES, content, on=MONDAY)
    assert outcomes(made) == [Outcome.REFUSED, Outcome.NEW]
    assert made.judged[1].why == ""


@pytest.mark.parametrize("bsn", ["111222333", "1112.22.333", "111 222 333"])
@pytest.mark.parametrize("column", ["Achternaam", "Telefoon"])
def test_a_bsn_is_refused_and_not_repeated(session, manager, column, bsn):
    typed = {"Voornaam": "Sam", "Achternaam": "Jansen", "Telefoon": "", "Gemeente": "Enschede"}
    content = file_of(tuple(typed), tuple((typed | {column: f"{typed[column]} {bsn}"}).values()))
    made = plan(session, manager, ImportKind.CANDIDATES, content, on=MONDAY)
    assert outcomes(made) == [Outcome.REFUSED]
    assert "BSN" in made.judged[0].why and bsn not in made.judged[0].why + made.judged[0].label


def test_without_a_job_coach_candidates_cannot_come_in(session, make):
    actor = make.actor(Role.ACCOUNT_MANAGER)
    content = file_of(("Voornaam", "Achternaam", "Gemeente"), ("Sam", "Jansen", "Enschede"))
    with pytest.raises(NoCoachHere, match="nog geen jobcoach"):
        plan(session, actor, ImportKind.CANDIDATES, content, on=MONDAY)
    with pytest.raises(NoCoachHere, match=r"ander@voorbeeld\.example"):
        plan(session, actor, ImportKind.CANDIDATES, content, on=MONDAY, coach_email="ander@voorbeeld.example")
