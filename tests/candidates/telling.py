"""What a coach might tell about someone: a whole profile to start from."""

from decimal import Decimal

from candidates.profile.facts import ProfileFacts
from candidates.profile.models import Mode
from tests.making import MONDAY

FACTS = ProfileFacts(
    hours_min=Decimal(12),
    hours_max=Decimal("25.5"),
    pc4="7511",
    mode=Mode.BICYCLE,
    max_minutes=45,
    available_from=MONDAY,
    levels={"lezen": 2, "tillen": 0, "lopen": None},
    needs=frozenset({"jobcoach", "prikkelarm"}),
    essentials=frozenset({"prikkelarm"}),
    times=frozenset({"avond"}),
    certificates=frozenset({"rijbewijs_b"}),
    vetoes=frozenset({"horeca"}),
    wishes=("groen", "logistiek"),
    build_up="Begint met 12 uur en werkt elke maand 4 uur meer.",
)
