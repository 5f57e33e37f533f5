"""The copy says how long: the period of the running configuration, and the day once the term runs."""

from datetime import date

from candidates.models import CandidateStatus
from tests.making import MAKER, MONDAY
from werkbedrijf.foundation.actors import TIMETABLE, Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.parameters import DEFINITIONS, Parameter, whole_number_on
from werkbedrijf.rights.copying import copy_of
from werkbedrijf.rights.printed import as_page
from werkbedrijf.rights.retention import choose_months
from werkbedrijf.rights.rules import RULES, SET_BY, ends_after


def terms(session, candidate):
    told = copy_of(session, TIMETABLE, candidate, on=MONDAY)
    return {table["tabel"]: table["bewaartermijn"] for table in told["gegevens"]}, as_page(told)


def test_every_rule_that_a_value_sets_can_say_its_period():
    for name, value in SET_BY.items():
        assert ends_after(name, f"7 {DEFINITIONS[value].unit}").startswith("7 "), name
    assert not [name for name in ("sessie", "dienstregeling") if ends_after(name, "") == RULES[name].ends]


def test_the_copy_says_the_period_of_the_region_and_that_of_lists(session, make):
    make.parameters()
    candidate = make.candidate()
    months = whole_number_on(session, Parameter.KEEP_CANDIDATE_MONTHS, MONDAY)
    days = whole_number_on(session, Parameter.SHOWN_DAYS, MONDAY)
    given, page = terms(session, candidate)

    assert given["candidate"] == f"{months} maanden nadat de bemiddeling is geëindigd."
    unless_asked = "en zolang een bezwaar erover nog geen antwoord heeft."
    assert given["shown_ranking"] == f"{days} dagen nadat iemand de lijst voor het laatst zo zag, {unless_asked}"
    assert "een tijd nadat" not in page.lower() and f"Bewaren: {months} maanden nadat" in page


def test_the_choice_of_the_own_partner_counts_and_the_day_stands_there_once_it_runs(session, make):
    make.parameters()
    candidate = make.candidate()
    owner = make.actor(Role.ORG_ADMIN, organisation=candidate.organisation)
    choose_months(session, owner, months=1, reason="Besluit 7", on=MONDAY)
    candidate.status, candidate.left_on = CandidateStatus.LEFT, date(2026, 11, 20)
    record(session, MAKER, "candidate.changed", candidate)
    session.flush()
    given, page = terms(session, candidate)

    assert given["candidate"] == "1 maand nadat de bemiddeling is geëindigd. Dat is op zondag 20 december 2026."
    assert "Uw gegevens worden gewist op zondag 20 december 2026." in page
