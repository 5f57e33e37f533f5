"""The pages of months and of figures of UWV, as people use them."""

import io
from datetime import date
from decimal import Decimal

import pytest

from candidates.registration.models import Ground
from candidates.registration.queries import entries_of
from matching.placements.models import Terms
from matching.placements.workflow import PlacementStatus
from tests.house.world_count import published
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.parameters import Parameter, ParameterValue
from werkbedrijf.garantiebanen.closing.held import closed_month
from werkbedrijf.garantiebanen.outside.queries import figures_here
from werkbedrijf.garantiebanen.outside.reading import EXAMPLE

OCTOBER = "/garantiebanen/maanden/2026-10"


@pytest.fixture
def region(stored):
    stored.region(is_demo=True)
    stored.parameters()
    return stored


@pytest.fixture
def manager(client, region):
    return client.sign_in_as(region.user(Role.ACCOUNT_MANAGER))


def test_a_month_shows_four_measures_and_each_part_leads_to_its_records(manager, region, placed_here):
    placed_here(hours="25.5")
    placed_here(hours="12", place="GM0141")
    region.save()

    page = manager.get(OCTOBER)

    assert page.h1 == "Garantiebanen in oktober 2026"
    assert "163,12" in page.text and "1,47" in page.text
    behind = manager.get("/garantiebanen/plaatsingen?maand=2026-10&telling=telt_mee&gemeente=GM0141")
    assert behind.h1 == "1 plaatsing achter het cijfer"


def test_by_ground_small_groups_are_not_told_and_nothing_leads_to_them(manager, region, placed_here):
    for number in range(14):
        placed_here(ground=Ground.WAJONG if number < 2 else Ground.PW_COLLEGE)
    region.save()

    page = manager.get(OCTOBER)

    assert "niet getoond" in page.text
    assert "ground=" not in page.text


def test_what_is_left_out_is_listed_with_a_way_to_mend_it(manager, region, placed_here):
    theirs, ours = placed_here(registered=False), placed_here(registered=False)
    ours.candidate.organisation_id = manager.user.organisation_id
    region.session.info.setdefault("recorded", set()).add(id(ours.candidate))
    region.save()

    assert "2 plaatsingen: De persoon staat dan niet in het doelgroepregister." in manager.get(OCTOBER).text
    behind = manager.get("/garantiebanen/plaatsingen?maand=2026-10&telling=niet_in_doelgroepregister")
    assert theirs.reference in behind.text
    assert any(link.endswith(f"{ours.candidate.reference}/tellen") for link in behind.links())
    assert not any(theirs.candidate.reference in link for link in behind.links())


def test_a_month_is_closed_and_stays_as_it_was(manager, region, placed_here):
    row = placed_here(hours="25.5")
    region.save()

    manager.post(f"{OCTOBER}/sluiten", {"reason": ""})
    row.terms[0].hours_per_week = Decimal(36)
    region.session.info.setdefault("recorded", set()).add(id(row.terms[0]))
    region.save()

    page = manager.get(OCTOBER)
    assert "Gesloten op" in page.text and "110,92" in page.text
    assert "Uren per week: 25,5, nu 36." in page.text
    assert "Ook de verdeling naar grond telt nu anders op: door deze correcties" in page.text
    assert "Van wie de grond is veranderd" not in page.text
    assert closed_month(region.session, date(2026, 10, 1)).closed_at is not None


def test_the_list_of_months_keeps_to_what_was_closed_and_tells_a_recount_beside_it(manager, region, placed_here):
    row = placed_here(hours="25.5")
    region.save()
    manager.post(f"{OCTOBER}/sluiten", {"reason": ""})
    assert "Nu geteld" not in manager.get("/garantiebanen/maanden").text
    row.terms[0].hours_per_week = Decimal(36)
    region.session.info.setdefault("recorded", set()).add(id(row.terms[0]))
    region.save()

    listed = manager.get("/garantiebanen/maanden").text.split("oktober 2026")[1].split("september 2026")[0]

    assert "110,92" in listed and "1,00" in listed
    assert "Nu geteld: 1 persoon, 1,41 banen." in listed


def test_a_placement_that_changes_in_the_month_stands_on_more_lines_and_is_one_placement(manager, region, placed_here):
    row = placed_here(hours="20")
    row.terms[0].ends_on = date(2026, 10, 12)
    row.terms.append(Terms(starts_on=date(2026, 10, 12), hours_per_week=Decimal(30)))
    placed_here(registered=False)
    region.save()

    behind = "/garantiebanen/plaatsingen?maand=2026-10"
    whole, counted = manager.get(behind), manager.get(f"{behind}&telling=telt_mee")

    assert (whole.h1, counted.h1) == ("2 plaatsingen die wel of niet meetellen", "1 plaatsing achter het cijfer")
    assert "Het zijn 3 regels" in whole.text and "Het zijn 2 regels" in counted.text
    left_out = manager.get(f"{behind}&telling=niet_in_doelgroepregister")
    assert left_out.h1 == "1 plaatsing die niet meetelt"
    assert "regels" not in left_out.text


def test_another_ground_after_closing_is_told_without_whose_it_is(manager, region, placed_here):
    row = placed_here(hours="25.5")
    region.save()
    manager.post(f"{OCTOBER}/sluiten", {"reason": ""})
    assert "Geen. Opnieuw tellen geeft nu hetzelfde." in manager.get(OCTOBER).text
    entry = region.session.scalars(entries_of(row.candidate)).one()
    entry.ground = Ground.WAJONG
    region.session.info.setdefault("recorded", set()).add(id(entry))
    region.save()

    page = manager.get(OCTOBER)

    assert "De verdeling naar grond is nu anders dan bij het sluiten." in page.text
    assert "Opnieuw tellen geeft nu hetzelfde" not in page.text
    assert row.reference not in page.text


def test_two_must_look_where_there_is_no_demo(client, stored, placed_here):
    stored.region(is_demo=False)
    stored.parameters()
    placed_here()
    first, second = stored.user(Role.ACCOUNT_MANAGER), stored.user(Role.ACCOUNT_MANAGER)
    stored.save()

    asking = client.sign_in_as(first)
    assert "Vertel waarom" in asking.post(f"{OCTOBER}/sluiten", {"reason": ""}, status=422).text
    asking.post(f"{OCTOBER}/sluiten", {"reason": "Alles nagelopen"})
    assert "Iemand anders beslist hierover" in asking.get(OCTOBER).text
    asking.post(f"{OCTOBER}/akkoord", {}, status=403)
    deciding = client.sign_in_as(second)
    assert "Oktober 2026 sluiten: kijk mee" in deciding.get("/vandaag").text
    deciding.post(f"{OCTOBER}/akkoord", {})

    assert "Gesloten op" in deciding.get(OCTOBER).text


def test_the_coordinator_reads_figures_of_uwv_in(client, region):
    reader = client.sign_in_as(region.user(Role.COORDINATOR))
    region.save()

    wrong = reader.post(
        "/garantiebanen/uwv", {"file": (io.BytesIO(EXAMPLE.replace("1234", "veel").encode()), "uwv.csv")}, status=422
    )
    assert "Vul een heel getal in, zonder punten." in wrong.text
    reader.post("/garantiebanen/uwv", {"file": (io.BytesIO(EXAMPLE.encode()), "uwv.csv")})

    assert "1.234" in reader.get("/garantiebanen/uwv").text
    assert [row.value for row in figures_here(region.session)] == [1234]


def test_the_bridge_is_exact_for_the_manager_and_rounded_for_the_alderman(client, region, placed_here):
    placed_here(hours="25.5")
    figure = published(region, period="2026Q3", value=3)
    region._add(
        ParameterValue(name=Parameter.BASELINE_JOBS, valid_from=date(2015, 1, 1), value=Decimal(1), source="Proef"),
        "parameter.made",
    )
    region.save()
    path = f"/garantiebanen/uwv/{figure.reference}"

    exact = client.sign_in_as(region.user(Role.ACCOUNT_MANAGER)).get(path).text
    assert "1,00 banen" in exact and "3,00 banen meer bij UWV" in exact
    rounded = client.sign_in_as(region.user(Role.ALDERMAN)).get(path).text
    assert "afgerond zoals gepubliceerd" in rounded and "onbekend" in rounded
    assert "Van deze maand is bij ons geen cijfer gepubliceerd" in rounded


def test_the_bridge_begins_at_what_a_month_was_closed_with_and_tells_corrections_apart(manager, region, placed_here):
    row = placed_here(hours="16")
    figure = published(region, period="2026Q3", value=3)
    region.save()
    manager.post("/garantiebanen/maanden/2026-09/sluiten", {"reason": ""})
    path = f"/garantiebanen/uwv/{figure.reference}"
    assert "Correcties na het sluiten" not in manager.get(path).text
    row.terms[0].hours_per_week = Decimal(32)
    region.session.info.setdefault("recorded", set()).add(id(row.terms[0]))
    region.save()

    # From 0.627 to 1.255 is 0.627, also where 0.63 and 1.25 are told.
    steps, reasons = manager.get(path).text.split("Waar het verschil vandaan kan komen")

    assert "0,63 banen" in steps and "1,25" not in steps
    assert "Tellen wij haar nu opnieuw, dan komen wij zoveel anders uit. 0,63 banen" in " ".join(reasons.split())
    assert "+0,63" in manager.get("/garantiebanen/maanden/2026-09").text


def test_work_that_begins_later_this_month_is_not_said_to_be_late(manager, region, placed_here):
    placed_here(status=PlacementStatus.PLANNED, starts_on=date(2026, 10, 30))
    region.save()

    assert "1 plaatsing: Niemand heeft gemeld dat het werk is begonnen." in manager.get(OCTOBER).text


@pytest.mark.parametrize("path", ["2026-13", "1999-01", "2030-01", "nu", "2026-1"])
def test_a_month_that_is_none_does_not_exist(manager, region, path):
    region.save()

    manager.get(f"/garantiebanen/maanden/{path}", status=404)
