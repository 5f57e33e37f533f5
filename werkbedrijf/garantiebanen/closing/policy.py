"""Who may see the exact figures of a month and close it: account managers, who keep the records behind them true."""

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict
from werkbedrijf.garantiebanen.closing.queries import AskedMonth
from werkbedrijf.garantiebanen.policy import may_see_records


def may_see_months(actor: Actor) -> Verdict:
    """The list of months, with exact figures."""
    return may_see_records(actor)


def may_see_month(actor: Actor, *, month: AskedMonth) -> Verdict:
    """One month, with what lies behind it."""
    return may_see_records(actor)


def may_close(actor: Actor, *, month: AskedMonth) -> Verdict:
    """Ask to close it, or close it where one pair of eyes is enough."""
    return may_see_records(actor)


def may_decide(actor: Actor, *, month: AskedMonth) -> Verdict:
    """Confirm the closing that somebody else asked for; the act refuses who asked."""
    return may_see_records(actor)
