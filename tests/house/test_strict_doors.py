"""Every door that takes something refuses what it did not ask, in a sentence, and nothing is saved."""

import pytest

from tests.house.test_odd_input import SAFE_METHODS, Service
from tests.house.world import doors
from werkbedrijf.foundation.forms import UnknownField
from werkbedrijf.foundation.web import transaction

# Doors that send on, before they look at what was sent, who is not half way in or has just shown who it is.
HALF_WAY = {"accounts.enrol", "accounts.enrol_passkey", "accounts.prove", "accounts.second_step"}
# Doors that nobody can pass in this world, because of how things stand. Each of them writes within ``transaction``, which
# refuses for itself what no form and no ``takes`` asked.
SHUT = {
    "carving.discuss",
    "carving.lower",
    "carving.place",
    "colleagues.end",
    "duplicates.ask",
    "duplicates.decide",
    "emergency.open_file",
    "employers.take_account",
    "endings.correct",
    "endings.undo",
    "faces.ask",
    "faces.withdraw",
    "objections.announce",
    "objections.decide",
    "own_trays.more",
    "own_trays.open_cards",
    "placements.end",
    "placements.make_go_on",
    "placements.plan",
    "scoring.discuss",
    "scoring.finish",
    "scoring.hand_back",
    "scoring.pick_up",
    "scoring.score",
    "scoring.take_over",
    "sroi_claims.approve",
    "sroi_claims.undo",
    "sroi_settling.undo",
    "takenback.take",
    "talks.plan",
    "tray_link.more",
    "tray_link.open_cards",
    "trays.follow",
    "vacancies.close",
    "vacancies.open",
    "vacancy_life.reopen",
}
WHO = ("manager", "coach", "employer", "administrator", "org_admin", "coordinator", "auditor", "alderman", "stranger")
SENTENCE = "waar dit formulier niet om vraagt"


@pytest.fixture(scope="module")
def service(engines, tmp_path_factory):
    made = Service(engines["sqlite"], tmp_path_factory.mktemp("strict"))
    made.cookies = {person: made._cookie(person) for person in WHO if person != "stranger"} | {"stranger": ""}
    yield made
    made.database.outer.rollback()
    made.database.connection.close()


def test_every_door_refuses_a_field_it_did_not_ask(service):
    lax, shut = {}, set()
    for endpoint, method, rule in doors(service.app):
        if method in SAFE_METHODS or endpoint in HALF_WAY:
            continue
        url = service.address(rule)
        for who in WHO:
            status, text = service.open(who, method, url, "strict", data={"is_active": "1"})
            if status not in {401, 403, 404} and (who, status) != ("stranger", 302):
                break
        else:
            shut.add(endpoint)
            continue
        # An edit says first on which version it is based; without, it is refused whatever else was sent.
        if status != 428 and (status != 422 or SENTENCE not in text):
            lax[endpoint] = (who, status)

    assert lax == {}, "\n".join(f"{endpoint}: {answer}" for endpoint, answer in lax.items())
    assert shut == SHUT, " ".join(sorted(shut ^ SHUT))


def test_a_door_without_a_form_writes_nothing_when_more_was_sent(service):
    with (
        service.app.test_request_context("/", method="POST", data={"is_active": "1"}),
        pytest.raises(UnknownField),
        transaction(),
    ):
        pass
    with service.app.test_request_context("/", method="POST", data={"csrf_token": "x"}), transaction():
        pass


def test_the_form_of_a_place_keeps_what_was_typed(service):
    url = f"/werkgevers/{service.world.refs['employer']}/plekken/nieuw"
    status, text = service.open(
        "manager",
        "POST",
        url,
        "strict",
        data={"title": "Vouwen en stapelen", "tasks-0-title": "Vouwen", "tasks-0-vreemd": "1"},
    )
    assert status == 422
    assert SENTENCE in text and "Vouwen en stapelen" in text and "tasks-0-vreemd" in text
