"""Who may see the allocation and ask for one: whoever may see every ranking. About lists: ``matching.runs.policy``."""

from matching.runs.models import AllocationRun, RunKind, RunStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes


def may_see_allocation(actor: Actor) -> Verdict:
    return yes if actor.is_staff else hidden


def may_ask(actor: Actor) -> Verdict:
    return may_see_allocation(actor)


def may_see_run(actor: Actor, *, run: AllocationRun) -> Verdict:
    """A run as it was; a what-if has a page of its own."""
    if run.kind is RunKind.WHAT_IF:
        return hidden
    return may_see_allocation(actor)


def may_check(actor: Actor, *, run: AllocationRun) -> Verdict:
    done = yes if run.status is RunStatus.DONE else no("Deze verdeling is niet klaar, dus er is niets te controleren.")
    return first_no(may_see_run(actor, run=run), done)
