"""What a file would do, before it does anything. Only reads."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from candidates.imports import CANDIDATES
from employers.imports import EMPLOYERS
from employers.vacancies.imports import VACANCIES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.facts.regions import Gemeente, gemeente_by_code, gemeente_by_name
from werkbedrijf.foundation.importing import Choices, Judged, Outcome, TableKind, judged
from werkbedrijf.foundation.tables import FileRefused, Table, read_table
from werkbedrijf.imports.errors import NoSuchGemeente
from werkbedrijf.imports.models import ImportKind
from werkbedrijf.imports.paid.judging import PLACEMENTS
from werkbedrijf.imports.queries import coach_for, known_at_source
from werkbedrijf.imports.vum.profiles import Profiles
from werkbedrijf.imports.vum.reading import read_vum
from werkbedrijf.imports.vum.vacancies import Vacancies

KINDS: Mapping[ImportKind, TableKind] = {
    ImportKind.EMPLOYERS: EMPLOYERS,
    ImportKind.VACANCIES: VACANCIES,
    ImportKind.CANDIDATES: CANDIDATES,
    ImportKind.PLACEMENTS: PLACEMENTS,
}
VUM = "vum"


@dataclass(frozen=True)
class ImportPlan:
    """Every record of a file with what would happen to it, in the order of the file.

    ``ignored`` names the columns nobody knows.
    """

    kind: ImportKind
    judged: tuple[Judged, ...]
    ignored: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> Counter[Outcome]:
        """How many records have each outcome."""
        return Counter(one.outcome for one in self.judged)

    @property
    def summary(self) -> dict[str, Any]:
        """``new``, ``changed`` and ``doubtful`` are counts, ``refused`` names each record; they add up to the records read.

        A record that is known already and would change nothing counts as doubtful: it asks a look, and saves nothing.
        """
        return {
            "new": self.counts[Outcome.NEW],
            "changed": self.counts[Outcome.CHANGED],
            "doubtful": self.counts[Outcome.DOUBTFUL] + self.counts[Outcome.SAME],
            "refused": [_refusal(one) for one in self.judged if one.outcome is Outcome.REFUSED],
        }

    @property
    def fingerprint(self) -> str:
        """The same for two plans that would do the same to the same rows."""
        facts = [
            (one.number, one.outcome.value, one.target, one.changes, [like.reference for like in one.resembles])
            for one in self.judged
        ]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()

    def goes_in(self, one: Judged, chosen: frozenset[int]) -> bool:
        """Whether saving takes this record along."""
        wanted = one.outcome in {Outcome.NEW, Outcome.CHANGED} or (
            one.outcome is Outcome.DOUBTFUL and one.number in chosen
        )
        return wanted and one.save is not None

    @property
    def doubtful(self) -> frozenset[int]:
        """The numbers of records that go in only when somebody says so."""
        return frozenset(one.number for one in self.judged if one.outcome is Outcome.DOUBTFUL and one.save)


def plan(
    session: Session,
    actor: Actor,
    kind: ImportKind,
    content: bytes,
    *,
    on: date,
    coach_email: str = "",
    gemeente: str = "",
) -> ImportPlan:
    """What importing this file would do today. Raises FileRefused for the file as a whole, and NoCoachHere.

    ``coach_email`` names the job coach of new candidates, the first of the organisation when empty; ``gemeente`` holds
    where a record names none.
    """
    choices = _choices(session, actor, kind, coach_email, _gemeente(gemeente))
    if kind is ImportKind.VUM:
        return _plan_vum(session, content, on, choices)
    table_kind = KINDS[kind]
    table = read_table(content)
    layout = table_kind.layout_for(session, actor)
    _, ignored = layout.match(table.headers)
    if not table.rows:
        raise FileRefused("Onder de kolomnamen staat nog niets. Vul de rijen daaronder in en kies het bestand opnieuw.")
    judge = table_kind.judge(session, actor, on, choices)
    rows = judged(judge, layout.records(table), table_kind.one)
    return ImportPlan(kind, tuple(rows), (*ignored, *_without_a_name(table)))


def _without_a_name(table: Table) -> Iterator[str]:
    """The columns with something in them and nothing above it, as they are told of: nobody knows what they hold."""
    for index, header in enumerate(table.headers):
        if not header and any(row.cells[index] for row in table.rows):
            yield f"kolom {index + 1}, die geen naam heeft"


def _plan_vum(session: Session, content: bytes, on: date, choices: Choices) -> ImportPlan:
    profiles, vacancies = Profiles(session, on, choices), Vacancies(session, on, choices)
    rows = ((profiles if source.is_profile else vacancies)(source) for source in read_vum(content))
    return ImportPlan(ImportKind.VUM, tuple(rows))


def _choices(session: Session, actor: Actor, kind: ImportKind, coach_email: str, chosen: Gemeente | None) -> Choices:
    with_people = kind in {ImportKind.CANDIDATES, ImportKind.VUM}
    return Choices(
        coach=coach_for(session, actor, coach_email) if with_people else None,
        gemeente=chosen,
        likely_gemeente=gemeente_by_code(actor.gemeente_code) if actor.gemeente_code else None,
        known=known_at_source(session, actor, VUM) if kind is ImportKind.VUM else None,
    )


def _gemeente(told: str) -> Gemeente | None:
    if not told.strip():
        return None
    found = gemeente_by_code(told) or gemeente_by_name(told)
    if found is None:
        raise NoSuchGemeente(told)
    return found


def _refusal(one: Judged) -> dict[str, Any]:
    """One entry per refused record: the first field, and every reason."""
    first = one.problems[0].field if one.problems else ""
    more = [f"{problem.field}: {problem.sentence}" for problem in one.problems[1:]]
    return {"record": one.number, "field": first, "reason": " ".join([one.problems[0].sentence, *more])}
