"""Digests that cannot be guessed without the peppers. Pure.

There are only some ninety million possible numbers, so a bare digest says the number. HMAC with a secret that is not in the
database does not. A newer pepper is laid over the older digest: for that nobody needs the number again.
"""

import hmac
from collections.abc import Sequence
from hashlib import sha256


def bsn_digest(peppers: Sequence[bytes], bsn: str) -> str:
    """The digest of a number under a chain of peppers, oldest first.

    >>> one, two = b"a" * 32, b"b" * 32
    >>> bsn_digest([one, two], "111222333") == wrapped(two, bsn_digest([one], "111222333"))
    True
    """
    return _chained(peppers, f"bsn|v1|{bsn}")


def birth_digest(peppers: Sequence[bytes], surname: str, born_on: str) -> str:
    """The digest of a normalised last name with a birth date (YYYY-MM-DD): a hint that two files may be of one person."""
    return _chained(peppers, f"geboren|v1|{surname}|{born_on}")


def wrapped(pepper: bytes, digest: str) -> str:
    """A digest with one more pepper over it."""
    return hmac.new(pepper, digest.encode("ascii"), sha256).hexdigest()


def _chained(peppers: Sequence[bytes], text: str) -> str:
    if not peppers:
        raise ValueError("a digest needs a pepper")
    digest = hmac.new(peppers[0], text.encode(), sha256).hexdigest()
    for pepper in peppers[1:]:
        digest = wrapped(pepper, digest)
    return digest
