"""Placements from a file: first what it would do, then nothing or exactly that."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from employers.vacancies.models import VacancyKind
from matching.placements.models import ContractForm, EndReason, Placement
from matching.placements.workflow import PlacementStatus
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.importing import Outcome
from werkbedrijf.foundation.tables import to_csv
from werkbedrijf.imports.actions import carry_out, take_file
from werkbedrijf.imports.errors import ImportStopped
from werkbedrijf.imports.models import ImportKind
from werkbedrijf.imports.planning import plan

DAY = timedelta(days=1)
HEADING = (
    *("Kandidaat", "Plek", "Contract", "Werkgever van het contract", "Uren per week", "Eerste werkdag"),
    *("Afgesproken laatste werkdag", "Laatste werkdag", "Reden einde"),
)


@pytest.fixture
def manager(make):
    make.parameters()
    return make.actor(Role.ACCOUNT_MANAGER)


@pytest.fixture
def person(make, manager):
    return mine(make, manager)


def mine(make, manager):
    coach = make.user(Role.COACH)
    coach.organisation_id = manager.organisation_id
    make.session.flush()
    make.session.refresh(coach)
    return make.candidate(coach=coach)


def row(person, vacancy, **changes):
    told = {
        "candidate": person.reference,
        "place": vacancy.reference,
        "contract": "arbeidsovereenkomst",
        "signs": "",
        "hours": "25,5",
        "start": "01-09-2026",
        "agreed": "",
        "last": "",
        "reason": "",
    } | changes
    return tuple(told.values())


def planned(session, manager, *rows):
    return plan(session, manager, ImportKind.PLACEMENTS, to_csv([HEADING, *rows]), on=MONDAY)


def saved(session, manager, *rows):
    made = planned(session, manager, *rows)
    batch = take_file(session, manager, made, file_name="plaatsingen.csv", content=b"")
    carry_out(session, manager, made, on=MONDAY, batch=batch)
    return made


def outcomes(made):
    return [one.outcome for one in made.judged]


def test_looking_changes_nothing_and_saving_does_what_was_shown(session, make, manager, person):
    vacancy, agency = make.vacancy(seats=2), make.employer("Uitzendbureau Verzonnen")
    earlier = row(person, vacancy, start="01-02-2020", last="31-07-2026", reason="ander_werk")
    now = row(person, vacancy, contract="uitzend", signs=agency.name, start="01-09-2026", agreed="31-08-2027")

    made = planned(session, manager, earlier, now)
    assert outcomes(made) == [Outcome.NEW, Outcome.NEW]
    assert session.scalar(select(func.count(Placement.id))) == 0

    saved(session, manager, earlier, now)
    first, second = session.scalars(select(Placement).order_by(Placement.starts_on))
    assert (first.status, first.ended_on, first.end_reason) == (
        PlacementStatus.ENDED,
        date(2026, 8, 1),
        EndReason.OTHER_WORK,
    )
    assert (second.status, second.ends_on) == (PlacementStatus.RUNNING, date(2027, 9, 1))
    assert (second.formal_employer, second.workplace) == (agency, vacancy.establishment)
    assert second.form_on(MONDAY) is ContractForm.AGENCY
    assert second.hours_on(MONDAY) == Decimal("25.5")
    assert second.follows is first
    # What ended takes no seat.
    assert vacancy.filled == 1


def test_the_same_file_again_changes_nothing(session, make, manager, person):
    one = row(person, make.vacancy())
    saved(session, manager, one)

    assert outcomes(planned(session, manager, one)) == [Outcome.SAME]


def test_an_end_that_came_ends_what_runs(session, make, manager, person):
    vacancy = make.vacancy()
    saved(session, manager, row(person, vacancy))

    made = saved(session, manager, row(person, vacancy, last="20-11-2026", reason="door_kandidaat"))

    (placement,) = session.scalars(select(Placement))
    assert outcomes(made) == [Outcome.CHANGED]
    assert (placement.status, placement.ended_on) == (PlacementStatus.ENDED, date(2026, 11, 21))
    assert vacancy.filled == 0


def test_other_hours_of_a_known_placement_are_changed_by_people(session, make, manager, person):
    vacancy = make.vacancy()
    saved(session, manager, row(person, vacancy))

    (one,) = planned(session, manager, row(person, vacancy, hours="32")).judged

    assert one.outcome is Outcome.REFUSED
    assert one.problems[0].field == "Uren per week"
    assert "PL-0001" in one.problems[0].sentence


@pytest.mark.parametrize(
    ("changes", "column", "says"),
    [
        ({"candidate": "K-9999"}, "Kandidaat", "geen kandidaat"),
        ({"place": "P-9999"}, "Plek", "geen plek"),
        ({"contract": "stage"}, "Contract", "niet in de lijst"),
        ({"contract": "uitzend"}, "Werkgever van het contract", "ander bedrijf"),
        ({"contract": "wsw_intern"}, "Contract", "past niet bij een garantiebaan"),
        ({"signs": "Onbekend BV"}, "Werkgever van het contract", "geen werkgever"),
        ({"hours": "60"}, "Uren per week", "ten hoogste 48"),
        ({"start": "31-02-2026"}, "Eerste werkdag", "geen datum"),
        ({"start": "01-02-1999"}, "Eerste werkdag", "jaar na"),
        ({"last": "30-09-2026"}, "Reden einde", "ook in waarom"),
        ({"reason": "anders"}, "Laatste werkdag", "geen laatste werkdag"),
        ({"last": "01-12-2026", "reason": "anders"}, "Laatste werkdag", "moet nog komen"),
        ({"last": "30-08-2026", "reason": "anders"}, "Laatste werkdag", "op of na"),
    ],
)
def test_what_is_wrong_is_said_at_row_and_column(session, make, manager, person, changes, column, says):
    good = row(mine(make, manager), make.vacancy())
    made = planned(session, manager, good, row(person, make.vacancy(), **changes))

    assert outcomes(made) == [Outcome.NEW, Outcome.REFUSED]
    refused = made.judged[1]
    assert refused.number == 3
    assert refused.problems[0].field == column
    assert says in refused.problems[0].sentence


def test_nobody_works_at_two_places_on_one_day(session, make, manager, person):
    vacancy = make.vacancy(seats=3)
    saved(session, manager, row(person, vacancy, start="01-02-2025", last="31-07-2025", reason="anders"))
    within = row(person, make.vacancy(), start="01-07-2025", last="31-12-2025", reason="anders")
    after = row(person, vacancy, start="01-08-2025", last="30-09-2025", reason="anders")
    again = row(person, vacancy, start="15-09-2025")

    made = planned(session, manager, within, after, again)

    assert outcomes(made) == [Outcome.REFUSED, Outcome.NEW, Outcome.REFUSED]
    assert "werkte al" in made.judged[0].problems[0].sentence
    assert "rij 3" in made.judged[2].problems[0].sentence


def test_people_of_another_partner_are_not_known(session, make, manager):
    (one,) = planned(session, manager, row(make.candidate(), make.vacancy())).judged

    assert one.problems[0].field == "Kandidaat"


def test_a_place_takes_no_more_than_its_seats(session, make, manager, person):
    vacancy = make.vacancy(seats=1)
    made = planned(session, manager, row(person, vacancy), row(mine(make, manager), vacancy))

    assert outcomes(made) == [Outcome.NEW, Outcome.REFUSED]
    assert "bezet" in made.judged[1].problems[0].sentence


def test_a_trial_longer_than_its_law_allows_is_refused_with_the_law(session, make, manager, person):
    make.regeling(person)
    trial = make.vacancy(kind=VacancyKind.PROEFPLAATSING)
    long = row(person, trial, contract="geen contract", start="01-09-2026", agreed="01-03-2027")

    (one,) = planned(session, manager, long).judged
    assert "Participatiewet" in one.problems[0].sentence

    saved(session, manager, row(person, trial, contract="geen contract", start="01-09-2026", agreed="28-02-2027"))
    assert session.scalars(select(Placement)).one().longer_because


def test_when_one_row_cannot_be_saved_nothing_is(session, make, manager, person):
    vacancy, other = make.vacancy(), make.vacancy()
    made = planned(session, manager, row(person, vacancy), row(mine(make, manager), other))
    batch = take_file(session, manager, made, file_name="plaatsingen.csv", content=b"")
    # Somebody else takes the last seat in between.
    other.filled = other.seats
    session.flush()

    with pytest.raises(ImportStopped):
        carry_out(session, manager, made, on=MONDAY, batch=batch)

    assert session.scalar(select(func.count(Placement.id))) == 0
