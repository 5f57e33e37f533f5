"""Who reads deadlines: whoever sees the contracts they belong to."""

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict
from werkbedrijf.sroi.contracts.policy import may_list_contracts


def may_see_deadlines(actor: Actor) -> Verdict:
    return may_list_contracts(actor)


def may_choose_reminders(actor: Actor) -> Verdict:
    return may_list_contracts(actor)
