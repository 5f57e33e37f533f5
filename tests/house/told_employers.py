"""What hangs on an employer in every state, to ask every policy about: double ones, people, vestigingen and agreements."""

from dataclasses import dataclass
from types import SimpleNamespace as one

from tests.making import MONDAY


@dataclass(frozen=True)
class Thing:
    """What a policy is asked about, in one state; the state is set just before the question and never saved."""

    state: str
    given: dict
    changes: tuple = ()


def at_employers(employer, bare):
    """Per thing its states; ``bare`` is another employer."""
    return {
        ("pair",): [Thing("of the employer", {"pair": one(first=employer, second=bare)})],
        ("merge",): [
            Thing(state, {"merge": one(kept=employer, gone=bare, undone_on=undone)})
            for state, undone in (("done", None), ("undone", MONDAY))
        ],
        ("employer", "other"): [
            Thing(state, {"employer": employer, "other": other})
            for state, other in (("two", bare), ("twice the same", employer))
        ],
        ("contact",): [Thing("with the employer", {"contact": one(employer=employer)})],
        ("contact", "double"): [
            Thing(
                state,
                {
                    "contact": one(id=1, employer=employer, employer_id=1, left_on=None),
                    "double": one(id=at, employer=employer, employer_id=1, left_on=left),
                },
            )
            for state, at, left in (("two", 2, None), ("twice the same", 1, None), ("one who left", 2, MONDAY))
        ],
        ("join",): [Thing("at the employer", {"join": one(kept=one(employer=employer))})],
        ("establishment",): [Thing("of the employer", {"establishment": one(employer=employer)})],
        ("agreement",): [Thing("with the employer", {"agreement": one(employer=employer)})],
    }
