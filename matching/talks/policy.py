"""Who plans a gesprek: whoever works on the voordracht, or the employer, once someone is invited."""

from matching.proposals.models import Proposal
from matching.proposals.policy import may_see_proposal
from matching.proposals.workflow import ProposalStatus
from matching.talks.models import Talk
from matching.talks.workflow import TALK
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, first_no, no, yes
from werkbedrijf.foundation.workflow import label

MEETING = (ProposalStatus.INVITED, ProposalStatus.ACCEPTED)


def may_plan_talk(actor: Actor, *, proposal: Proposal) -> Verdict:
    early = no("Een gesprek plannen kan na een uitnodiging.")
    return first_no(may_see_proposal(actor, proposal=proposal), yes if proposal.status in MEETING else early)


def may_see_talk(actor: Actor, *, talk: Talk) -> Verdict:
    return may_see_proposal(actor, proposal=talk.proposal)


def may_cancel_talk(actor: Actor, *, talk: Talk) -> Verdict:
    gone = no(f"Dit gesprek heeft de status ‘{label(talk.status)}’.")
    return first_no(may_see_talk(actor, talk=talk), yes if TALK.may("cancel", talk.status) else gone)
