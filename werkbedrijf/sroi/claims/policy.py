"""Who claims and who decides. A contractor claims on its own contracts; the regiocoördinator checks and decides."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.four_eyes import OwnRequest
from werkbedrijf.foundation.policy import Verdict, first_no, no, yes
from werkbedrijf.foundation.workflow import label
from werkbedrijf.sroi.claims.models import Claim
from werkbedrijf.sroi.claims.workflow import CLAIM
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.policy import may_see_contract


def may_claim(actor: Actor, *, contract: Contract) -> Verdict:
    return may_see_contract(actor, contract=contract)


def may_see_claim(actor: Actor, *, claim: Claim) -> Verdict:
    return may_see_contract(actor, contract=claim.contract)


def may_check(actor: Actor, *, claim: Claim) -> Verdict:
    return _decides(actor, claim, "check")


def may_approve(actor: Actor, *, claim: Claim) -> Verdict:
    other = no(OwnRequest().sentence) if claim.four_eyes and claim.seen_by_id == actor.id else yes
    return first_no(_decides(actor, claim, "approve"), other)


def may_refuse(actor: Actor, *, claim: Claim) -> Verdict:
    return _decides(actor, claim, "refuse")


def may_undo(actor: Actor, *, claim: Claim) -> Verdict:
    return _decides(actor, claim, "undo")


def may_withdraw(actor: Actor, *, claim: Claim) -> Verdict:
    """Who claimed takes it back; what the service found by itself is refused, with a reason."""
    own = no("Dit vond de dienst zelf bij een plaatsing. De regiocoördinator wijst het af als het niet klopt.")
    return first_no(
        may_see_claim(actor, claim=claim), yes if claim.placement_id is None else own, _fits("withdraw", claim)
    )


def _decides(actor: Actor, claim: Claim, act: str) -> Verdict:
    whose = yes if actor.is_a(Role.COORDINATOR) else no("De regiocoördinator beslist over een bijdrage.")
    return first_no(may_see_claim(actor, claim=claim), whose, _fits(act, claim))


def _fits(act: str, claim: Claim) -> Verdict:
    if CLAIM.may(act, claim.status):
        return yes
    return no(f"Dit kan nu niet: de bijdrage heeft de status ‘{label(claim.status)}’.")
