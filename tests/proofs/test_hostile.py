"""A few spoiled files of each kind. Thousands: ``python -m tests.proofs.hostile``."""

import pytest

from tests.proofs.hostile import Proof
from tests.proofs.many_apart import read_many
from werkbedrijf.imports.models import ImportKind

FEW = 20


@pytest.fixture
def proof(engines, tmp_path):
    made = Proof(engines["sqlite"], tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("kind", list(ImportKind))
def test_a_spoiled_file_is_refused_with_a_sentence_or_read_as_it_is(proof, kind):
    proof.control(kind)
    proof.spoil(kind, FEW, seed=3, doors=FEW)

    assert proof.verdict() == []
    assert proof.counts["files"] == FEW
    assert proof.counts["refused while reading"] >= 3


def test_what_ends_the_process_is_found_and_the_rest_is_read_after_it():
    found = read_many("tests.proofs.unsteady:reads", [b"one", b"end", b"two", b"break"])

    assert [one.read for one in found] == ["one", None, "two", None]
    assert found[1].broke == "it ended the process"
    assert found[3].broke.startswith("KeyError")
