"""Work that was told by phone becomes a place in concept, at the right establishment."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from employers.models import Establishment
from employers.rounds.facts import PlaceFacts
from employers.rounds.models import RoundCall
from employers.vacancies.actions import log_vacancy
from employers.vacancies.facts import VacancyFacts
from employers.vacancies.models import Vacancy
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.errors import InputRefused

# What log_vacancy calls its fields, and what the call page does.
_HERE = {"title": "place_title", "kind": "place_kind", "hours_min": "place_hours_min", "hours_max": "place_hours_max"}


def draft_place(session: Session, actor: Actor, call: RoundCall, place: PlaceFacts, *, note: str, on: date) -> Vacancy:
    """Log the place as a concept with what was said. Raises InputRefused per field of the call."""
    low = place.hours_min or Decimal(0)
    facts = VacancyFacts(
        kind=place.kind,
        title=place.title,
        hours_min=low,
        hours_max=place.hours_max or low,
        description=note,
    )
    establishment = _establishment(call, place.establishment)
    try:
        return log_vacancy(session, actor, establishment, facts, on=on)
    except InputRefused as refused:
        raise InputRefused({_HERE.get(name, "place_title"): said for name, said in refused.problems.items()}) from None


def _establishment(call: RoundCall, reference: str) -> Establishment:
    known = call.employer.open_establishments
    if not known:
        raise InputRefused(
            {
                "place_establishment": "Deze werkgever heeft geen open vestiging. Kies nu ‘gesproken’ en voeg die eerst toe."
            }
        )
    chosen = next((one for one in known if one.reference == reference), None)
    if chosen is None and len(known) > 1:
        raise InputRefused({"place_establishment": "Kies op welke vestiging het werk is."})
    return chosen or known[0]
