"""What there is to draw of a placement for who may see it: the work, its hours, when it lay still, and the help that runs."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from matching.placements.interruptions.models import Interruption
from matching.placements.interruptions.queries import interruptions_of
from matching.placements.models import Placement
from matching.placements.policy import may_see_placement
from matching.placements.queries import placement_after
from matching.placements.supports.models import Support
from matching.placements.supports.queries import supports_of
from matching.placements.timeline.drawing import Bar, Lane, Look, Mark, Shape
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.texts import hours, number

DAY = timedelta(days=1)


def lanes_for(session: Session, actor: Actor, placement: Placement) -> list[Lane]:
    """The lanes of a placement that passed its gate, by the same rules as its page."""
    around = [placement.follows, placement_after(session, placement)]
    before, after = (one if one is not None and may_see_placement(actor, placement=one) else None for one in around)
    return lanes_of(session, placement, supports_of(session, actor, [placement]).get(placement.id, []), before, after)


def lanes_of(
    session: Session,
    placement: Placement,
    supports: Iterable[Support],
    before: Placement | None,
    after: Placement | None,
) -> list[Lane]:
    """As ``lanes_for``, of help and work around it that may be seen. Of a cancelled placement there is nothing to draw."""
    if placement.status == PlacementStatus.CANCELLED:
        return []
    pauses = session.scalars(interruptions_of(placement)).all()
    return [_work(placement, before, after), _hours(placement), _still(placement, pauses), *_help(supports)]


def end_of(placement: Placement) -> date | None:
    """The first day no longer worked, real or agreed."""
    return placement.ended_on or placement.ends_on


def _work(placement: Placement, before: Placement | None, after: Placement | None) -> Lane:
    bars = [Bar(placement.starts_on, end_of(placement), f"Dit werk: {placement.kind.words}", placement.kind.words)]
    for one, words in ((before, "Werk ervoor"), (after, "Werk erna")):
        if one is not None:
            told = f"{words}: plaatsing {one.reference} bij {one.formal_employer.name}"
            bars.append(Bar(one.starts_on, end_of(one), told, one.reference, Look.LIGHT))
    return Lane("Werk", sorted(bars, key=lambda bar: bar.first), list(_last(placement)))


def _last(placement: Placement) -> Iterator[Mark]:
    if placement.last_day is not None and placement.ended_on is not None:
        yield Mark(placement.last_day, "Laatste werkdag")
    elif placement.last_day is not None:
        yield Mark(placement.last_day, "Afgesproken laatste werkdag", Shape.COMING)


def _hours(placement: Placement) -> Lane:
    return Lane(
        "Uren per week",
        [
            Bar(
                *(terms.starts_on, terms.ends_on or end_of(placement)),
                f"{hours(terms.hours_per_week)}. {terms.form.words}",
                f"{number(terms.hours_per_week)} uur",
            )
            for terms in placement.terms
        ],
    )


def _still(placement: Placement, pauses: Iterable[Interruption]) -> Lane:
    bars = []
    for one in sorted(pauses, key=lambda pause: pause.starts_on):
        wage = "het loon loopt door" if one.wage_continues else "zonder loon"
        bars.append(
            Bar(one.starts_on, one.ends_on or end_of(placement), f"{one.reason.words}, {wage}", look=Look.STILL)
        )
    return Lane("Het werk ligt stil", bars)


def _help(supports: Iterable[Support]) -> Iterator[Lane]:
    """A lane for each kind of help: several kinds run at once."""
    of_kind: dict[str, list[Bar]] = {}
    for one in supports:
        bars = of_kind.setdefault(one.kind.words, [])
        bars.append(Bar(one.since, one.last_day + DAY if one.last_day else None, "Hulp loopt", look=Look.LIGHT))
    yield from (Lane(words, bars) for words, bars in of_kind.items())
