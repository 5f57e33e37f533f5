"""Which arithmetic made a run: the version of the product, and a digest of what computes."""

from typing import Final

from werkbedrijf.foundation.versions import version_of

ARITHMETIC: Final = ("matching.core", "matching.allocation")


def code_version() -> str:
    """The version, and the beginning of the SHA-256 of the sources that decide what comes out."""
    return version_of(*ARITHMETIC)
