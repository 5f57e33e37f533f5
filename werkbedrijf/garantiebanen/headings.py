"""What stands above a part of the count, in words."""

from collections.abc import Callable, Mapping

from candidates.registration.models import Ground
from employers.record.sections import sections
from employers.vacancies.models import VacancyKind
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.garantiebanen.ledger import UNKNOWN, WHOLE, By

TITLES = {
    By.GEMEENTE: "Gemeente van het werk",
    By.SECTOR: "Markt en overheid",
    By.KIND: "Soort plek",
    By.GROUND: "Grond in het doelgroepregister",
    By.FORM: "Zelf in dienst of ingeleend",
    By.BRANCH: "Branche",
}


_SPECIAL = {UNKNOWN: "onbekend", WHOLE: "markt en overheid samen"}


def heading(by: By, key: str) -> str:
    """The words for a key; the key itself when nothing better is known."""
    if key in _SPECIAL:
        return _SPECIAL[key]
    return _WORDS.get(by, str)(key)


def gemeente_name(code: str) -> str:
    """The name of a gemeente; the code when it is unknown."""
    known = gemeente_by_code(code)
    return known.name if known else code


_WORDS: Mapping[By, Callable[[str], str]] = {
    By.GEMEENTE: gemeente_name,
    By.GROUND: lambda key: Ground(key).words,
    By.KIND: lambda key: VacancyKind(key).words,
    By.BRANCH: lambda key: sections().get(key, key),
}
