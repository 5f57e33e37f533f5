"""Small firms for properties of carving: some places of one employer, with their tasks."""

from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from matching.core.carving import Source
from matching.core.carving_front import workbench
from matching.core.language import ConditionState, Demand, Offer, Task, Travel, TravelMode
from matching.core.store import People
from tests.matching.core.cases import POINTS, TRAVEL, asks, calm

NEUTRAL = (2,) * 32
few = settings(calm, max_examples=15)


def place(id_="P-1", tasks=(("inpakken", 60), ("plakken", 40)), hours=32, **values):
    made = tuple(Task(name, Decimal(share) / 100, values.pop(name, {})) for name, share in tasks)
    facts = {"hours_min": Decimal(8), "hours_max": Decimal(hours), "pc4": "7511"} | values
    return Demand(id=id_, tasks=made, **facts)


def source(*arguments, site="A", **values):
    demand = place(*arguments, **values)
    return Source(demand, demand.id, site)


def bench_of(crowd, sources, engine="numpy"):
    people = People.from_offers(crowd, POINTS, NEUTRAL)
    return people, workbench(people, sources, travel=TRAVEL, engine=engine)


@st.composite
def firms(draw, most=4):
    """Some places of one employer, at one or two establishments."""
    found = []
    for number in range(draw(st.integers(1, most))):
        shares = draw(st.sampled_from([(60, 40), (40, 30, 30), (50, 20, 15, 15), (34, 33, 33), (100,)]))
        tasks = tuple(
            Task(f"taak {n}", Decimal(share) / 100, draw(asks()), separable=draw(st.integers(0, 4)) > 0)
            for n, share in enumerate(shares)
        )
        hours = draw(st.sampled_from([Decimal(12), Decimal("25.5"), Decimal(32), Decimal(40)]))
        impossible = draw(st.sampled_from([{}, {"jobcoach": ConditionState.IMPOSSIBLE}]))
        demand = Demand(
            id=f"P-{number}",
            hours_min=Decimal(8),
            hours_max=hours,
            tasks=tasks,
            pc4=draw(st.sampled_from(["7511", "7601", None])),
            family=draw(st.sampled_from([None, "groen", "logistiek"])),
            conditions=impossible,
            hard=draw(st.sampled_from([{}, {"veilig": 3}])),
        )
        found.append(Source(demand, f"Plek {number}", draw(st.sampled_from(["A", "A", "B"]))))
    return found


EVERYTHING = Offer(
    id="K-1",
    levels={"lezen": 4, "tillen": 4},
    hours_min=Decimal(8),
    hours_max=Decimal(12),
    travel=Travel(TravelMode.CAR, 90),
    pc4="7511",
)
