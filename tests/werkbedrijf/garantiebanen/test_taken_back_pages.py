"""Every page that counts, walked before work began, while it ran and after its start was taken back: first and last are the same."""

import re
from datetime import date
from decimal import Decimal

import pytest

from matching.placements.facts import PlacementFacts
from matching.placements.models import ContractForm
from matching.placements.takenback.actions import take_back
from matching.placements.takenback.models import StartMistake
from matching.placements.taking import take_placement
from tests.conftest import NOW
from tests.house.world import doors
from werkbedrijf.foundation.actors import Role

# What tells the history of acts, or of the placement itself: there the start that was taken back has to stand.
HISTORY = {"placements.index", "trail.mine", "trail.index", "trail.striking", "trail.chain", "administration.outbox"}
HISTORY |= {"notices.index", "dashboards.search", "demo.mail", "rights.terms"}
# Moves by itself with every request or act.
MOVES = {"watching.numbers", "watching.ready", "watching.alive", "accounts.account", "trail_files.take_out"}
MOVES |= {"trail_files.processing", "favicon"}
WHO = (Role.ACCOUNT_MANAGER, Role.ALDERMAN, Role.COORDINATOR)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


def seen_of(answer):
    """What stands there, without what is different at every request."""
    text = answer.get_data(as_text=True)
    text = re.sub(r'(name="(?:csrf_token|idempotency_key)" value=|nonce=|content=)"[^"]*"', "", text)
    return re.sub(r"\?v=[0-9a-f]+", "", text)


def walk(client, people, app):
    """What everybody of these reads at every door that needs no name."""
    found = {}
    rules = [(endpoint, rule.rule) for endpoint, method, rule in doors(app) if method == "GET" and not rule.arguments]
    for user in people:
        client.sign_in_as(user)
        for endpoint, where in rules:
            if endpoint in HISTORY | MOVES or endpoint.startswith(("help.", "accounts.", "administration.")):
                continue
            answer = client.flask.get(where)
            if answer.status_code == 200 and not answer.mimetype.endswith(("pdf", "icon", "zip")):
                found[user.role.value, endpoint] = seen_of(answer)
    return found


def test_no_page_that_counts_knows_it_any_more(app, client, stored, placed_here):
    stored.region()
    stored.parameters()
    working = [placed_here() for _ in range(3)]
    organisation = working[0].candidate.organisation
    people = [stored.user(role, organisation=organisation) for role in WHO]
    candidate = stored.candidate(coach=working[0].candidate.coach)
    vacancy = stored.vacancy()
    stored.register_entry(candidate)
    agreed = PlacementFacts(
        formal_employer=vacancy.establishment.employer,
        workplace=vacancy.establishment,
        contract_form=ContractForm.REGULAR,
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 12, 7),
        hours_per_week=Decimal(24),
    )
    stored.save()
    walk(client, people, app)
    before = walk(client, people, app)

    actor = stored.actor_of(people[0])
    row = take_placement(stored.session, actor, candidate, vacancy, agreed, on=NOW.date())
    stored.save()
    between = walk(client, people, app)

    take_back(stored.session, actor, row, StartMistake.OTHER_PERSON, on=NOW.date())
    stored.save()
    after = walk(client, people, app)

    moved = {name for name in before if before[name] != between.get(name)}
    left = {name for name in before if before[name] != after.get(name)}
    assert left == set()
    assert len(before) > 40
    assert {"garantiebanen.records", "vacancies.index", "employers.index"} <= {endpoint for _, endpoint in moved}
