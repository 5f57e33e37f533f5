"""What the timetable runs: freeze how answering went, once a quarter. Safe to run twice."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from employers.questions.queries import asked_between
from employers.questions.terms import rate_of
from werkbedrijf.foundation.actors import TIMETABLE, Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.periods import month_ends, months_back
from werkbedrijf.replies.models import ReplyMonth
from werkbedrijf.replies.published import published
from werkbedrijf.replies.queries import first_asked_on, months_published, proposals_sent_between

MONTHS_BACK = 24
# Together they are a period long enough to say something. Periods never lie over each other: of what two have in common the
# difference between them would tell too much.
MONTHS_TOGETHER = 3

# What was asked before the quarter is settled in it when its term was long. Nobody can choose a longer term than a year.
LONGEST_TERM = timedelta(days=366)


def freeze_replies(session: Session, *, on: date) -> int:
    """Freeze every quarter that ended before this day and was not frozen yet; returns how many."""
    began, known = first_asked_on(session), set(months_published(session))
    if began is None:
        return 0
    ends = [end for end in month_ends(on, MONTHS_BACK) if end.month % MONTHS_TOGETHER == 0]
    due = [end for end in ends if end >= began and end not in known]
    for end in due:
        freeze_quarter(session, TIMETABLE, end)
    return len(due)


def freeze_quarter(session: Session, actor: Actor, end: date) -> ReplyMonth:
    """Publish how answering went in the quarter that ended then."""
    first = months_back(end.replace(day=1), MONTHS_TOGETHER - 1)
    smallest = whole_number_on(session, Parameter.SMALL_CELL, end)
    longest = first - LONGEST_TERM
    theirs = published(rate_of(proposals_sent_between(session, longest, end), first=first, last=end), smallest=smallest)
    ours = published(rate_of(asked_between(session, longest, end), first=first, last=end), smallest=smallest)
    month = ReplyMonth(
        on=end,
        first=first,
        smallest=smallest,
        frozen_at=session.info["at"],
        proposals=theirs.settled,
        proposals_in_time=theirs.in_time,
        proposals_days=theirs.days,
        questions=ours.settled,
        questions_in_time=ours.in_time,
        questions_days=ours.days,
    )
    session.add(month)
    record(session, actor, "replies.frozen", month)
    return month
