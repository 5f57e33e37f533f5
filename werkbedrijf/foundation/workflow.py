"""A table of acts and statuses, which a reader can check with a finger. It draws itself."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from werkbedrijf.foundation.errors import DomainError

S = TypeVar("S", bound=StrEnum)


class NotNow(DomainError):
    """The act does not fit the present status."""


class Workflow(Generic[S]):
    """Which act leads from which statuses to which status.

    >>> class Light(StrEnum):
    ...     RED = "rood"
    ...     GREEN = "groen"
    >>> light = Workflow("Het licht", start=Light.RED, go=([Light.RED], Light.GREEN))
    >>> light.after("go", Light.RED)
    <Light.GREEN: 'groen'>
    >>> light.may("go", Light.GREEN)
    False
    >>> light.final(Light.GREEN)
    True
    """

    def __init__(self, what: str, *, start: S, **acts: tuple[Sequence[S], S]):
        self.what = what
        self.start = start
        self.acts = acts

    def may(self, act: str, status: S) -> bool:
        """Whether the act fits this status."""
        return status in self.acts[act][0]

    def after(self, act: str, status: S) -> S:
        """The status after the act; raises NotNow when the act does not fit the present status."""
        sources, target = self.acts[act]
        if status not in sources:
            fits = " of ".join(f"‘{label(source)}’" for source in sources)
            raise NotNow(f"{self.what} heeft de status ‘{label(status)}’. Dit kan alleen bij {fits}.")
        return target

    def final(self, status: S) -> bool:
        """Whether no act leads away from this status."""
        return all(status not in sources for sources, _ in self.acts.values())

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, for the documentation."""
        arrows = [
            f"    {source.name} --> {target.name}: {act}"
            for act, (sources, target) in self.acts.items()
            for source in sources
        ]
        return "\n".join(["stateDiagram-v2", f"    [*] --> {self.start.name}", *arrows])


def label(status: StrEnum) -> str:
    """A status as a person reads it: its own ``words``, or the stored Dutch value with spaces."""
    return str(getattr(status, "words", None) or status.value.replace("_", " "))
