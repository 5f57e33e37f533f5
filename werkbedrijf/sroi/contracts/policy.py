"""Who keeps the account of social return (security.md section 3).

The regiocoördinator keeps it; a contractor sees its own. The coordinator has no file of anybody: here stand no names, no number of
a candidate and no placement, and the service credits work by the register alone, which says yes or no. Account managers and
coaches do have files and therefore no door here: they could join a sum to a person.
"""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes
from werkbedrijf.sroi.contracts.models import Contract


def may_list_contracts(actor: Actor) -> Verdict:
    return yes if actor.is_a(Role.COORDINATOR, Role.EMPLOYER) else hidden


def may_take_board(actor: Actor, **_objects: object) -> Verdict:
    """Take the list along: whoever reads it on the page, and of nobody else's contracts."""
    return may_list_contracts(actor)


def may_register_contract(actor: Actor) -> Verdict:
    return yes if actor.is_a(Role.COORDINATOR) else hidden


def may_see_contract(actor: Actor, *, contract: Contract) -> Verdict:
    if actor.is_a(Role.EMPLOYER):
        return yes if contract.contractor_id in actor.employer_ids else hidden
    return yes if actor.is_a(Role.COORDINATOR) else hidden


def may_change_contract(actor: Actor, *, contract: Contract) -> Verdict:
    keeps = yes if actor.is_a(Role.COORDINATOR) else no("De regiocoördinator houdt deze opdracht bij.")
    return first_no(may_see_contract(actor, contract=contract), keeps)


def may_take_account(actor: Actor, *, contract: Contract, **_objects: object) -> Verdict:
    """Take the account along: whoever reads it on the page, in whatever form."""
    return may_see_contract(actor, contract=contract)
