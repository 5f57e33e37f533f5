"""What stands in the way of a booking, as people read it. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from employers.training.capacity import MentorWeeks, PlaceWeeks
from employers.training.weeks import monday_of, week_number, weeks_in_words
from matching.bookings.fitting import Refusal, Why
from werkbedrijf.foundation.texts import in_words, long_day


def sentence_of(refusal: Refusal, place: PlaceWeeks, mentor: MentorWeeks | None, starts_on: date) -> str:
    """One refusal as a full sentence."""
    weeks = weeks_in_words(refusal.weeks)
    name = mentor.name if mentor else "Deze begeleider"
    until = long_day(place.recognised_until)
    return {
        Why.UNRECOGNISED: "Het leerbedrijf is niet erkend door SBB. Voor deze vorm van leren is dat nodig.",
        Why.RECOGNITION_ENDS: f"De erkenning door SBB loopt tot en met {until}; {weeks} valt daar niet helemaal binnen.",
        Why.NOT_A_START: f"Op {long_day(starts_on)} begint hier geen groep.{_next_group(place, starts_on)}",
        Why.GROUP_FULL: f"De groep van {long_day(starts_on)} is vol: er zijn {place.starts.get(starts_on, 0)} plaatsen.",
        Why.NOT_A_MENTOR: "Deze begeleider hoort niet bij deze leerwerkplek. Kies een andere begeleider.",
        Why.MENTOR_AWAY: f"{name} is er niet in {weeks}.",
        Why.MENTOR_FULL: f"{name} begeleidt al {mentor.most if mentor else 0} mensen in {weeks}. Meer kan niet tegelijk.",
        Why.FULL: f"In {weeks} zijn alle plaatsen bezet.",
    }[refusal.why]


def _next_group(place: PlaceWeeks, starts_on: date) -> str:
    later = [day for day in sorted(place.starts) if day > starts_on]
    return f" De volgende groep begint op {long_day(later[0])}." if later else " Er staan geen latere groepen."


def way_out(free: date | None, others: Sequence[MentorWeeks]) -> str:
    """From when it does fit, and with whom it fits at once."""
    if free is None:
        told = "In de komende twee jaar past de hele periode nergens met deze begeleider."
    else:
        told = f"De hele periode past vanaf {week_number(monday_of(free))}: begin op {long_day(free)}."
    names = in_words([one.name for one in others])
    return f"{told} In de gevraagde weken kan het wel met {names}." if names else told


def last_day(ends_on: date) -> date:
    """The last day of a period that ends before a day."""
    return ends_on - timedelta(days=1)
