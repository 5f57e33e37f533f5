"""Who claims out of a file: who claims by the form."""

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict
from werkbedrijf.sroi.claims.policy import may_claim
from werkbedrijf.sroi.contracts.models import Contract


def may_upload(actor: Actor, *, contract: Contract, **_objects: object) -> Verdict:
    return may_claim(actor, contract=contract)
