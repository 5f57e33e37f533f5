"""What the timetable runs for questions; safe to run twice, late, or after days that were missed."""

from datetime import date

from sqlalchemy.orm import Session

from employers.questions.actions import escalate, hand_to_present_owner, remind
from employers.questions.queries import open_questions_for_update
from employers.questions.terms import remind_from
from werkbedrijf.foundation.actors import TIMETABLE


def keep_question_clock(session: Session, *, on: date) -> int:
    """Give every open question its present owner, remind before the term ends, and tell the coordinators after; returns how often.

    A morning that was missed is made good: a question that is late and was never reminded gets both.
    """
    done = 0
    for question in session.scalars(open_questions_for_update().execution_options(populate_existing=True)).all():
        done += hand_to_present_owner(session, TIMETABLE, question, on=on)
        if question.reminded_on is None and on >= remind_from(question.asked_on, question.due_on):
            remind(session, TIMETABLE, question, on=on)
            done += 1
        if question.escalated_on is None and on > question.due_on:
            escalate(session, TIMETABLE, question, on=on)
            done += 1
    return done
