"""A region, and an account manager who is signed in."""

import pytest


@pytest.fixture
def region(stored):
    stored.region()
    stored.parameters()


@pytest.fixture
def anna(client, stored, region):
    user = stored.user(name="Anna Bos", organisation=stored.organisation("Gemeente Enschede"))
    client.sign_in_as(user)
    return user
