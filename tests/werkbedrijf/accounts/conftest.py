"""Who comes in at these tests: Noor, with and without a second step, while the clock stands still."""

import pytest
import time_machine

from tests.conftest import NOW
from tests.werkbedrijf.accounts.test_second_step import SECRET
from tests.werkbedrijf.accounts.test_sign_in_routes import GOOD
from werkbedrijf.accounts import passwords, totp
from werkbedrijf.foundation.actors import Role


@pytest.fixture
def still_clock():
    """The clock, to be moved by hand."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def newcomer(stored):
    """Noor before she set up a second step, in a region that is no demo."""
    stored.region()
    return stored.user(
        Role.COACH, name="Noor Visser", email="noor@hengelo.example", password_hash=passwords.hashed(GOOD, "test")
    )


@pytest.fixture
def noor(stored, newcomer):
    """Noor with an app."""
    totp.enrol_totp(stored.session, newcomer, secret=SECRET)
    return newcomer
