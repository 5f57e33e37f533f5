"""Work at one place that goes on under another agreement: the trial becomes a job, the agency hands over to the workplace."""

from datetime import date

from sqlalchemy.orm import Session

from employers.vacancies.kinds import VacancyKind
from employers.vacancies.seats import refill_seat
from matching.placements import messages
from matching.placements.actions import agreed_by, end_placement, hold, start_placement
from matching.placements.errors import NoSeat
from matching.placements.facts import PlacementFacts
from matching.placements.longest import term_of
from matching.placements.models import EndReason, Placement
from matching.placements.workflow import PLACEMENT
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.references import Kind, next_reference


def go_on(
    session: Session, actor: Actor, placement: Placement, kind: VacancyKind, facts: PlacementFacts, *, on: date
) -> Placement:
    """End a placement the day before ``facts.starts_on`` and let the work go on as a placement of this kind, in its seat.

    The new one follows the old one and runs at once when its first day has come. Raises InputRefused for facts that cannot
    be, NotNow for work that does not run.
    """
    hold(session, placement)
    term = term_of(session, actor, kind, placement.candidate, facts.starts_on)
    facts.check(placement.vacancy, on=on, kind=kind, term=term)
    try:
        end_placement(session, actor, placement, ended_on=facts.starts_on, reason=EndReason.FOLLOWED, on=on)
    except InputRefused as refused:
        raise InputRefused({"starts_on": _START[facts.starts_on > placement.starts_on]}) from refused
    following = Placement(
        reference=next_reference(session, Kind.PLACEMENT),
        candidate=placement.candidate,
        vacancy=placement.vacancy,
        kind=kind,
        **agreed_by(facts),
        status=PLACEMENT.start,
        planned_on=on,
        follows=placement,
    )
    if not refill_seat(session, placement.vacancy):
        raise NoSeat
    session.add(following)
    session.flush()
    record(session, actor, "placement.planned", following, following.vacancy)
    for message in messages.planned(session, following):
        tell(session, message)
    if facts.starts_on <= on:
        start_placement(session, actor, following, on=on)
    return following


_START = {
    True: "Deze dag moet nog komen. Een nieuwe afspraak leg je vast op de eerste werkdag, of de dag ervoor.",
    False: "Het werk van nu begint dan nog maar net. Kies een dag na de eerste werkdag.",
}
