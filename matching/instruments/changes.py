"""What a change of law or of a figure does to jobs: every amount before and after. Pure.

For a job on paper, and for as many jobs as somebody has the terms of. Placements hold hours but no wage and no loonwaarde, so
nothing here reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from matching.instruments.calculation import Work
from matching.instruments.figures import Figures
from matching.instruments.outcome import Outcome, outcome_of

YES_OR_NO = frozenset({"ja", "nee"})


@dataclass(frozen=True, slots=True)
class Change:
    """One line that comes out otherwise; of amounts also how much."""

    key: str
    label: str
    before: str
    after: str
    article: str

    @property
    def difference(self) -> Decimal | None:
        """After less before; None when it is no number."""
        numbers = not YES_OR_NO & {self.before, self.after} and self.before and self.after
        return Decimal(self.after) - Decimal(self.before) if numbers else None


def changes_between(before: Outcome, after: Outcome) -> list[Change]:
    """The lines that differ between two outcomes of one job, in the order of the later one; a line that is new or gone has no text."""
    old = {line.key: line for line in before.lines}
    new = {line.key: line for line in after.lines}
    order = [*new, *(key for key in old if key not in new)]
    return [
        Change(
            key,
            (new.get(key) or old[key]).label,
            old[key].value if key in old else "",
            new[key].value if key in new else "",
            (new.get(key) or old[key]).article,
        )
        for key in order
        if (old[key].value if key in old else "") != (new[key].value if key in new else "")
    ]


def touched(jobs: Mapping[str, tuple[str, Work]], before: Figures, after: Figures) -> dict[str, list[Change]]:
    """The jobs a change touches, by their reference, each with what changes; a job that stays as it was is left away."""
    found = {
        reference: changes_between(outcome_of(before, ground, work), outcome_of(after, ground, work))
        for reference, (ground, work) in jobs.items()
    }
    return {reference: changes for reference, changes in found.items() if changes}
