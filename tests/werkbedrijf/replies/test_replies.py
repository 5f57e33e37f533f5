from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.questions import actions as questions
from employers.questions.terms import Asked, Rate, after_working_days, rate_of, working_days_between
from matching.proposals.workflow import ProposalStatus
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.doubt import LEAST
from werkbedrijf.replies.jobs import freeze_replies
from werkbedrijf.replies.published import HIDDEN, published
from werkbedrijf.replies.queries import proposals_sent_between, replies_on

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
OCTOBER = date(2026, 10, 5)


@given(DAYS, st.integers(1, 30))
def test_a_term_of_so_many_working_days_has_so_many_working_days(day, number):
    assert working_days_between(day, after_working_days(day, number)) == number


@given(DAYS, DAYS, DAYS)
def test_working_days_add_up(first, middle, last):
    first, middle, last = sorted((first, middle, last))
    together = working_days_between(first, middle) + working_days_between(middle, last)
    assert working_days_between(first, last) == together


@pytest.mark.parametrize("smallest", [5, 10, 25])
def test_nobody_works_back_how_many_answered_in_time_or_did_not(smallest):
    groups = defaultdict(set)
    for in_time, late in combinations_with_replacement(range(100), 2):
        for hits, misses in ((in_time, late), (late, in_time)):
            groups[published(Rate(hits + misses, hits, None), smallest=smallest)].add((hits + misses, hits, misses))
    # Where the numbers that were tried end, those beyond them fit as well.
    ended = {told for told, fits in groups.items() if any(max(one) >= 99 for one in fits)}
    doubts = [
        len(set(numbers)) for told, fits in groups.items() if told not in ended for numbers in zip(*fits, strict=True)
    ]
    assert len(doubts) > 60
    assert min(doubts) >= LEAST


@given(
    st.lists(st.tuples(DAYS, st.integers(1, 60), st.none() | st.integers(0, 90))),
    st.integers(2026, 2028),
)
def test_everything_counts_in_one_quarter(asked, last):
    every = [
        Asked(day, day + timedelta(days=term), None if took is None else day + timedelta(days=took))
        for day, term, took in asked
    ]
    starts = [date(year, month, 1) for year in range(2026, last + 1) for month in (1, 4, 7, 10)]
    ends = [start - timedelta(days=1) for start in [*starts[1:], date(last + 1, 1, 1)]]
    rates = [rate_of(every, first=start, last=end) for start, end in zip(starts, ends, strict=True)]
    known = [one for one in every if one.settled_on <= ends[-1]]
    assert sum(rate.settled for rate in rates) == len(known)
    assert sum(rate.in_time for rate in rates) == sum(one.is_in_time for one in known)


@given(st.integers(0, 400), st.integers(0, 400), st.integers(5, 100))
def test_what_is_published_is_round_or_hidden(settled, in_time, smallest):
    told = published(Rate(settled, min(in_time, settled), 2), smallest=smallest)
    assert (told == HIDDEN) == (settled < smallest)
    assert told == HIDDEN or (
        told.settled % 10 == 0 and (told.in_time or 0) % 5 == 0 and 0 <= (told.in_time or 0) <= 100
    )


def test_a_rate_counts_what_is_settled():
    asked = [
        Asked(OCTOBER, date(2026, 10, 8), date(2026, 10, 7)),  # in time, after two working days
        Asked(OCTOBER, date(2026, 10, 8), date(2026, 10, 12)),  # too late, after five
        Asked(OCTOBER, date(2026, 10, 8), None),  # never
        Asked(date(2026, 10, 30), date(2026, 11, 4), None),  # may still come
        Asked(date(2026, 6, 1), date(2026, 6, 4), None),  # before the period
        Asked(date(2026, 7, 30), date(2026, 8, 4), date(2026, 8, 3)),  # asked before it, and settled in it
        Asked(date(2026, 7, 20), date(2026, 7, 23), date(2026, 8, 3)),  # known to be late before it
    ]
    assert rate_of(asked, first=date(2026, 8, 1), last=date(2026, 10, 31)) == Rate(4, 2, 2)


def test_voordrachten_count_by_their_first_answer(session, make):
    make.parameters()
    coach = make.user(Role.COACH)
    place = make.vacancy(seats=9)
    days = {
        ProposalStatus.INVITED: date(2026, 11, 23),
        ProposalStatus.DECLINED: date(2026, 11, 23),
        ProposalStatus.EXPIRED: None,
        ProposalStatus.SENT: None,
    }
    for status in (*days, ProposalStatus.WITHDRAWN, ProposalStatus.LAPSED):
        person = make.profile(make.candidate(coach=coach)).candidate
        make.proposal(place, person, status=status, by=make.actor_of(coach))
    session.flush()
    asked = proposals_sent_between(session, date(2026, 11, 1), date(2026, 11, 30))

    assert sorted(str(one.answered_on) for one in asked) == sorted(map(str, days.values()))
    assert {one.due_on for one in asked} == {date(2026, 12, 7)}


def test_a_quarter_is_frozen_once_and_stays(session, make):
    make.parameters()
    firm = make.employer(account_manager=make.user())
    asker = make.actor_of(make.employer_user(firm))
    for number in range(12):
        one = questions.ask(session, asker, firm, f"Vraag {number}", on=OCTOBER)
        if number < 9:
            manager = make.actor_of(firm.account_manager)
            questions.answer(session, manager, one, "Ja", on=OCTOBER + timedelta(days=number % 2 + 1))
    session.flush()

    assert freeze_replies(session, on=date(2026, 12, 31)) == 0
    assert freeze_replies(session, on=date(2027, 1, 1)) == 1
    assert freeze_replies(session, on=date(2027, 3, 31)) == 0
    quarter = replies_on(session, date(2027, 1, 31))
    assert (quarter.first, quarter.on) == (date(2026, 10, 1), date(2026, 12, 31))
    assert (quarter.questions, quarter.questions_in_time, quarter.questions_days) == (10, 75, 1)
    assert quarter.questions_edge == 1
    assert (quarter.proposals, quarter.proposals_in_time, quarter.proposals_days) == (None, None, None)
    assert quarter.proposals_edge == 0
    assert replies_on(session, date(2026, 12, 30)) is None


def test_a_question_with_a_long_term_counts_when_its_term_is_over(session, make):
    make.parameters()
    firm = make.employer(account_manager=make.user())
    asker = make.actor_of(make.employer_user(firm))
    for number in range(12):
        questions.ask(session, asker, firm, f"Vraag {number}", on=date(2026, 12, 30))
    session.flush()

    assert freeze_replies(session, on=date(2027, 4, 1)) == 2
    assert replies_on(session, date(2026, 12, 31)).questions is None
    assert replies_on(session, date(2027, 3, 31)).questions == 10


def test_the_page_of_the_region_shows_both_clocks(client, stored):
    stored.region()
    stored.parameters()
    firm = stored.employer(account_manager=stored.user())
    asker = stored.actor_of(stored.employer_user(firm))
    for number in range(12):
        questions.ask(stored.session, asker, firm, f"Vraag {number}", on=OCTOBER)
    freeze_replies(stored.session, on=date(2027, 1, 1))
    client.sign_in_as(stored.user(Role.ALDERMAN))
    page = client.get("/wethouder?op=2027-01-05")

    assert "Antwoord op tijd" in page.text
    assert "25 % of minder" in page.text and "minder dan 10 voordrachten" in page.text
