"""Who imports: an account manager of a partner that has a job coach."""

import pytest

from werkbedrijf.foundation.actors import Role


@pytest.fixture
def importer(stored):
    """On the database of ``client``."""
    stored.region()
    stored.parameters()
    coach = stored.user(Role.COACH)
    return stored.user(Role.ACCOUNT_MANAGER, organisation=coach.organisation)


@pytest.fixture
def importing(make):
    """As an actor, on both engines."""
    make.parameters()
    coach = make.user(Role.COACH)
    return make.actor(Role.ACCOUNT_MANAGER, organisation=coach.organisation)
