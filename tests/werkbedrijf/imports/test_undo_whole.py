"""What an import did to the database, and what is left of that when it was taken back: nothing, on both engines."""

import json
import re

import pytest
from sqlalchemy import event, select

from candidates.models import Candidate
from candidates.profile.pool import fresh_people
from candidates.registration.models import Ground
from employers.vacancies.workflow import VacancyStatus
from matching.proposals.workflow import ProposalStatus
from tests.importing import file_of
from tests.making import MONDAY
from tests.werkbedrijf.imports.undoing import imported, undo
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.db import Base
from werkbedrijf.imports.models import ImportKind
from werkbedrijf.imports.undo.journal import BESIDE
from werkbedrijf.imports.undo.kept import Kept
from werkbedrijf.imports.undo.values import COUNTING, told_row
from werkbedrijf.rights.models import Tombstone

# What only ever grows, and what tells that there was an import.
GROWS = {
    *("audit_entry", "audit_head", "reference_counter", "pool_revision", "import_batch", "imported_record"),
    *("organisation_key", "pepper_chain", "tombstone", "duplicate_check", "processing_line"),
}
NEEDS_PLACE = {ImportKind.VUM, ImportKind.CANDIDATES}
# What the act that takes an end back keeps of that end.
KEEPS_WHAT_WAS = {"placement_end_replaced"}


def everything(session):
    session.flush()
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name in GROWS or "id" not in table.c:
            continue
        for row in session.connection().execute(select(table)).mappings():
            kept = {name: value for name, value in told_row(row).items() if name not in COUNTING}
            found[table.name, row["id"]] = kept
    return found


def employers(make, manager):
    known = make.employer(name="Bakkerij De Korst", kvk="12345678")
    make.establishment(known)
    titles = (
        *("Naam", "KvK-nummer", "Website", "Sector", "Andere namen"),
        *("Postcode", "Huisnummer", "Plaats", "Gemeente", "Contactpersoon", "Telefoon"),
    )
    korst = ("Bakkerij De Korst BV", "12345678", "korst.example", "overheid", "Korst")
    content = file_of(
        titles,
        (*korst, "7511 GA", "9", "Enschede", "Enschede", "Sam Bakker", "053 000 00 00"),
        (
            "Nieuwe Firma",
            "",
            "",
            "",
            "Firma N; N en Zoon",
            "7551 AA",
            "2",
            "Hengelo",
            "Hengelo",
            "Kim",
            "053 000 00 01",
        ),
        ("Nog Een Firma", "87654321", *[""] * 9),
        ("Nog Een Firma BV", "87654321", "nog.example", *[""] * 8),
    )
    return ImportKind.EMPLOYERS, content


def vacancies(make, manager):
    known = make.vacancy(title="Orderpicker", seats=2)
    employer = known.employer.reference
    draft = make.vacancy(known.establishment, title="Inpakken", status=VacancyStatus.DRAFT, opened_on=None)
    other = make.vacancy(known.establishment, title="Tellen", status=VacancyStatus.DRAFT, opened_on=None)
    titles = (
        *("Werkgever", "Kenmerk", "Titel", "Soort plek", "Beroep", "Soort werk", "Aantal plekken", "Uren minimaal"),
        *("Taken", "Voorwaarden aanwezig", "Sluit", "Openen"),
    )
    tasks = "Orders verzamelen 60; Inpakken 40"
    changed = (employer, known.reference, "Orderpicker dag", known.kind.value, "", "", "4", "16", "")
    content = file_of(
        titles,
        (*changed, "vast_rooster", "31-03-2027", ""),
        (employer, "", "Inpakker", "garantiebaan", "", "logistiek", "3", "12", tasks, "", "", ""),
        (employer, "", "Magazijn", "garantiebaan", "orderpicker", "", "2", "16", "", "vaste_locatie", "", ""),
        (employer, draft.reference, "Inpakken", draft.kind.value, "", "", "2", "16", "", "", "", "ja"),
        (employer, other.reference, "Tellen", other.kind.value, "", "", "2", "16", "Dozen vouwen 100", "", "", ""),
    )
    return ImportKind.VACANCIES, content


def candidates(make, manager):
    mine = make.candidate(coach=coach_of(make, manager), first_name="Noor", last_name="Bekend")
    make.profile(mine)
    without = make.candidate(coach=coach_of(make, manager), first_name="Wim", last_name="Zonder")
    assert without.reference
    titles = (
        *("Kenmerk", "Voornaam", "Achternaam", "Postcode", "Uren minimaal", "Uren maximaal", "Vervoer", "Reistijd"),
        *("Regeling", "Regeling vanaf"),
    )
    content = file_of(
        titles,
        (mine.reference, "Noor", "Anders", "7522", "16", "24", "fiets", "30", "", ""),
        (without.reference, "Wim", "Zonder", "7522", "16", "24", "fiets", "30", "", ""),
        ("", "Sam", "Nieuw", "7511", "12", "32", "ov", "45", "wajong", "01-02-2020"),
        ("", "Kim", "Nieuwer", "7512", "8", "16", "fiets", "20", "", ""),
    )
    return ImportKind.CANDIDATES, content


def coach_of(make, manager):
    coach = make.user(Role.COACH)
    coach.organisation_id = manager.organisation_id
    make.session.flush()
    make.session.refresh(coach)
    return coach


def placements(make, manager):
    people = [make.candidate(coach=coach_of(make, manager)) for _ in range(3)]
    place = make.vacancy(seats=4)
    make.profile(people[2])
    accepted = make.proposal(make.vacancy(seats=1), people[2], status=ProposalStatus.ACCEPTED)
    running = make.placement(accepted)
    base = {"Contract": "arbeidsovereenkomst", "Uren per week": "25,5", "Eerste werkdag": "01-09-2026"}
    paid = {"Bruto loon": "14,99", "Loon per": "uur", "Loonwaarde": "63", "Hoe vastgesteld": "gemeten"}
    ground = {"Grond doelgroepregister": Ground.PW_COLLEGE.value, "Grond vanaf": "01-03-2024"}
    ended = {
        "Kandidaat": people[2].reference,
        "Plek": running.vacancy.reference,
        "Contract": running.contract_form.value,
        "Uren per week": str(running.terms[0].hours_per_week),
        "Eerste werkdag": running.starts_on.strftime("%d-%m-%Y"),
        "Laatste werkdag": MONDAY.strftime("%d-%m-%Y"),
        "Reden einde": "anders",
    }
    rows = [
        {"Kandidaat": people[0].reference, "Plek": place.reference} | base | paid | ground,
        {"Kandidaat": people[1].reference, "Plek": place.reference} | base,
        ended,
    ]
    titles = sorted({title for one in rows for title in one})
    return ImportKind.PLACEMENTS, file_of(titles, *([one.get(title, "") for title in titles] for one in rows))


def exchange(make, manager):
    address = {"adres": {"adresNederland": {"postcode": "7511GA", "woonplaatsnaam": "Enschede"}}}
    work = {
        "naamVacature": "Orderpicker",
        "werkgever": {"handelsnaamOrganisatie": "Magazijn Voorbeeld", "adresHouding": [address]},
        "contractvorm": [{"codeTypeOvereenkomst": "02"}],
    }
    hours = {"aantalWerkurenPerWeekMinimaal": 16, "aantalWerkurenPerWeekMaximaal": "32"}
    person = {"idWerkzoekende": "abc-1", "mobiliteit": {"bemiddelingspostcode": "7511AB"}, "werktijden": hours}
    records = [{"idVacature": "v-1"} | work, {"idVacature": "v-2"} | work | {"naamVacature": "Inpakker"}, person]
    return ImportKind.VUM, json.dumps(records).encode()


@pytest.mark.parametrize("file", [employers, vacancies, candidates, placements, exchange])
def test_after_taking_it_back_everything_is_as_it_was(session, make, importing, file):
    kind, content = file(make, importing)
    before = everything(session)
    choices = {"gemeente": "Enschede"} if kind in NEEDS_PLACE else {}
    batch = imported(session, importing, kind, content, **choices)
    during = everything(session)
    assert during != before

    records = undo(session, importing, batch)

    after = everything(session)
    assert [record.stays for record in records if record.undone_at is None] == []
    erased = {key for key in set(after) - set(before) if key[0] == "candidate"}
    assert all(session.get_one(Candidate, number).erased_revision is not None for _, number in erased)
    different = {key for key in set(before) | set(after) if before.get(key) != after.get(key)} - erased
    different = {key for key in different if key[0] not in KEEPS_WHAT_WAS}
    assert {key: (before.get(key), after.get(key)) for key in different} == {}
    session.expire_all()
    assert batch.undone_at is not None and not batch.journal


@pytest.mark.parametrize("file", [employers, vacancies, candidates, placements, exchange])
def test_every_table_that_an_import_writes_to_is_known(session, make, importing, file):
    """A table that taking back would not know of would be left behind: it belongs in ``BESIDE`` with a reason, or goes back."""
    kind, content = file(make, importing)
    written = set()

    def note(_connection, _cursor, statement, *_):
        found = re.match(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)', statement)
        written.update(found.groups() if found else ())

    event.listen(session.get_bind().engine, "before_cursor_execute", note)
    batch = imported(session, importing, kind, content, **({"gemeente": "Enschede"} if kind in NEEDS_PLACE else {}))
    event.remove(session.get_bind().engine, "before_cursor_execute", note)

    noted = {row.table for row in Kept.read(batch.journal).rows}
    counts_seats = {"vacancy"} if kind is ImportKind.PLACEMENTS else set()
    assert written - noted - set(BESIDE) - {"audit_head"} - counts_seats == set()


def test_the_trail_tells_of_each_record_that_was_taken_back(session, make, importing):
    batch = imported(session, importing, *vacancies(make, importing))
    references = {record.reference for record in undo(session, importing, batch)}

    told = session.scalars(select(AuditEntry).where(AuditEntry.act == "import.taken_back")).all()
    assert {line.subject_reference for line in told} == references
    [closed] = session.scalars(select(AuditEntry).where(AuditEntry.act == "import.undone"))
    assert closed.reason == "5 records terug, 0 blijven"


def test_the_trail_tells_of_an_employer_that_came_along_with_a_place(session, make, importing):
    batch = imported(session, importing, *exchange(make, importing), gemeente="Enschede")
    undo(session, importing, batch)

    told = session.scalars(select(AuditEntry).where(AuditEntry.act == "import.taken_back")).all()
    assert sorted(line.subject_kind for line in told) == ["candidate", "employer", "vacancy", "vacancy"]


def test_whoever_was_imported_is_erased_with_a_tombstone(session, make, importing):
    batch = imported(session, importing, *candidates(make, importing), gemeente="Enschede")
    came = [one for one in session.scalars(select(Candidate)) if one.last_name in {"Nieuw", "Nieuwer"}]
    uuids = {one.uuid for one in came}
    assert len(uuids) == 2 and set(fresh_people(session).candidate_ids) >= {one.id for one in came}

    undo(session, importing, batch)

    assert set(session.scalars(select(Tombstone.uuid))) == uuids
    assert not set(fresh_people(session).candidate_ids) & {one.id for one in came}
    assert [one.last_name for one in came] == ["", ""]


def test_a_first_profile_that_goes_is_no_longer_looked_at(session, make, importing):
    kind, content = candidates(make, importing)
    before = set(fresh_people(session).candidate_ids)
    batch = imported(session, importing, kind, content, gemeente="Enschede")
    assert len(fresh_people(session).candidate_ids) == len(before) + 3

    undo(session, importing, batch)

    assert set(fresh_people(session).candidate_ids) == before
