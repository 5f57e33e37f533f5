"""Certificates and kinds of work in anybody's own words, each under one of the codes the engine has room for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matching.core.catalogue import CERTIFICATE_CODES, FAMILY_CODES


@dataclass(frozen=True, slots=True)
class Names:
    """The certificates and kinds of work of these places, each under a code the engine has room for.

    Only whether two names are equal matters. A name that is a code of the catalogue stands for itself.
    """

    certificates: Mapping[str, str]
    families: Mapping[str, str]

    @classmethod
    def of(cls, certificates: Iterable[str], families: Iterable[str]) -> "Names":
        """Give every name its code."""
        return cls(
            _coded(certificates, CERTIFICATE_CODES, "certificaten"), _coded(families, FAMILY_CODES, "soorten werk")
        )

    def certificate(self, code: str) -> str:
        """The name in the file behind a code."""
        return next((name for name, given in self.certificates.items() if given == code), code)


def _coded(names: Iterable[str], codes: tuple[str, ...], noun: str) -> dict[str, str]:
    wanted = sorted(set(names))
    if len(wanted) > len(codes):
        raise ValueError(f"De plekken noemen {len(wanted)} {noun}; er is ruimte voor {len(codes)}.")
    own = {name: name for name in wanted if name in codes}
    free = iter([code for code in codes if code not in own])
    return own | {name: next(free) for name in wanted if name not in own}
