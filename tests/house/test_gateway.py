"""Rows that belong to a partner, a caseload or an employer are reached through their gate, or for a reason that stands here.

The trees of the sources are read: a ``select``, ``query``, ``get`` or ``get_one`` on an owned table, in a module that answers
a person, must be the gate itself or stand in ``BESIDE``.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.sources import dotted, modules
from werkbedrijf import rooms  # noqa: F401 - the tables
from werkbedrijf.app import ROOMS  # noqa: F401 - the gates
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.db import Base
from werkbedrijf.foundation.gateway import find, gated, visible

OWNED = {
    *("Candidate", "Visibility", "Profile", "RegelingPeriod", "RegisterEntry", "SecondScoring", "EmployerQuestion"),
    *("Proposal", "Placement", "Terms", "ImportBatch", "ImportedRecord", "User"),
    *(
        "Employer",
        "Establishment",
        "ContactMoment",
        "ContactPerson",
        "Vacancy",
        "Carving",
        "CarvedTask",
        "PendingAct",
        "Objection",
        "Talk",
        "Tray",
        "TrayCard",
    ),
    *("CareVisit", "CareBudget", "MissedWork", "Assessment"),
}
GATED = {
    "Candidate",
    "SecondScoring",
    "Proposal",
    "Placement",
    "ImportBatch",
    "User",
    "Employer",
    "Vacancy",
    "Carving",
    "Objection",
    "Talk",
    "Tray",
    "TrayCard",
    "EmployerQuestion",
    "CareVisit",
    "CareBudget",
    "MissedWork",
    "Assessment",
}
# Modules that answer a person. Acts and jobs get their rows from such a door, or run for the region as a whole.
DOORS = re.compile(r"(^|/|_)(routes|pages?|queries|forms|policy|visibility|searching|waiting)\.py$|/dashboards/")

GIVEN = "asked with a row that passed its gate, or with the ids of such rows"
POOL = "the pool of the region: pseudonyms, levels and hours, shared by all partners"
COUNTED = "only numbers, dates or ids leave; whoever shows them passes another gate or masks them"
REGION = "employers and places of the region, which all staff share; the door is for staff"
SYSTEM = "the timetable, a command of the operator, or the building of the demo: no person asks"
COLLEAGUES = "names of colleagues and who they work for, which staff share"
ACCOUNT = "before anybody is signed in, or about the own account"
NARROWED = "narrowed in the same statement to the own caseload, organisation or name"

BESIDE: dict[str, dict[str, str]] = {
    "candidates/emergency/queries.py": {"emergencies_visible_to": NARROWED},
    "employers/questions/queries.py": {"open_questions_for_update": SYSTEM, "asked_between": COUNTED},
    "werkbedrijf/notices/queries.py": {"waiting_for_overview": SYSTEM},
    "werkbedrijf/objections/queries.py": {"coordinators": COLLEAGUES},
    "werkbedrijf/sroi/contracts/queries.py": {
        "contractors_like": "names of employers of the region alone; the door is for who registers a contract",
    },
    "werkbedrijf/sroi/deadlines/queries.py": {
        "coordinators": COLLEAGUES,
        "contractors": "who is told of a deadline, not what somebody may see",
        "administrators": COLLEAGUES,
    },
    "werkbedrijf/sroi/values/queries.py": {"who_imports": COLLEAGUES},
    "werkbedrijf/sroi/claims/queries.py": {
        "placements_of": "days and hours of work at a contractor, asked with a contract that passed its gate; nobody is named",
        "registered_spans": COUNTED,
    },
    "candidates/profile/queries.py": {"profile_of": GIVEN, "_of_several": GIVEN},
    "candidates/queries.py": {"candidates_visible_to": NARROWED, "pool_visible_to": POOL, "coaches_of": COLLEAGUES},
    "candidates/registration/queries.py": {
        "entries_of": GIVEN,
        "regelingen_of": GIVEN,
        "in_register_on": COUNTED,
        "regelingen_on": COUNTED,
        "register_periods": COUNTED,
    },
    "candidates/scoring/queries.py": {
        "_elsewhere": NARROWED,
        "_with_people": "the columns of every list here; each narrows it",
        "coaches_elsewhere": COLLEAGUES,
        "open_scoring_of": GIVEN,
    },
    "employers/contacts/pages.py": {"timeline_page": GIVEN},
    "employers/contacts/queries.py": {
        "colleagues_of": COLLEAGUES,
        "contacts_of": GIVEN,
        "find_moment": NARROWED,
        "promises_of": NARROWED,
        "promises_owned_by": NARROWED,
        "_promised": NARROWED,
    },
    "employers/faces/queries.py": {"account_managers": COLLEAGUES},
    "employers/handover/queries.py": {
        "covered_by": NARROWED,
        "find_holder": ACCOUNT,
        "_gone": COLLEAGUES,
        "_faces_held": GIVEN,
        "held_by": GIVEN,
        "receivers": COLLEAGUES,
    },
    "employers/queries.py": {
        "beside": GIVEN,
        "_last_contact_on": GIVEN,
    },
    "employers/merging/queries.py": {
        "joins_of": GIVEN,
        "with_people": GIVEN,
    },
    "employers/record/queries.py": {"find_establishment": NARROWED},
    "employers/rounds/queries.py": {"callers_to_choose": COLLEAGUES},
    "employers/vacancies/queries.py": {
        "_gemeenten": NARROWED,
        "open_vacancies": REGION,
    },
    "matching/advice/queries.py": {"prospects": REGION, "_sector_lacks": REGION},
    "matching/allocation/choice_pages.py": {"kind_of": GIVEN},
    "matching/carving/queries.py": {"not_waiting": COUNTED, "still_to_lower": GIVEN},
    "matching/aftercare/queries.py": {"running_everywhere": SYSTEM},
    "matching/placements/endings/queries.py": {"work_after": GIVEN},
    "matching/placements/queries.py": {
        "due_to_start": SYSTEM,
        "ending_between": SYSTEM,
        "running_on": SYSTEM,
        "ended_last": COUNTED,
        "placement_of": GIVEN,
        "placements_of": GIVEN,
        "terms_of": GIVEN,
        "followed_by": GIVEN,
        "placement_after": GIVEN,
        "employer_named": REGION,
    },
    "matching/proposals/count_page.py": {"_able": REGION},
    "matching/proposals/pages.py": {"_event": COLLEAGUES},
    "matching/proposals/queries.py": {
        "concerns_organisation_of": COLLEAGUES,
        "first_free_among": COUNTED,
        "promised_candidates": COUNTED,
        "no_longer_shown": SYSTEM,
        "past_their_term": SYSTEM,
        "open_proposals_among": GIVEN,
        "open_proposals_for": GIVEN,
        "open_proposals_of": GIVEN,
        "proposals_for": GIVEN,
    },
    "employers/reporting/queries.py": {"reported_to": COLLEAGUES, "own_concepts": NARROWED},
    "matching/talks/queries.py": {"talk_of": GIVEN, "talk_for_update": GIVEN, "talks_between": SYSTEM},
    "werkbedrijf/accounts/colleagues/queries.py": {"colleagues_of": GIVEN},
    "werkbedrijf/garantiebanen/queries.py": {"first_placement_on": COUNTED},
    "werkbedrijf/dashboards/today/own.py": {"_employers": NARROWED},
    "matching/trays/queries.py": {
        "_seen_by": NARROWED,
        "ready_trays": "ids that narrow a statement which passed the gate",
        "past_their_term": SYSTEM,
        "open_for_employer": NARROWED,
        "tray_behind": "the link is the way in: whoever holds it may read these cards",
    },
    "employers/questions/routes.py": {"_ask_page": COLLEAGUES},
    "werkbedrijf/agenda/queries.py": {"reader_of": ACCOUNT, "_next_steps": NARROWED, "_agreements": NARROWED},
    "werkbedrijf/replies/queries.py": {"proposals_sent_between": COUNTED, "first_asked_on": COUNTED},
    "werkbedrijf/accounts/role_queries.py": {"deciders_of": GIVEN, "is_unconfirmed": GIVEN, "subject_of": GIVEN},
    "werkbedrijf/accounts/queries.py": {
        "demo_users": ACCOUNT,
        "around_of": GIVEN,
        "employers_of": GIVEN,
        "other_administrators": COUNTED,
        "user_by_email": ACCOUNT,
        "user_of_link": ACCOUNT,
    },
    "werkbedrijf/administration/partners/queries.py": {"staff_per_organisation": COUNTED},
    "werkbedrijf/administration/trail/queries.py": {"_users_like": COLLEAGUES, "names_of_actors": COLLEAGUES},
    "werkbedrijf/administration/users/queries.py": {
        "employers_like": "names alone, for the field where a user gets an employer",
        "employers_spoken_for": GIVEN,
        "find_user": "only to write down that somebody tried",
    },
    "werkbedrijf/fairness/waiting.py": {"waiting_people": NARROWED},
    "werkbedrijf/garantiebanen/placed_queries.py": {"within": COUNTED, "term_rows": COUNTED, "entry_rows": COUNTED},
    "werkbedrijf/garantiebanen/closing/since_queries.py": {
        "_subjects": "references that come from the count, to find acts"
    },
    "werkbedrijf/garantiebanen/outside/queries.py": {"who_takes": SYSTEM},
    "werkbedrijf/imports/queries.py": {
        "coaches_of": COLLEAGUES,
        "first_account_manager": SYSTEM,
        "known_at_source": NARROWED,
        "records_of": GIVEN,
        "too_old": SYSTEM,
    },
    "werkbedrijf/imports/undo/queries.py": {
        "being_undone": SYSTEM,
        "held_for_undo": SYSTEM,
        "progress_of": GIVEN,
        "saved_records": GIVEN,
        "undo_until": GIVEN,
    },
    "werkbedrijf/learning/queries.py": {"placements_to_learn_from": COUNTED},
    "werkbedrijf/scenarios/queries.py": {"regelingen_of_pseudonyms": COUNTED},
    "werkbedrijf/borders/queries.py": {"points_of": "postcodes of workplaces, to place a gemeente on a map"},
    "werkbedrijf/outlook/queries.py": {"_first_hours": COUNTED, "_hopes": COUNTED, "_placements": COUNTED},
    "werkbedrijf/rights/pages.py": {"_counts": COUNTED},
    "werkbedrijf/rights/queries.py": {
        "candidate_of": "of a request that the policy already let through, by its reference"
    },
}


def reaches(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(function, table) of every statement on an owned table outside a gate."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if any(dotted(getattr(one, "func", one)).endswith("gate") for one in function.decorator_list):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                yield from ((function.name, table) for table in _tables(node))


def _tables(call: ast.Call) -> Iterator[str]:
    name = dotted(call.func)
    word = name.rpartition(".")[2]
    if word in {"select", "query"} or (word in {"get", "get_one"} and ("session" in name or "?" in name)):
        for argument in call.args:
            yield from (node.id for node in ast.walk(argument) if isinstance(node, ast.Name) and node.id in OWNED)


def found_beside() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path, tree in modules().items():
        if DOORS.search(path):
            functions = {function for function, _ in reaches(tree)}
            if functions:
                found[path] = functions
    return found


def test_owned_rows_are_reached_through_their_gate_or_for_a_reason():
    found = {(path, name) for path, names in found_beside().items() for name in names}
    listed = {(path, name) for path, names in BESIDE.items() for name in names}

    assert found - listed == set(), "ask werkbedrijf.foundation.gateway, or give a reason in BESIDE"
    assert listed - found == set(), "a reason in BESIDE that nothing needs any more"


def test_every_owned_table_exists_and_the_most_asked_have_a_gate():
    assert {mapper.class_.__name__ for mapper in Base.registry.mappers} >= OWNED
    assert {model.__name__ for model in gated()} >= GATED


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("def f(): return select(Candidate)", [("f", "Candidate")]),
        ("def f(): return select(func.count(Placement.id))", [("f", "Placement")]),
        ("def f(): return session.get(User, 1)", [("f", "User")]),
        ("def f(): return self.session.get_one(User, 1)", [("f", "User")]),
        ("def f(): return current_session().get(User, 1)", [("f", "User")]),
        ("@gate(Candidate)\ndef f(actor): return select(Candidate)", []),
        ("def f(): return visible(actor, Candidate)", []),
        ("def f(): return kept.get(User)", []),
        ("def f(): return select(Region)", []),
    ],
)
def test_the_looking_finds_what_it_should(code, found):
    assert list(reaches(ast.parse(code))) == found


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.SYSTEM, Role.EMPLOYER}])
def test_of_another_partner_nobody_finds_what_only_the_own_may_know(make, role):
    """Placements, voordrachten and files for importing stay with the partner, whatever the role."""
    other = make.placement()
    actor = make.actor(role)

    assert find(make.session, actor, type(other), other.reference) is None
    assert find(make.session, actor, type(other.proposal), other.proposal.reference) is None
    assert make.session.scalars(visible(actor, type(other))).all() == []
