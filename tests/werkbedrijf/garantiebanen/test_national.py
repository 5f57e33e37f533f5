"""The published figures recompute, and what does not is named one by one."""

from decimal import Decimal

from werkbedrijf.foundation.facts.tables import Table, rows
from werkbedrijf.garantiebanen.national import HOURS_PER_MONTH, checks

# What was published and cannot be made from its parts. A new one of these is a slip in the table or news: look at it.
KNOWN = {
    "nulmeting overheid: banen bij grote werkgevers zijn een deel van alle banen": 2680,
    "2017: het vierde kwartaal (indicatief) naast het jaar (officieel)": 64,
    "2023: het vierde kwartaal (indicatief) naast het jaar (officieel)": 599,
    "Amersfoort 2023Q3: wie werk vond en verloor, naast wie er werkt": -21,
}


def test_every_published_sum_comes_out_or_is_named():
    assert {check.about: check.made - check.published for check in checks() if not check.fits} == KNOWN


def test_what_does_not_fit_says_so_in_words():
    assert all(check.remark for check in checks() if not check.fits)


def test_every_year_of_the_targets_and_every_whole_quarter_is_checked():
    found = [check.about for check in checks()]

    assert len([about for about in found if about.startswith("doel ")]) == 11 * 5
    assert [about for about in found if about.startswith("kwartaal ")] == [
        "kwartaal 2017Q4: markt, overheid en inleen",
        "kwartaal 2019Q3: markt, overheid en inleen",
    ]


def test_a_part_that_was_not_published_is_what_the_others_leave():
    """2017 and 2023 tell the whole and markt; the remark in the table says what is left for overheid."""
    left = {
        row["jaar"]: Decimal(row["totaal_extra_banen"]) - Decimal(row["markt"])
        for row in rows(Table.RESULT_YEARS)
        if row["totaal_extra_banen"] and row["markt"] and not row["overheid"]
    }

    assert left == {"2017": Decimal(6472), "2023": Decimal(11634)}
    for row in rows(Table.RESULT_YEARS):
        if row["jaar"] in left:
            assert str(left[row["jaar"]]) in row["opmerking"]


def test_baseline_and_target_are_the_jobs_of_the_country_in_the_end():
    baseline = sum(Decimal(row["verloonde_uren_maand"]) for row in rows(Table.BASELINE))
    target = next(r for r in rows(Table.TARGETS) if (r["jaar"], r["sector"]) == ("2025", "totaal"))
    hours = baseline + Decimal(target["verloonde_uren_december"])

    assert abs(hours / HOURS_PER_MONTH - (71_853 + 125_000)) <= 1


def test_no_more_people_work_than_there_are():
    for row in rows(Table.RESULT_QUARTERS):
        if row["personen_doelgroep"] and row["personen_werkzaam"]:
            assert int(row["personen_werkzaam"]) < int(row["personen_doelgroep"])
