"""What people type about a gesprek."""

import re
from datetime import time
from typing import Any

from wtforms import HiddenField, StringField

from matching.talks.actions import MOST_WORDS, TalkFacts
from matching.talks.models import Talk
from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.foundation.fields import Asked, DayField, NumberField
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)(?: ?uur)?")


def clock_of(text: str) -> time | None:
    """A time as people write it.

    >>> clock_of("9.30"), clock_of("14:05 uur"), clock_of("25:00")
    (datetime.time(9, 30), datetime.time(14, 5), None)
    """
    found = _CLOCK.fullmatch(text.strip())
    return time(int(found[1]), int(found[2])) if found else None


class TalkForm(StrictForm):
    """When, how long, where and with whom."""

    class Meta:
        locales = ["nl"]

    day = DayField("Datum", [Asked()])
    clock = StringField(
        "Tijd", [Asked(), Humane(of_work=True)], description="Bijvoorbeeld 10:30.", render_kw={"autocomplete": "off"}
    )
    minutes = NumberField("Hoe lang", [Asked()], whole=True, default=45, render_kw={"inputmode": "numeric"})
    place = StringField("Waar", [Asked(), Humane(of_work=True)], render_kw={"maxlength": MOST_WORDS})
    with_whom = StringField(
        "Met wie spreekt de kandidaat?", [Humane(of_work=True)], render_kw={"maxlength": MOST_WORDS}
    )

    # The change of the gesprek that the page showed; empty when there was none.
    sequence = HiddenField()

    @property
    def known(self) -> int | None:
        """Which change this form is based on."""
        typed = (self.sequence.data or "").strip()
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else None

    def facts(self) -> TalkFacts:
        """As it was typed."""
        return TalkFacts(
            day=self.day.data,
            clock=clock_of(self.clock.data or ""),
            minutes=self.minutes.data,
            place=self.place.data or "",
            with_whom=self.with_whom.data or "",
        )


def values_of(talk: Talk) -> dict[str, Any]:
    """A gesprek as the form shows it."""
    at = talk.at.astimezone(AMSTERDAM)
    return {
        "day": at.date(),
        "clock": f"{at:%H:%M}",
        "minutes": talk.minutes,
        "place": talk.place,
        "with_whom": talk.with_whom,
        "sequence": talk.sequence,
    }
