"""Who may see and decide what about numbers and double files (security.md sections 3 and 4)."""

from candidates.numbers.models import InQueue, Verdict
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict as Answer
from werkbedrijf.foundation.policy import first_no, hidden, no, yes

PARTNER_ROLES = (Role.ACCOUNT_MANAGER, Role.ORG_ADMIN)


def may_list_duplicates(actor: Actor) -> Answer:
    """The coordinator sees every line; a partner those with a file of its own."""
    return yes if actor.is_a(Role.COORDINATOR, *PARTNER_ROLES) else hidden


def may_ask(actor: Actor, *, duplicate: InQueue) -> Answer:
    """The coordinator, once, about a suggestion: until then the partners do not know of it."""
    if not actor.is_a(Role.COORDINATOR) or duplicate.within:
        return hidden
    asked = no("De partners zijn al gevraagd.") if duplicate.is_told else yes
    return first_no(_is_open(duplicate), asked)


def may_agree(actor: Actor, *, duplicate: InQueue) -> Answer:
    """For the own partner, once."""
    if not actor.is_a(*PARTNER_ROLES) or actor.organisation_id is None:
        return hidden
    if actor.organisation_id not in duplicate.partner_ids:
        return hidden
    return _is_open(duplicate) if duplicate.is_told and not duplicate.within else hidden


def may_decide(actor: Actor, *, duplicate: InQueue) -> Answer:
    """The coordinator, after both partners agreed; of two files of one partner its account manager."""
    if duplicate.within:
        return _is_open(duplicate) if _is_own(actor, duplicate) else hidden
    if not actor.is_a(Role.COORDINATOR):
        return hidden
    agreed = yes if duplicate.both_agreed else no("Beide organisaties moeten eerst akkoord zijn.")
    return first_no(_is_open(duplicate), agreed)


def may_see_names(actor: Actor, *, duplicate: InQueue) -> Answer:
    """The coordinator, after both partners agreed; of two files of one partner its account manager."""
    if duplicate.within:
        return yes if _is_own(actor, duplicate) else hidden
    both = duplicate.both_agreed and actor.is_a(Role.COORDINATOR)
    return yes if both else hidden


def _is_own(actor: Actor, duplicate: InQueue) -> bool:
    return actor.is_a(Role.ACCOUNT_MANAGER) and actor.organisation_id == duplicate.partner_ids[0]


def _is_open(duplicate: InQueue) -> Answer:
    return yes if duplicate.verdict == Verdict.OPEN else no("Hierover is al beslist.")
