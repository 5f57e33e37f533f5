"""The one table of who may what (``werkbedrijf/permissions.toml``) against every door, as it answered in the tables beside this.

And against the matrix of security.md section 3, row by row; what the product does otherwise on purpose stands in ``OTHERWISE``.
"""

from pathlib import Path

import pytest

from werkbedrijf.app import create_app
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.permitting import SHORT, permissions, routes_of

HERE = Path(__file__).parent
PERSONS = {
    "CO": ("coach", "coach2"),
    "AM": ("manager", "manager2"),
    "EM": ("employer", "employer2"),
    "AL": ("alderman", None),
    "FA": ("administrator", None),
    "OA": ("org_admin", "org_admin2"),
    "RC": ("coordinator", None),
    "AU": ("auditor", None),
}

# (doors, who the matrix lets pass and how far). Scopes: case < own < reg.
MATRIX = {
    "candidate (full), create": (["candidates.new"], "CO yes, AM yes"),
    "candidate (full), change": (
        ["candidates.change", "candidates.move", "candidates.hand_over", "profile.change", "profile.ask"],
        "CO case, AM own",
    ),
    "candidate (full), read by breaking the glass": (["emergency.open_file"], "CO own"),
    "capability profile, read": (["profile.show", "candidates.region", "proposals.places_for"], "CO reg, AM reg"),
    "vacancy, read": (["vacancies.show"], "CO reg, AM reg, EM own"),
    "vacancy, create": (["vacancies.new"], "AM reg, EM own"),
    "vacancy, change": (["vacancies.change", "vacancies.open", "vacancies.close"], "AM reg, EM own"),
    "proposal, create": (["proposals.propose"], "CO reg"),
    "proposal, read": (["proposals.show"], "CO case, AM own, EM own"),
    "proposal, withdraw": (["proposals.withdraw"], "CO case"),
    "proposal, answer": (["proposals.accept", "proposals.decline", "proposals.invite"], "EM own"),
    "placement, create": (["placements.plan"], "CO case, AM own"),
    "placement, read": (["placements.show"], "CO case, AM own, EM own"),
    "placement, change": (["placements.end", "placements.change_hours", "placements.agree_end"], "AM own"),
    "employer, create": (["employers.new"], "AM yes"),
    "employer, read": (["employers.show"], "CO reg, AM reg, EM own"),
    "employer, change": (["employers.change", "employers.new_contact"], "AM reg, EM own"),
    "aggregates, read": (["dashboards.alderman", "dashboards.chart", "fairness.region"], "AL yes, AM yes, RC yes"),
    "import batch": (
        ["imports.show", "imports.save", "imports.discard", "imports.choose", "imports.undo"],
        "AM own",
    ),
    "users, read": (["administration.user"], "OA own, FA reg"),
    "users, change": (["administration.user_off", "administration.user_link"], "OA own"),
    "users, unlock": (["administration.user_unlock"], "OA own, FA reg"),
    "roles": (["administration.role_confirm"], "FA reg, OA own"),
    "settings and tenants": (["administration.parameter", "administration.organisation_new"], "FA yes"),
}
OTHERWISE = {
    ("proposal, withdraw", "AM"): "an account manager takes back what an employer says on the telephone",
    (
        "proposal, answer",
        "AM",
    ): "an account manager notes what an employer without an account answered; the line says so",
    (
        "aggregates, read",
        "CO",
    ): "a coach talks with the alderman about the same frozen figures; they are suppressed alike",
    ("users, change", "FA"): "people of employers and of the region as a whole have no organisation's administrator",
    ("proposal, create", "AM"): "the door opens to say that the coach puts forward; the act refuses",
}
REACH = {"case": 0, "own": 1, "reg": 2, "yes": 2}


def table(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    persons = lines[0].split()
    return {
        tuple(line[: -len(persons)].split(None, 2)[:2]): dict(zip(persons, line[-len(persons) :], strict=True))
        for line in lines[1:]
    }


OWN, FOREIGN = table("routes.txt"), table("routes_foreign.txt")


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    settings = Settings(data_dir=tmp_path_factory.mktemp("map"), secret_key="only for tests", password_cost="test")
    return routes_of(create_app(settings.prepare(), testing=True))


def test_every_guarded_door_has_a_row_and_every_row_a_door(rows):
    guarded = {row["endpoint"] for row in rows if not row["public"]}

    assert guarded - set(permissions()) == set(), "write who may pass this door in werkbedrijf/permissions.toml"
    assert set(permissions()) - guarded == set(), "take the row of this door out of werkbedrijf/permissions.toml"
    assert [row["endpoint"] for row in rows if not row["public"] and not row["roles"]] == []


def test_nobody_passes_who_is_not_in_the_table():
    astray = []
    for (endpoint, method), own in OWN.items():
        if own["stranger"] == "+" or endpoint not in permissions():
            continue
        foreign = FOREIGN.get((endpoint, method), own)
        for short, (first, second) in PERSONS.items():
            scope = permissions()[endpoint].get(short)
            crossed = [own[second] if second else ".", foreign[first] if (endpoint, method) in FOREIGN else "."]
            passes = own[first] == "+" or "+" in crossed
            if passes and scope is None:
                astray.append((endpoint, short, "is not in the table"))
            if scope in {"case", "own"} and (endpoint, method) in FOREIGN and "+" in crossed:
                astray.append((endpoint, short, "passes for what is somebody else's"))

    assert [one for one in astray if one[0] not in EXCEPT] == []


# Where what is "own" is no thing of a partner: a second scoring belongs to its scorer, who is of another partner.
EXCEPT = {"scoring.show", "scoring.finish", "scoring.hand_back", "scoring.questions", "scoring.score"}


@pytest.mark.parametrize("what", MATRIX)
def test_the_table_agrees_with_the_matrix_or_says_why_not(what):
    doors, told = MATRIX[what]
    wanted = dict(part.split() for part in told.split(", "))
    for door in doors:
        for short, scope in permissions()[door].items():
            if (what, short) in OTHERWISE:
                continue
            assert short in wanted, f"{door}: {short} passes and the matrix does not say so"
            assert REACH[scope] <= REACH[wanted[short]], f"{door}: {short} reaches further than the matrix"


def test_the_rows_tell_what_a_tester_needs(rows):
    by_endpoint = {row["endpoint"]: row for row in rows}

    shown = by_endpoint["placements.show"]
    assert shown["permission"] == "matching.placements.policy.may_see_placement"
    assert shown["looks"] == "placement.looked_at"
    assert set(shown["roles"]) == {"jobcoach", "accountmanager", "werkgever"}
    assert by_endpoint["administration.user_new"]["four_eyes"] is True
    assert by_endpoint["administration.user_new"]["step_up"] is True
    assert by_endpoint["accounts.sign_in"]["public"] is True
    assert set(SHORT) == set(PERSONS)
