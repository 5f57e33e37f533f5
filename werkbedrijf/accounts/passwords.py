"""Passwords: what a good one is, and how it is kept. No database, no web.

The rules follow OWASP ASVS 5.0 chapter 6.2: length counts, composition does not, and what everybody chooses is refused.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from werkbedrijf.accounts.telling import LOOK_ALIKES, Around, plain, what_tells
from werkbedrijf.accounts.walks import is_walk
from werkbedrijf.foundation.errors import InputRefused

Cost = Literal["sterk", "test"]

SHORTEST = 12
LONGEST = 128
# The shortest word that counts in a pair.
PAIRED = 4


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A password that passed the rules, as it is kept: only ``checked`` makes one."""

    hashed: str


@lru_cache
def _hasher(cost: Cost) -> PasswordHasher:
    # Somewhat above the least that OWASP advises for argon2id (19 MiB, two rounds, one lane).
    if cost == "sterk":
        return PasswordHasher(time_cost=3, memory_cost=19 * 1024, parallelism=1)
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@lru_cache
def _nobody(cost: Cost) -> str:
    """A hash that belongs to nobody: checking against it takes as long as against a real one."""
    return _hasher(cost).hash("niemand heeft dit wachtwoord")


@lru_cache
def common_passwords() -> frozenset[str]:
    """What many people choose, as ``plain`` writes it. Our own list, because nothing is looked up elsewhere."""
    text = files("werkbedrijf.accounts").joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def hashed(typed: str, cost: Cost) -> str:
    """The password as it is kept (argon2id). Slow on purpose: never call it while a write transaction is open."""
    return _hasher(cost).hash(unicodedata.normalize("NFC", typed))


def matches(kept: str | None, typed: str, cost: Cost) -> bool:
    """Whether what was typed is the kept password.

    Without a kept one it takes just as long and says no, so that nobody learns by the clock who has an account.
    """
    nobody = _nobody(cost)
    text = unicodedata.normalize("NFC", typed)
    try:
        _hasher(cost).verify(kept or nobody, text if len(text) <= LONGEST else "")
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None and len(text) <= LONGEST


def is_outdated(kept: str, cost: Cost) -> bool:
    """Whether the kept password was made with other settings than today's."""
    return _hasher(cost).check_needs_rehash(kept)


def checked(typed: str, around: Around, *, cost: Cost, field: str = "password") -> NewPassword:
    """The password as it will be kept; raises InputRefused on ``field`` with the first rule it breaks."""
    problem = problem_with(typed, around)
    if problem:
        raise InputRefused({field: problem})
    return NewPassword(hashed(typed, cost))


def problem_with(typed: str, around: Around) -> str | None:
    """What is wrong with this as a new password, as a sentence, or None.

    >>> problem_with("Welkom2026", Around("Noor Visser", "noor@hengelo.example"))
    'Kies ten minste 12 tekens. Een paar losse woorden achter elkaar zijn goed te onthouden.'
    >>> problem_with("drie gele fietsen", Around("Noor Visser", "noor@hengelo.example"))
    """
    # Counted as it is kept: written out, one letter can become two, and the other way around.
    typed = unicodedata.normalize("NFC", typed)
    if len(typed) < SHORTEST:
        return f"Kies ten minste {SHORTEST} tekens. Een paar losse woorden achter elkaar zijn goed te onthouden."
    if len(typed) > LONGEST:
        return f"Kies ten hoogste {LONGEST} tekens."
    lowered = plain(typed)
    if len(set(lowered)) < 5:
        return "Dit zijn te vaak dezelfde tekens. Kies een paar losse woorden."
    if _is_common(lowered):
        return "Dit wachtwoord gebruiken veel mensen. Kies een paar losse woorden die niet bij elkaar horen."
    if is_walk(lowered):
        return "Deze toetsen liggen naast elkaar; dat raden mensen snel. Kies een paar losse woorden."
    told = what_tells(lowered, around)
    return f"{told} staat in het wachtwoord. Kies iets anders." if told else None


def _is_common(lowered: str) -> bool:
    known = common_passwords()
    cores = set()
    for text in (lowered, re.sub(r"[\W_]+", "", lowered)):
        # First what stands around it, as years and exclamation marks; then letters that were replaced.
        core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
        unmasked = core.translate(LOOK_ALIKES)
        cores |= {text, core, unmasked, re.sub(r"[\W\d_]+", "", core), re.sub(r"[\W\d_]+", "", unmasked)}
    return any(core in known or _repeated(core) in known or _is_pair(core, known) for core in cores if core)


def _is_pair(core: str, known: frozenset[str]) -> bool:
    """Whether this is two common words in a row, such as zomer and welkom; three that do not belong together are good."""
    splits = range(PAIRED, len(core) - PAIRED + 1)
    return any(core[:at] in known and core[at:] in known for at in splits)


def _repeated(text: str) -> str:
    """The part that a text repeats, or the text itself."""
    again = (text + text).find(text, 1)
    return text[:again]
