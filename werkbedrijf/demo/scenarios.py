"""One what-if in the invented region, so that its page shows what an answer looks like."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from matching.advice.spots import spots_of
from matching.runs.queries import latest_run
from werkbedrijf.accounts.demo_sign_in import DEMO_DOMAIN
from werkbedrijf.demo.plans import Plan
from werkbedrijf.foundation.actors import User, actor_for
from werkbedrijf.foundation.db import Database
from werkbedrijf.scenarios.actions import ask
from werkbedrijf.scenarios.asked import Asked, AskedPlaces
from werkbedrijf.scenarios.running import run_waiting

OCCUPATION = "medewerker_wijktuin"
LEAST = 5


def ask_what_if(database: Database, secret: str, plan: Plan, *, at: datetime) -> int:
    """What if a tenth of the places came in again, as work in gardens all over the region; returns how many were made."""
    with database.transaction(at=at) as session:
        run, spots = latest_run(session), spots_of(session)
        manager = session.scalars(select(User).where(User.email == f"accountmanager@{DEMO_DOMAIN}")).first()
        if run is None or manager is None or not spots:
            return 0
        where = tuple((spot.name, spot.pc4) for spot in spots)
        places = AskedPlaces(OCCUPATION, max(LEAST, plan.places // 10), Decimal(16), 1, where)
        ask(session, actor_for(session, manager), run, Asked(places=places), title="")
    return run_waiting(database, secret, at=at)
