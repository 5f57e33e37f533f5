"""A stored allocation to count from, made by hand: who has how many proposals, and how scarce the places are."""

from datetime import date

from matching.runs.models import AllocationRun, RunKind, RunStatus
from matching.runs.outcome import Outcome, PersonOutcome, PlaceOutcome, packed
from tests.making import MONDAY
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.references import Kind, next_reference


def outcome(proposals, places=(), qualified=0):
    """Everybody with a number of proposals, by pseudonym; each place has room and this many suitable people."""
    return Outcome(
        places={place.reference: PlaceOutcome(place.seats, 5, qualified, 0) for place in places},
        lists={place.reference: () for place in places},
        kernplan={place.reference: () for place in places},
        people={id_: PersonOutcome(min(many, 1), many, 0, 0, None) for id_, many in proposals.items()},
        certificate={},
    )


def stored_run(make, found, *, day: date = MONDAY, kind=RunKind.NIGHT):
    content, digest = packed(found.to_dict())
    row = AllocationRun(
        reference=next_reference(make.session, Kind.RUN),
        kind=kind,
        status=RunStatus.DONE,
        day=day,
        asked_at=make.session.info["at"],
        finished_at=make.session.info["at"],
        settings={"k": 5, "m": 2, "B": ["0.10", "0.05", "0.025", "0.012", "0"], "tau": "0.80"},
        outcome=content,
        outcome_digest=digest,
    )
    make.session.add(row)
    record(make.session, TIMETABLE, "run.made", row)
    make.session.flush()
    return row
