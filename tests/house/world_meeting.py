"""What brings an employer and a person together, for the world that has one of everything."""

from datetime import time, timedelta

from matching.placements.interruptions.actions import note_interruption
from matching.placements.interruptions.models import PauseReason
from matching.placements.supports.actions import add_support
from matching.placements.supports.models import SupportKind
from matching.talks.actions import TalkFacts, plan_talk
from matching.trays.actions import make_tray
from tests.making import MONDAY


def talk_of(make, proposal, manager):
    """A gesprek that is still to come."""
    facts = TalkFacts(MONDAY + timedelta(days=30), time(10), 45, "Bij de poort")
    return plan_talk(make.session, make.actor_of(manager), proposal, facts)


def tray_of(make, vacancy, candidate, manager):
    """A kaartenmapje that waits for the yes of the coach."""
    return make_tray(make.session, make.actor_of(manager), vacancy, [candidate], on=MONDAY)


def help_with(make, placement, manager):
    """A jobcoach at work, as long as that lasts."""
    return add_support(
        make.session, make.actor_of(manager), placement, SupportKind.COACH, since=None, until=None, on=MONDAY
    )


def lies_still(make, placement, manager):
    """Work that lies still for a week, with wage."""
    days = {"starts_on": MONDAY + timedelta(days=60), "ends_on": MONDAY + timedelta(days=67), "on": MONDAY}
    actor = make.actor_of(manager)
    return note_interruption(make.session, actor, placement, PauseReason.CLOSED, wage_continues=True, **days)
