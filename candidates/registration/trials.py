"""The longest trial per law, in one table to read against the laws.

Sources: Participatiewet art. 10 with the gemeente's verordening (two months, to be extended up to six: AWVN and Rendement,
25 April 2023); Wajong art. 2:24 and 3:69 and WIA art. 37 (six months at most; UWV mostly begins with two). The months are
dated values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.policy import keeps_file
from candidates.registration.models import Ground, Regeling
from candidates.registration.queries import regelingen_on, register_periods
from candidates.trials import TrialTerm, shortest_of_all, tell_trial_terms
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.parameter_names import Parameter
from werkbedrijf.foundation.parameters import whole_number_on


@dataclass(frozen=True, slots=True)
class TrialLaw:
    """A law: the article about trials, the values with its months, and what to do for more."""

    article: str
    usual: Parameter
    longest: Parameter
    advice: str


_GEMEENTE = (Parameter.TRIAL_MONTHS, Parameter.TRIAL_MONTHS_LONGEST)
_UWV = (Parameter.TRIAL_MONTHS_UWV, Parameter.TRIAL_MONTHS_UWV_LONGEST)
_ASK_UWV = "UWV geeft toestemming en begint meestal met twee maanden."
LAWS: Mapping[Regeling, TrialLaw] = {
    Regeling.PARTICIPATIEWET: TrialLaw(
        "Participatiewet art. 10 en de verordening",
        *_GEMEENTE,
        "Verlengen kan later, met een reden en als de gemeente het goed vindt.",
    ),
    Regeling.WAJONG: TrialLaw("Wajong art. 2:24 en 3:69", *_UWV, _ASK_UWV),
    Regeling.WIA: TrialLaw("WIA art. 37", *_UWV, _ASK_UWV),
    Regeling.WSW: TrialLaw("Wsw art. 7", *_GEMEENTE, "Vraag het na bij het sw-bedrijf."),
}
G = Ground
OF_GROUND: Mapping[Ground, Regeling] = {
    **dict.fromkeys((G.PW_COLLEGE, G.PRAKTIJKROUTE, G.PW_EIGEN_VERZOEK), Regeling.PARTICIPATIEWET),
    G.WAJONG: Regeling.WAJONG,
    G.WIA_EXPERIMENT: Regeling.WIA,
    G.WSW: Regeling.WSW,
}
"""The law behind a ground, for who has no regeling written down. The other grounds say nothing of who pays."""
NOT_KNOWN = "Er staat geen regeling bij ‘Voor het tellen’. Vul die in: sommige wetten staan langer toe."


def term_of_trial(session: Session, actor: Actor, candidate: Candidate, starts_on: date) -> TrialTerm:
    """The term by the own law, with its name, for those who keep the file; the shortest of all for everybody else.

    Under several laws the shortest holds, because each of the payers has to agree.
    """
    if not keeps_file(actor, candidate=candidate):
        return shortest_of_all(session, starts_on)
    laws = [LAWS[regeling] for regeling in sorted(laws_on(session, candidate, starts_on))]
    if not laws:
        return replace(shortest_of_all(session, starts_on), advice=NOT_KNOWN)
    months = [
        (whole_number_on(session, law.usual, starts_on), whole_number_on(session, law.longest, starts_on))
        for law in laws
    ]
    usual, longest = (min(told) for told in zip(*months, strict=True))
    holding = laws[[first for first, _ in months].index(usual)]
    return TrialTerm(usual, longest, holding.article, holding.advice)


def laws_on(session: Session, candidate: Candidate, day: date) -> frozenset[Regeling]:
    """The laws somebody comes under on a day; without one, the law behind the ground in the register."""
    known = regelingen_on(session, [candidate.id], day).get(candidate.id)
    if known:
        return known
    periods = register_periods(session, [candidate.id]).get(candidate.id, [])
    return frozenset(OF_GROUND[one.ground] for one in periods if one.holds_on(day) and one.ground in OF_GROUND)


tell_trial_terms(term_of_trial)
