"""Who settles. The regiocoördinator does; where the gemeente asks four eyes another one books it. A contractor reads it."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.four_eyes import OwnRequest
from werkbedrijf.foundation.policy import Verdict, first_no, no, yes
from werkbedrijf.foundation.workflow import label
from werkbedrijf.sroi.contracts.policy import may_see_contract
from werkbedrijf.sroi.settling.models import Settlement
from werkbedrijf.sroi.settling.workflow import SETTLEMENT, SettlementStatus


def may_see_settlement(actor: Actor, *, settlement: Settlement) -> Verdict:
    return may_see_contract(actor, contract=settlement.contract)


def may_confirm(actor: Actor, *, settlement: Settlement) -> Verdict:
    own = settlement.four_eyes and settlement.proposed_by_id == actor.id
    return first_no(
        _decides(actor, settlement), _fits("confirm", settlement), no(OwnRequest().sentence) if own else yes
    )


def may_refuse(actor: Actor, *, settlement: Settlement) -> Verdict:
    """Who proposed it may too: that is taking it back."""
    return first_no(_decides(actor, settlement), _fits("refuse", settlement))


def may_undo(actor: Actor, *, settlement: Settlement) -> Verdict:
    booked = settlement.status is SettlementStatus.BOOKED and settlement.undoes_id is None
    other = no("Alleen een afrekening die in de boeken staat, kan worden teruggedraaid.")
    return first_no(_decides(actor, settlement), yes if booked else other)


def _decides(actor: Actor, settlement: Settlement) -> Verdict:
    keeps = yes if actor.is_a(Role.COORDINATOR) else no("De regiocoördinator beslist over een afrekening.")
    return first_no(may_see_settlement(actor, settlement=settlement), keeps)


def _fits(act: str, settlement: Settlement) -> Verdict:
    if SETTLEMENT.may(act, settlement.status):
        return yes
    return no(f"Dit kan nu niet: de afrekening heeft de status ‘{label(settlement.status)}’.")
