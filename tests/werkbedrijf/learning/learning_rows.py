"""Attempts to show and to switch with, without a thousand placements behind them."""

from datetime import timedelta

from matching.core.learning import LearnedWeights
from matching.core.learning_fit import CalibrationBin
from matching.core.learning_rules import Evidence
from tests.making import MONDAY
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.learning.actions import keep_attempt
from werkbedrijf.learning.judging import Examined

WEIGHTS = LearnedWeights(alpha=-2.5, fit=2, geo=1, worst=0.5, travel=1.5)
SOUND = {
    "outcomes": 912,
    "stopped": 300,
    "lasted": 612,
    "smallest_group": 80,
    "gain_low": 0.004,
    "slope": 1.02,
    "trace": 0.51,
    "shift": 0.03,
    "deviation": 1.1,
    "coverage": 0.95,
    "trial": 0.002,
}
BINS = (
    CalibrationBin(0.2, 0.5, 400, 0.4, 0.42),
    CalibrationBin(0.5, 0.9, 512, 0.8, 0.79),
    CalibrationBin(0.9, 1, 40, 0.95, 0.95),
)
LOSSES = {"fixed": 0.62, "learned": 0.59, "challenger": 0.6}
DAY = timedelta(days=1)


def attempt(session, *, on=MONDAY, weights=WEIGHTS, bins=BINS, left_out=12, **evidence):
    """One attempt; whatever is named differs from one that passes every rule."""
    found = Examined(Evidence(**(SOUND | evidence)), weights, LOSSES if weights else None, bins if weights else ())
    return keep_attempt(session, TIMETABLE, found, left_out, on=on)


def too_few(session, *, on=MONDAY, outcomes=37, stopped=5, left_out=0):
    """An attempt of a region that has just begun."""
    none = dict.fromkeys(set(SOUND) - {"outcomes", "stopped", "lasted"})
    return attempt(
        session,
        on=on,
        weights=None,
        left_out=left_out,
        **none,
        outcomes=outcomes,
        stopped=stopped,
        lasted=outcomes - stopped,
    )
