"""The things of staying at work in every state, to ask every policy about."""

from types import SimpleNamespace

from matching.aftercare.closing.workflow import AssessmentStatus
from tests.house.told_employers import Thing
from tests.making import MONDAY


def in_care(placement, one, users, statuses):
    """A placement that runs and one where somebody learns, with a contact, a grant, a missed day and an assessment."""
    states = [Thing(state.value, {}, ((placement, "status", state),)) for state in statuses]
    learning = ((placement, "kind", SimpleNamespace(value="leerwerkplek")),)

    def about(name, thing, *changes):
        return [Thing(state.state, {name: thing}, (*state.changes, *changes)) for state in states]

    coach, manager = users["the coach"], users["the manager at home"]
    return {
        ("working",): about("working", placement),
        ("learning",): [*about("learning", placement, *learning), Thing("no learning", {"learning": placement})],
        ("visit",): [
            Thing(
                f"{state.state}, by {who.name}",
                {"visit": one(placement=placement, by=who, by_id=who.id)},
                state.changes,
            )
            for state in states
            for who in (coach, manager)
        ],
        ("budget",): about("budget", one(placement=placement)),
        ("missed",): [
            Thing(
                f"{who}, {'stands' if day is None else 'taken back'}",
                {"missed": one(placement=placement, by_employer=said, withdrawn_on=day)},
            )
            for who, said in (("by the employer", True), ("by the coach", False))
            for day in (None, MONDAY)
        ],
        ("assessment",): [
            Thing(
                status.value,
                {"assessment": one(placement=placement, is_signed=status is AssessmentStatus.SIGNED)},
                ((placement, "status", list(statuses)[1]), *learning),
            )
            for status in AssessmentStatus
        ],
    }
