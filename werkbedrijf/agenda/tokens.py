"""What is kept of a secret address. Pure."""

import hashlib


def digest_of(token: str) -> str:
    """What is kept of a token: it has 256 bits of chance, so a fast digest cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()
