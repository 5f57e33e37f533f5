"""Whatever changes something is done once per key: every door that takes a POST passes the one place that sees to it."""

from tests.house.sources import calls, modules
from tests.house.world import doors
from werkbedrijf.foundation.web import SAFE_METHODS

# Doors for people who are not signed in yet, and so have no keys: each with why a repeat does no harm.
WITHOUT_A_KEY = {
    "accounts.sign_in": "a second time makes the same session anew",
    "tray_link.open_cards": "looking again is looking again, and stands in the trail as often",
    "own_trays.open_cards": "looking again is looking again, and stands in the trail as often",
    "own_trays.more": "a card is asked for once; again changes nothing",
    "tray_link.more": "a card is asked for once; again changes nothing",
    "accounts.sign_out": "who is out stays out",
    "accounts.first_sign_in": "the link works once",
    "accounts.first_sign_in_external": "the link works once",
    "accounts.forgotten": "the newest link is the one that works",
    "accounts.second_step": "each code works once",
    "accounts.passkey_sign_in": "each answer of a passkey counts once",
    "accounts.enrol_passkey": "who has a second step cannot make a first one",
    "accounts.enrol": "who has a second step cannot make a first one",
}


def test_every_door_that_changes_something_is_behind_the_guard_that_honours_keys(app):
    bare = {
        endpoint
        for endpoint, method, _ in doors(app)
        if method not in SAFE_METHODS and not hasattr(app.view_functions[endpoint], "policy")
    }

    assert bare - set(WITHOUT_A_KEY) == set()


def test_no_door_saves_beside_the_transaction_that_keeps_the_key():
    savers = {
        (path, name)
        for path, tree in modules().items()
        if path.endswith("routes.py")
        for _, name in calls(tree)
        if name.endswith((".commit", "database().transaction", ".transaction"))
    }

    assert savers == set()
