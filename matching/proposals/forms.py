"""What people type about a voordracht."""

from wtforms import RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired

from matching.proposals.actions import MOST_WORDS
from matching.proposals.models import DeclineReason, OutsideReason
from werkbedrijf.foundation.forms import StrictForm


class DeclineForm(StrictForm):
    """Why an employer says no: one of a list, and a free word."""

    class Meta:
        locales = ["nl"]

    reason = RadioField(
        "Niet nu, omdat",
        [InputRequired("Kies een reden.")],
        choices=[SelectChoice(reason.value, reason.words) for reason in DeclineReason],
    )
    note = TextAreaField(
        "Toelichting",
        description="Schrijf over het werk, niet over de persoon. De jobcoach leest dit.",
        render_kw={"maxlength": MOST_WORDS, "rows": 3},
    )


class WithdrawForm(StrictForm):
    """Why a voordracht is taken back."""

    class Meta:
        locales = ["nl"]

    reason = TextAreaField(
        "Waarom stopt deze voordracht?",
        [InputRequired("Vertel waarom de voordracht stopt.")],
        id="withdraw-reason",
        description="Alleen voor het werkbedrijf. De werkgever leest dit niet.",
        render_kw={"maxlength": MOST_WORDS, "rows": 2},
    )


class OutsideForm(StrictForm):
    """Why somebody whom the order does not put first."""

    # Who it is about goes along with the reason.
    also = frozenset({"candidate"})

    class Meta:
        locales = ["nl"]

    outside_reason = RadioField(
        "Waarom deze kandidaat?",
        [InputRequired("Kies een reden.")],
        choices=[SelectChoice(reason.value, reason.words) for reason in OutsideReason],
    )
    outside_note = TextAreaField(
        "Toelichting",
        description="Schrijf over het werk en de keuze. Alleen collega’s lezen dit.",
        render_kw={"maxlength": MOST_WORDS, "rows": 3},
    )
