"""The columns of a file with placements."""

from employers.models import Employer
from matching.placements.models import ContractForm, EndReason
from werkbedrijf.foundation.spreadsheets.columns import Column, Layout
from werkbedrijf.foundation.spreadsheets.parsing import choice, day, decimal, number_text

F = ContractForm
SPOKEN = {
    "arbeidsovereenkomst": F.REGULAR,
    "arbeidscontract": F.REGULAR,
    "in dienst": F.REGULAR,
    "uitzendcontract": F.AGENCY,
    "begeleid werken": F.WSW_SUPPORTED,
    "wsw intern": F.WSW_INTERNAL,
    "leerbaan": F.BBL,
    "geen contract": F.NONE,
    "behoud van uitkering": F.NONE,
}
"""What people write for a contract, besides its own name."""

LAYOUT = Layout(
    (
        Column("candidate", "Kandidaat", number_text, required=True, example="K-0001", aliases=("kandidaat kenmerk",), help="Ons kenmerk. Alleen kandidaten van jouw organisatie."),
        Column("vacancy", "Plek", number_text, required=True, example="P-0001", aliases=("plek kenmerk", "vacature"), help="Ons kenmerk van de plek waar iemand werkt. Staat de plek er nog niet? Importeer eerst de plekken."),
        Column("contract_form", "Contract", choice(ContractForm, SPOKEN), required=True, example="regulier", aliases=("contractvorm", "dienstverband"), help="regulier, bbl, uitzend, payroll, detachering, wsw_detachering, wsw_begeleid_werken, wsw_intern of geen_arbeidscontract."),
        Column("formal_employer", "Werkgever van het contract", example="", aliases=("formele werkgever", "werkgever"), help="Kenmerk (W-0042) of precieze naam. Alleen als een ander bedrijf het contract tekent, zoals een uitzendbureau."),
        Column("hours_per_week", "Uren per week", decimal, required=True, example="25,5", aliases=("uren",)),
        Column("starts_on", "Eerste werkdag", day, required=True, example="01-09-2026", aliases=("startdatum", "begindatum", "start")),
        Column("agreed", "Afgesproken laatste werkdag", day, example="31-08-2027", aliases=("einde contract", "contract tot en met"), help="Leeg betekent: geen einde afgesproken."),
        Column("last_day", "Laatste werkdag", day, aliases=("einddatum", "gestopt op"), help="Alleen als het werk is gestopt. Dan is ook een reden nodig."),
        Column("reason", "Reden einde", choice(EndReason), aliases=("reden",), help="einde_contract, door_werkgever, door_kandidaat, ander_werk of anders."),
    )
)  # fmt: skip


def signs(told: str | None, own: Employer, known: dict[str, Employer | None]) -> Employer | None:
    """The employer that signs: the workplace itself when nothing is told; None when nobody or more than one is called so."""
    return own if not told else known.get(told.strip().casefold())
