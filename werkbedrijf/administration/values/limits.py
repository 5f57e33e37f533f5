"""What a value may be at all, so that a slip of the keyboard does not count as a rule. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from werkbedrijf.foundation.parameters import BONUSES, Parameter

_WORDS = {2: "twee", 3: "drie"}


@dataclass(frozen=True, slots=True)
class Limit:
    """The smallest and largest value, whether it is counted in whole numbers, and otherwise in how many decimals."""

    low: Decimal
    high: Decimal
    whole: bool = True
    decimals: int = 3

    def problem(self, value: Decimal) -> str | None:
        """What is wrong with a value, as a sentence, or None."""
        if self.whole and value != value.to_integral_value():
            return "Vul een heel getal in."
        if not self.low <= value <= self.high:
            return f"Vul een getal in van {_written(self.low)} tot en met {_written(self.high)}."
        if value.as_tuple().exponent not in range(-self.decimals, 20):
            return f"Gebruik ten hoogste {_WORDS[self.decimals]} cijfers achter de komma."
        return None


def _limit(low: int | str, high: int | str, *, whole: bool = True, decimals: int = 3) -> Limit:
    return Limit(Decimal(low), Decimal(high), whole, decimals)


# Points of 100 with two decimals: the allocation counts in ten-thousandths of a full fit.
_BONUS = _limit(0, 100, whole=False, decimals=2)

# What the law sets for cost: wide enough for any change of law, narrow enough for a slip of the keyboard.
_COST: dict[Parameter, Limit] = {
    Parameter.WML_HOUR: _limit(5, 100, whole=False, decimals=2),
    Parameter.WML_MONTH: _limit(500, 20_000, whole=False, decimals=2),
    **dict.fromkeys(
        (one for one in Parameter if one.value.startswith("minimumloon_") and one.value[12:14].isdigit()),
        _limit(10, 100, whole=False),
    ),
    Parameter.HOLIDAY_PAY: _limit(0, 50, whole=False),
    Parameter.FULL_WEEK: _limit(32, 48, whole=False),
    Parameter.LKS_HOURS: _limit(30, 48, whole=False),
    Parameter.LKS_MOST: _limit(0, 100, whole=False),
    Parameter.LKS_FORFAIT: _limit(0, 100, whole=False),
    Parameter.LKS_FORFAIT_MONTHS: _limit(0, 24),
    Parameter.LKS_CHARGES: _limit(0, 100, whole=False),
    Parameter.LKS_LATE_MONTHS: _limit(0, 24),
    Parameter.LKS_DECISION_WEEKS: _limit(1, 52),
    **dict.fromkeys(
        (Parameter.LKV_BA_HOUR, Parameter.LKV_AG_HOUR, Parameter.LKV_HP_HOUR), _limit(0, 50, whole=False, decimals=2)
    ),
    **dict.fromkeys(
        (Parameter.LKV_BA_MOST, Parameter.LKV_AG_MOST, Parameter.LKV_HP_MOST),
        _limit(0, 50_000, whole=False, decimals=2),
    ),
    **dict.fromkeys((Parameter.LKV_AG_YEARS, Parameter.LKV_HP_YEARS), _limit(1, 40)),
    Parameter.LKV_AG_APPLY_MONTHS: _limit(1, 24),
    Parameter.TRIAL_CONTRACT_MONTHS: _limit(0, 24),
    Parameter.COACH_FIRST_YEAR: _limit(0, 100, whole=False),
    Parameter.COACH_SECOND_YEAR: _limit(0, 100, whole=False),
    Parameter.COACH_LATER_YEAR: _limit(0, 100, whole=False),
}

_SROI: dict[Parameter, Limit] = {
    Parameter.SROI_THRESHOLD: _limit(0, 10_000_000, whole=False, decimals=2),
    Parameter.SROI_SETTLE_DAYS: _limit(1, 730),
    Parameter.SROI_ESCALATE_DAYS: _limit(1, 365),
    Parameter.SROI_FEWEST_DECISIONS: _limit(1, 1000),
    **dict.fromkeys(
        (one for one in Parameter if one.value.startswith("social_return_pso_")), _limit(0, 100, whole=False)
    ),
}


_OUTLOOK: dict[Parameter, Limit] = {
    Parameter.OUTLOOK_LEAVING: _limit(0, 50, whole=False, decimals=2),
    **dict.fromkeys(
        (
            Parameter.OUTLOOK_EXTENDED,
            Parameter.OUTLOOK_PLANNED,
            Parameter.OUTLOOK_ACCEPTED,
            Parameter.OUTLOOK_INVITED,
            Parameter.OUTLOOK_SENT,
        ),
        _limit(0, 100, whole=False, decimals=2),
    ),
    Parameter.OUTLOOK_WEIGHT: _limit(1, 1000),
}

LIMITS: dict[Parameter, Limit] = {
    **_SROI,
    Parameter.HOURS_PER_JOB: _limit(1, 60, whole=False),
    Parameter.HOURS_FULL_TIME: _limit(20, 60, whole=False),
    Parameter.HOURS_PER_JOB_MONTH: _limit(4, 260, whole=False),
    Parameter.SECTORS_APART: _limit(0, 1),
    Parameter.TARGET_JOBS: _limit(0, 1_000_000),
    Parameter.BASELINE_JOBS: _limit(0, 1_000_000),
    # Below five a group can be told apart in a gemeente; the region may only be more careful.
    Parameter.SMALL_CELL: _limit(5, 100),
    # Fewer, and an employer who knows the town can tell who it is; the region may only be more careful.
    Parameter.CARD_SHARED: _limit(5, 100),
    Parameter.TRAY_DAYS: _limit(1, 60),
    Parameter.HOLD_DAYS: _limit(1, 365),
    Parameter.HOLD_DAYS_INVITED: _limit(1, 365),
    Parameter.QUESTION_DAYS: _limit(1, 30),
    Parameter.PROPOSALS_PER_SEAT: _limit(1, 10),
    Parameter.TRIAL_MONTHS: _limit(1, 12),
    Parameter.TRIAL_MONTHS_LONGEST: _limit(1, 12),
    Parameter.TRIAL_MONTHS_UWV: _limit(1, 12),
    Parameter.TRIAL_MONTHS_UWV_LONGEST: _limit(1, 12),
    Parameter.FOLLOWS_DAYS: _limit(0, 92),
    Parameter.EXPERIENCE_MONTHS: _limit(1, 24),
    Parameter.EXPERIENCE_MONTHS_LONGEST: _limit(1, 24),
    # Sooner than two weeks is nagging; later than a year nobody knows whether a place is true.
    Parameter.CONFIRM_DAYS: _limit(14, 366),
    # Shorter, and whoever is away for a week finds the place gone.
    Parameter.UNPUBLISH_DAYS: _limit(7, 90),
    Parameter.CLOSING_DAYS: _limit(1, 60),
    Parameter.SUITABLE_FROM: _limit(1, 100),
    Parameter.PRACTICE_RECOGNISED: _limit(0, 1),
    Parameter.RIGHTS_REVIEW_DAYS: _limit(7, 366),
    Parameter.EMERGENCY_MINUTES: _limit(5, 480),
    Parameter.FACE_ANSWER_DAYS: _limit(1, 60),
    Parameter.FOUR_EYES_DAYS: _limit(1, 90),
    Parameter.NUMBER_CHECKS: _limit(1, 100),
    Parameter.NUMBER_HITS: _limit(1, 50),
    Parameter.IMPORT_HOURS: _limit(1, 24 * 30),
    # A shorter memory would not outlast a weekend without connection; a longer one keeps answers for nothing.
    Parameter.REPEAT_HOURS: _limit(24, 24 * 14),
    Parameter.SECOND_SCORING_DAYS: _limit(1, 365),
    Parameter.LIST_LENGTH: _limit(1, 20),
    # The table B has five lines, and one is for who was put forward before.
    Parameter.LISTS_PER_PERSON: _limit(1, 4),
    # Half a year is the least the law allows.
    Parameter.RUN_INPUT_DAYS: _limit(184, 3650),
    Parameter.SHOWN_DAYS: _limit(184, 3650),
    # The law sets the most; sooner is always allowed.
    Parameter.OBJECTION_MONTHS: _limit(1, 1),
    Parameter.OBJECTION_MORE_MONTHS: _limit(1, 2),
    Parameter.KEEP_CANDIDATE_MONTHS: _limit(1, 120),
    # Shorter, and a coach who is away for two weeks never sees it.
    Parameter.KEEP_NOTICE_DAYS: _limit(14, 90),
    Parameter.KEEP_MESSAGE_DAYS: _limit(1, 365),
    Parameter.KEEP_LOG_YEARS: _limit(1, 20),
    **dict.fromkeys(BONUSES, _BONUS),
    Parameter.FAIR_REPORT: _limit(50, 100),
    Parameter.FAIR_ALARM: _limit(50, 100),
    # Fewer people than this say nothing about a group.
    Parameter.FAIR_FEWEST: _limit(10, 1000),
    Parameter.FAIR_SHIFT: _limit(1, 100),
    Parameter.FAIR_DEPARTURES: _limit(0, 100, whole=False),
    # Long enough to work in, short enough for a screen that was left open.
    Parameter.IDLE_STAFF: _limit(5, 120),
    Parameter.IDLE_EMPLOYER: _limit(5, 60),
    Parameter.SIGNED_IN_STAFF: _limit(1, 12),
    Parameter.SIGNED_IN_EMPLOYER: _limit(1, 12),
    # None at all, and two partners call the same firm in one morning.
    Parameter.CALL_REST_DAYS: _limit(1, 365),
    Parameter.CALL_TRIES: _limit(1, 10),
    # Long enough for a good talk, short enough for whoever forgets.
    Parameter.CALL_MINUTES: _limit(5, 240),
    Parameter.CARE_FIRST_DAYS: _limit(1, 90),
    Parameter.CARE_SETTLED_MONTHS: _limit(1, 12),
    Parameter.CARE_BEFORE_END_DAYS: _limit(7, 182),
    # Shorter, and a coach who is away for a few weeks never sees it.
    Parameter.CARE_OPEN_DAYS: _limit(28, 182),
    Parameter.CARE_LATE_DAYS: _limit(0, 27),
    Parameter.CARE_HOURS_LOW: _limit(1, 50),
    Parameter.CARE_WITHIN_DAYS: _limit(7, 91),
    Parameter.CARE_NO_SHOWS: _limit(1, 10),
    Parameter.CARE_MISSED: _limit(1, 100),
    **_COST,
    **_OUTLOOK,
}

ANYTHING = _limit(0, 999_999_999, whole=False)


def limit_of(parameter: Parameter) -> Limit:
    """The limit of a parameter; one that has none may be any number from nought."""
    return LIMITS.get(parameter, ANYTHING)


def _written(value: Decimal) -> str:
    return f"{value:,}".replace(",", ".")
