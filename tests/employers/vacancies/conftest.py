"""An account manager with an employer where a place can be logged."""

import pytest

from tests.employers.vacancies.filling import PLACE


@pytest.fixture
def anna(client, stored):
    stored.region()
    stored.parameters()
    user = stored.user(name="Anna Bos")
    client.sign_in_as(user)
    return user


@pytest.fixture
def address(stored, anna):
    employer = stored.employer("De Zon", account_manager=anna)
    place = stored.establishment(employer)
    assert place.reference == PLACE["establishment"]
    return f"/werkgevers/{employer.reference}/plekken/nieuw"
