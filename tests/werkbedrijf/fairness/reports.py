"""Reports made by hand, for tests of what is shown."""

from dataclasses import replace

from matching.allocation.actions import new_run
from matching.runs.models import RunKind
from tests.conftest import MONDAY
from tests.werkbedrijf.fairness.telling import cells
from werkbedrijf.fairness.jobs import keep
from werkbedrijf.fairness.priority import PriorityTest
from werkbedrijf.fairness.result import Measures, Passed, Unknown
from werkbedrijf.fairness.spread import Spread
from werkbedrijf.foundation.actors import TIMETABLE

GOOD = PriorityTest(20, 0, ())


def measures(*rows, **changed):
    """Measures with these ``(labels, able, reached)``, and everything else as it should be."""
    plain = Measures(
        cells=cells(*rows),
        squares=0.0,
        spread=Spread(200, 120, 130, 2, 0.4),
        passed=Passed(0, 0, 0),
        priority=GOOD,
        came_out_again=True,
        places=30,
        period=91,
        waiting={"tot_1": 40, "tot_3": 30, "tot_6": 4, "tot_12": 20, "langer": 60},
        unknown=(Unknown(1, 50, 2.5, 0.2), Unknown(2, 4, 0.5, 0.1)),
    )
    return replace(plain, **changed)


def report(make, found, day=MONDAY):
    """A report of a run of this day."""
    run = new_run(make.session, TIMETABLE, RunKind.ON_REQUEST, on=day)
    # Only one at a time may wait.
    run.status, run.problem = "mislukt", "Alleen voor deze test"
    return keep(make.session, run, found)
