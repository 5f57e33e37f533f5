"""Somebody at work, and who keeps the placement, for the tests of its pages."""

import pytest

from tests.conftest import NOW
from werkbedrijf.foundation.actors import Role


@pytest.fixture
def today(monkeypatch):
    """The day of these tests."""
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture
def placement(stored):
    """Work that runs."""
    stored.region()
    stored.parameters()
    return stored.placement()


@pytest.fixture
def manager(stored, placement, client):
    """The account manager of its partner, signed in."""
    user = stored.user(Role.ACCOUNT_MANAGER, organisation=placement.candidate.organisation)
    stored.save()
    client.sign_in_as(user)
    return user
