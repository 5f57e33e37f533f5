"""A new pepper under load: no duplicate slips by, on either engine."""

import pytest

from tests.proofs.new_pepper import prove


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_no_duplicate_slips_by_while_a_pepper_is_laid_over(engine, request):
    database = request.getfixturevalue("database" if engine == "sqlite" else "postgresql")

    assert set(prove(database, 24).values()) == {0}
