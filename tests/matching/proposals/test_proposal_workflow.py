import pytest

from matching.placements.workflow import PLACEMENT, PlacementStatus
from matching.proposals.workflow import HIDDEN_FROM_EMPLOYERS, OPEN, PROPOSAL, SHOWS_CONTACT, ProposalStatus

S = ProposalStatus
P = PlacementStatus


@pytest.mark.parametrize(
    ("act", "fits"),
    [
        ("invite", {S.SENT}),
        ("accept", {S.SENT, S.INVITED}),
        ("decline", {S.SENT, S.INVITED}),
        ("expire", {S.SENT, S.INVITED}),
        ("place", {S.ACCEPTED}),
        ("withdraw", {S.SENT, S.INVITED, S.ACCEPTED}),
        ("lapse", {S.SENT, S.INVITED, S.ACCEPTED}),
    ],
)
def test_which_acts_fit_which_status_of_a_voordracht(act, fits):
    assert {status for status in S if PROPOSAL.may(act, status)} == fits


def test_whatever_holds_a_seat_can_end_and_whatever_ended_is_final():
    assert {status for status in S if not PROPOSAL.final(status)} == set(OPEN)


def test_what_an_employer_may_not_see_shows_no_contact():
    assert not set(HIDDEN_FROM_EMPLOYERS) & set(SHOWS_CONTACT)


@pytest.mark.parametrize(("act", "fits"), [("start_work", {P.PLANNED}), ("cancel", {P.PLANNED}), ("end", {P.RUNNING})])
def test_which_acts_fit_which_status_of_a_placement(act, fits):
    assert {status for status in P if PLACEMENT.may(act, status)} == fits
