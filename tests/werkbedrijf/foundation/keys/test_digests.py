"""Digests of numbers: as written down, different under every pepper, and laid over without the number."""

import hmac
from hashlib import sha256

import pytest

from werkbedrijf.foundation.keys.digests import birth_digest, bsn_digest, wrapped

ONE, TWO = b"1" * 32, b"2" * 32


def test_the_digest_is_the_one_that_is_promised():
    assert bsn_digest([ONE], "111222333") == hmac.new(ONE, b"bsn|v1|111222333", sha256).hexdigest()


def test_a_pepper_laid_over_needs_no_number():
    first = bsn_digest([ONE], "111222333")

    assert bsn_digest([ONE, TWO], "111222333") == wrapped(TWO, first)
    assert wrapped(TWO, first) == hmac.new(TWO, first.encode(), sha256).hexdigest()
    assert bsn_digest([TWO, ONE], "111222333") != bsn_digest([ONE, TWO], "111222333")


def test_a_birth_date_has_a_digest_of_its_own():
    found = birth_digest([ONE], "dijk", "1990-01-02")

    assert found == hmac.new(ONE, b"geboren|v1|dijk|1990-01-02", sha256).hexdigest()
    assert found not in {birth_digest([ONE], "dijk", "1990-01-03"), birth_digest([TWO], "dijk", "1990-01-02")}


def test_without_a_pepper_there_is_no_digest():
    with pytest.raises(ValueError, match=r"^a digest needs a pepper$"):
        bsn_digest([], "111222333")
