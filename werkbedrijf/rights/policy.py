"""Who sees to the rights of a person (security.md section 3): the own side asks and answers, the region's coordinator confirms.

A copy and the request to erase: the account manager of the own partner. Erasing: the coordinator, who sees a reference and no
name. The terms of keeping: everybody who answers for them, as rules and counts.
"""

from candidates.models import Candidate
from candidates.policy import keeps_file
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.four_eyes import PendingAct
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes
from werkbedrijf.rights.models import Correction

KIND = "candidate.erasure"
ASK_MANAGER = "Dit doet de accountmanager van je eigen organisatie. Vraag het daar."


def may_see_rights(actor: Actor, *, candidate: Candidate) -> Verdict:
    return _keeps(actor, candidate)


def may_export(actor: Actor, *, candidate: Candidate) -> Verdict:
    return first_no(_keeps(actor, candidate), _is_manager(actor))


def may_ask_erasure(actor: Actor, *, candidate: Candidate) -> Verdict:
    return first_no(_keeps(actor, candidate), _is_manager(actor))


def may_see_who_looked(actor: Actor, *, candidate: Candidate) -> Verdict:
    """Coach and account manager open the page; the coach sees how often, the account manager the list."""
    return _keeps(actor, candidate)


def sees_each_look(actor: Actor) -> bool:
    """Whether the list may be seen, and not only the count."""
    return actor.is_a(Role.ACCOUNT_MANAGER)


def may_correct(actor: Actor, *, candidate: Candidate) -> Verdict:
    return _keeps(actor, candidate)


def may_see_correction(actor: Actor, *, correction: Correction) -> Verdict:
    return _keeps(actor, correction.candidate)


def may_hold(actor: Actor, *, candidate: Candidate) -> Verdict:
    return _keeps(actor, candidate)


def may_list_erasures(actor: Actor) -> Verdict:
    return yes if actor.is_a(Role.COORDINATOR) else hidden


def may_see_erasure(actor: Actor, *, erasing: PendingAct) -> Verdict:
    return yes if actor.is_a(Role.COORDINATOR) and erasing.kind == KIND else hidden


def may_decide_erasure(actor: Actor, *, erasing: PendingAct) -> Verdict:
    return may_see_erasure(actor, erasing=erasing)


def may_see_terms(actor: Actor) -> Verdict:
    """Rules and counts, no people."""
    seen_by = (Role.ADMINISTRATOR, Role.ORG_ADMIN, Role.AUDITOR, Role.COORDINATOR, Role.ACCOUNT_MANAGER, Role.COACH)
    return yes if actor.is_a(*seen_by) else hidden


def may_choose_months(actor: Actor) -> Verdict:
    if actor.is_a(Role.ORG_ADMIN):
        return yes
    seen = may_see_terms(actor)
    return no("Dit beslist de beheerder van je organisatie.") if seen else hidden


def _keeps(actor: Actor, candidate: Candidate) -> Verdict:
    """The own coach, substitute and account manager; who only opened the file in an emergency answers for nothing here."""
    return yes if keeps_file(actor, candidate=candidate) else hidden


def _is_manager(actor: Actor) -> Verdict:
    return yes if actor.is_a(Role.ACCOUNT_MANAGER) else no(ASK_MANAGER)
