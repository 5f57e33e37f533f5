"""One locked value: it opens at its own place with its own key, and nowhere else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from werkbedrijf.foundation.keys.cells import FORM, NONCE, TAG, CellRefused, Lock, lock_of_organisation

HERE = ("candidate", "last_name", "a" * 32)


@pytest.fixture(scope="module")
def lock():
    return Lock.of("k1", b"1" * 32)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_what_was_closed_opens(value):
    lock = Lock.of("k1", b"1" * 32)
    cell = lock.close(value, *HERE)

    assert lock.open(cell, *HERE) == value
    assert len(cell) == 1 + NONCE + len(value) + TAG and cell[:1] == FORM


def test_the_same_value_never_looks_the_same(lock):
    assert len({lock.close(b"Jansen", *HERE) for _ in range(50)}) == 50
    assert len({lock.close(b"Jansen", *HERE)[1 : 1 + NONCE] for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "place",
    [("proposal", *HERE[1:]), (HERE[0], "first_name", HERE[2]), (*HERE[:2], "b" * 32)],
    ids=["table", "column", "row"],
)
def test_a_cell_does_not_open_at_another_place(lock, place):
    with pytest.raises(CellRefused, match=rf"{place[0]}\.{place[1]}"):
        lock.open(lock.close(b"Jansen", *HERE), *place)


@pytest.mark.parametrize("other", [Lock.of("k2", b"1" * 32), Lock.of("k1", b"2" * 32)], ids=["id", "value"])
def test_a_cell_does_not_open_with_another_key(lock, other):
    with pytest.raises(CellRefused):
        other.open(lock.close(b"Jansen", *HERE), *HERE)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 34 * 8 - 1))
def test_one_bit_changed_is_refused(bit):
    lock = Lock.of("k1", b"1" * 32)
    cell = bytearray(lock.close(b"Jansen", *HERE))
    cell[bit // 8] ^= 1 << bit % 8

    with pytest.raises(CellRefused):
        lock.open(bytes(cell), *HERE)


@pytest.mark.parametrize("cell", [b"", FORM, FORM + b"x" * (NONCE + TAG - 1), b"Jansen van den Heuvel en nog wat"])
def test_what_is_no_cell_is_refused(lock, cell):
    with pytest.raises(CellRefused):
        lock.open(cell, *HERE)


def test_an_empty_value_is_a_cell_too(lock):
    assert lock.open(lock.close(b"", *HERE), *HERE) == b""


def test_a_key_has_its_full_length():
    for secret in (b"1" * 16, b"1" * 31, b"1" * 33):
        with pytest.raises(ValueError, match="32"):
            Lock.of("k", secret)


def test_a_lock_shows_no_key(lock):
    assert repr(lock) == "Lock(kid='k1')"


def test_the_key_of_a_partner_opens_only_for_that_partner():
    region, secret = Lock.of("regio-1", b"r" * 32), b"p" * 32
    wrapped = region.close(secret, "organisation_key", "wrapped", "7/partner-7")
    cell = Lock.of("partner-7", secret).close(b"x", *HERE)

    assert lock_of_organisation("partner-7", wrapped, 7, "regio-1", b"r" * 32).open(cell, *HERE) == b"x"
    for kid, number, region_kid, key in (
        ("partner-7", 8, "regio-1", b"r" * 32),
        ("partner-8", 7, "regio-1", b"r" * 32),
        ("partner-7", 7, "regio-2", b"r" * 32),
        ("partner-7", 7, "regio-1", b"s" * 32),
    ):
        with pytest.raises(CellRefused):
            lock_of_organisation(kid, wrapped, number, region_kid, key)


def test_nonce_and_tag_have_the_lengths_of_the_standard():
    assert (NONCE, TAG, FORM) == (12, 16, b"\x01")
