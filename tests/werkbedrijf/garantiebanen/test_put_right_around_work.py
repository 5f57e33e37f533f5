"""What is put right around work after a month was closed: its inlener, its vestiging, who stands in the register."""

from datetime import date
from decimal import Decimal

from candidates.registration.actions import correct_entry
from candidates.registration.models import EntryReason, Ground
from candidates.registration.queries import entries_of
from employers.actions import change_employer
from employers.facts import EmployerFacts, EstablishmentFacts
from employers.merging.actions import merge
from employers.merging.actions import undo as take_apart
from employers.models import Sector
from employers.record.actions import change_establishment
from matching.placements.models import ContractForm, EndReason
from matching.placements.workflow import PlacementStatus
from werkbedrijf.garantiebanen.closing.held import ledger_of_closed
from werkbedrijf.garantiebanen.ledger import By
from werkbedrijf.garantiebanen.queries import ledger_in

OCTOBER, BEGUN, ON = date(2026, 10, 1), date(2026, 1, 5), date(2026, 11, 23)
DAYS = 31
BEFORE = {
    "status": PlacementStatus.ENDED,
    "starts_on": date(2025, 12, 1),
    "ended_on": date(2026, 11, 10),
    "end_reason": EndReason.OTHER,
}
"""As rows can stand in a file of before the doors refused it: over, and across work that runs."""


def facts_of(employer, **values):
    known = {"name": employer.name, "kvk": employer.kvk or "", "sector": employer.sector}
    return EmployerFacts(**known | values)


def test_the_sector_of_the_inlener_put_right_and_put_back(session, manager, placed, close_october):
    lender = placed(hours="20")
    row = placed(hours="25.5", contract_form=ContractForm.POSTED)
    row.formal_employer = lender.formal_employer
    inlener = row.workplace.employer
    closed = close_october()

    government = facts_of(inlener, sector=Sector.GOVERNMENT, sector_from=date(2026, 1, 1))
    change_employer(session, manager, inlener, government, on=ON)

    assert closed.beside() == {row.reference: 0}
    assert closed.why(row) == "Markt en overheid: markt, nu overheid."
    assert closed.acts(row) == ["gegevens van de werkgever gewijzigd"]
    assert ledger_in(session, OCTOBER).parts[By.SECTOR]["overheid"].persons == 1

    market = facts_of(inlener, sector=Sector.MARKET, sector_from=date(2026, 1, 1))
    change_employer(session, manager, inlener, market, on=ON)
    assert closed.beside() == {}


def test_the_sector_of_the_lender_touches_nothing_that_is_counted_at_the_inlener(
    session, manager, placed, close_october
):
    lender = placed(hours="20", registered=False).formal_employer
    row = placed(hours="25.5", contract_form=ContractForm.POSTED)
    row.formal_employer = lender
    closed = close_october()

    wrong = facts_of(lender, sector=Sector.GOVERNMENT, sector_from=date(2026, 1, 1))
    change_employer(session, manager, lender, wrong, on=ON)

    assert closed.beside() == {}


def test_the_branch_of_the_inlener_is_a_correction_too(session, manager, placed, close_october):
    row = placed(hours="25.5")
    closed = close_october()

    change_employer(session, manager, row.workplace.employer, facts_of(row.workplace.employer, sbi_section="Q"), on=ON)

    assert closed.beside() == {row.reference: 0}
    assert closed.why(row).startswith("Branche: onbekend, nu ")


def test_a_vestiging_in_another_gemeente_and_back(session, manager, placed, close_october):
    row = placed(hours="25.5")
    closed = close_october()

    def moved_to(place, gemeente):
        facts = EstablishmentFacts(name="Hier", postcode="7511AA", place=place, gemeente_code=gemeente)
        change_establishment(session, manager, row.workplace, facts, on=ON)

    moved_to("Hengelo", "GM0164")
    assert closed.beside() == {row.reference: 0}
    assert closed.why(row) == "Gemeente van het werk: Enschede, nu Hengelo."
    assert closed.acts(row) == ["gegevens van de vestiging gewijzigd"]

    moved_to("Enschede", "GM0153")
    assert closed.beside() == {}


def test_another_ground_changes_no_figure_and_the_month_says_that_the_division_did(
    session, manager, placed, close_october
):
    row = placed(hours="25.5", ground=Ground.PW_COLLEGE)
    closed = close_october()
    assert not closed.grounds_differ()

    def put_right(ground):
        days = {"starts_on": date(2024, 1, 1), "ends_on": None, "reason": EntryReason.MISTAKE, "on": ON}
        correct_entry(session, manager, session.scalars(entries_of(row.candidate)).one(), ground, **days)

    put_right(Ground.WAJONG)
    assert closed.beside() == {}
    assert closed.grounds_differ()
    assert list(ledger_of_closed(session, closed.month).parts[By.GROUND]) == ["PW_COLLEGE"]
    assert list(ledger_in(session, OCTOBER).parts[By.GROUND]) == ["WAJONG"]

    put_right(Ground.PW_COLLEGE)
    assert not closed.grounds_differ()


def test_somebody_who_never_stood_in_the_register_comes_out(session, manager, placed, close_october):
    row = placed(hours="25.5")
    closed = close_october()

    entry = session.scalars(entries_of(row.candidate)).one()
    days = {"starts_on": date(2026, 11, 2), "ends_on": None, "reason": EntryReason.LETTER, "on": ON}
    correct_entry(session, manager, entry, Ground.PW_COLLEGE, **days)

    assert closed.beside() == {row.reference: Decimal("-25.5") * DAYS}
    assert closed.why(row).endswith("Nieuw: De persoon staat dan niet in het doelgroepregister.")
    assert closed.acts(row) == ["doelgroepregister verbeterd"]


def test_two_employers_that_prove_to_be_one_give_a_correction_and_taken_apart_none(
    session, manager, placed, close_october
):
    kept, gone = placed(hours="25.5"), placed(hours="20")
    change_employer(
        *(session, manager, gone.workplace.employer),
        facts_of(gone.workplace.employer, sector=Sector.GOVERNMENT, sector_from=date(2026, 1, 1)),
        on=ON,
    )
    closed = close_october()

    done = merge(session, manager, kept.workplace.employer, gone.workplace.employer, {}, on=ON)
    assert closed.beside() == {gone.reference: 0}
    assert closed.why(gone) == "Markt en overheid: overheid, nu markt."
    assert closed.acts(gone) == ["werkgever samengevoegd met een andere"]

    take_apart(session, manager, done, on=ON)
    assert closed.beside() == {}
