"""The Dutch words for what stands in a copy, and the codes in it in words. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from matching.core.catalogue import (
    ANCHORS,
    CAPABILITIES,
    CERTIFICATES,
    FAMILIES,
    TIMES,
    certificates_from_bits,
    condition,
    conditions_from_bits,
    families_from_bits,
    levels_from_text,
    times_from_bits,
)

TABLES: Mapping[str, str] = {
    "candidate": "Wie u bent en hoe u te bereiken bent",
    "visibility": "Wat een werkgever mag zien",
    "profile": "Wat u kunt, wilt en nodig hebt",
    "level_change": "Hoe antwoorden zijn veranderd",
    "second_scoring": "Dubbele beoordelingen",
    "regeling_period": "Regelingen",
    "register_entry": "Het doelgroepregister",
    "register_entry_replaced": "Wat er eerder over het doelgroepregister stond",
    "regeling_period_replaced": "Wat er eerder over een regeling stond",
    "proposal": "Voordrachten",
    "talk": "Gesprekken met een werkgever",
    "placement_support": "Hulp bij een plaatsing",
    "care_visit": "Contact over hoe het gaat op het werk",
    "care_budget": "Uren van een jobcoach",
    "missed_work": "Dagen die niet zijn gewerkt zoals afgesproken",
    "closing_assessment": "Wat u leerde op een leerwerkplek",
    "tray_card": "Kaarten zonder naam die een werkgever via een link kon lezen",
    "tray_look": "Wanneer zo’n kaart is bekeken",
    "allocation_choice": "Keuzes van uw jobcoach bij een plek",
    "booking": "Weken op een leerwerkplek",
    "booking_week": "Elke week apart",
    "placement": "Plaatsingen",
    "terms": "Uren en contract van plaatsingen",
    "terms_replaced": "Wat er eerder over uren en contract stond",
    "placement_end_replaced": "Wat er eerder over het einde stond",
    "placement_taken_back": "Een start die is teruggenomen",
    "interruption": "Wanneer het werk stillag",
    "wage_period": "Loon",
    "loonwaarde_period": "Loonwaarde",
    "imported_record": "Uit welk bestand gegevens kwamen",
    "pending_act": "Verzoeken die een tweede persoon bevestigt",
    "retention_hold": "Waarom gegevens langer blijven",
    "correction": "Verzoeken om iets te verbeteren",
    "correction_notice": "Wie een verbetering moest horen",
}

COLUMNS: Mapping[str, str] = {
    "reference": "Kenmerk",
    "first_name": "Voornaam",
    "last_name": "Achternaam",
    "search_name": "Naam zoals die wordt gezocht",
    "born_on": "Geboren op",
    "email": "E-mailadres",
    "phone": "Telefoon",
    "gemeente_code": "Gemeente (code)",
    "organisation_id": "Partner",
    "status": "Status",
    "registered_on": "Ingeschreven op",
    "uuid": "Nummer in het systeem",
    "left_on": "Uitgeschreven op",
    "candidate_agreed_on": "U zei ja op",
    "coach_agreed_on": "Uw jobcoach zei ja op",
    "shares_name": "Naam delen",
    "shares_phone": "Telefoon delen",
    "shares_email": "E-mailadres delen",
    "shares_agreed_on": "Delen afgesproken op",
    "pseudonym": "Pseudoniem in de verdeling",
    "levels": "Wat u kunt",
    "own_levels": "Wat uw eigen jobcoach invulde",
    "needs": "Wat er geregeld moet worden",
    "essentials": "Wat echt nodig is",
    "hours_min": "Minste uren per week",
    "hours_max": "Meeste uren per week",
    "build_up": "Opbouw van de uren",
    "pc4": "Cijfers van de postcode",
    "mode": "Reizen met",
    "max_minutes": "Langste reis in minuten",
    "times": "Werktijden",
    "certificates": "Certificaten",
    "vetoes": "Werk dat u niet wilt",
    "wishes": "Werk dat u graag wilt",
    "available_from": "Beschikbaar vanaf",
    "confirmed_on": "Bevestigd op",
    "capability": "Wat u kunt",
    "before": "Was",
    "after": "Werd",
    "at": "Wanneer",
    "because": "Waarom",
    "instrument": "Hoe gevonden",
    "asked_on": "Gevraagd op",
    "expires_on": "Open tot en met",
    "started_on": "Begonnen op",
    "finished_on": "Klaar op",
    "regeling": "Regeling",
    "starts_on": "Vanaf",
    "ends_on": "Tot",
    "ground": "Grond",
    "vacancy_id": "Plek",
    "booked_on": "Geboekt op",
    "week": "Week van",
    "sent_on": "Verstuurd op",
    "held_until": "Vastgehouden tot en met",
    "invited_on": "Uitgenodigd op",
    "answered_on": "Beantwoord op",
    "ended_on": "Geëindigd op",
    "decline_reason": "Reden van nee",
    "decline_note": "Toelichting bij nee",
    "end_note": "Toelichting bij het einde",
    "explanation": "Uitleg waarom het past",
    "run_id": "Verdeling",
    "list_rank": "Plaats op de lijst",
    "outside_reason": "Waarom buiten de lijst om",
    "kind": "Soort",
    "reason": "Reden",
    "made_on": "Gemaakt op",
    "formal_employer_id": "Werkgever",
    "workplace_id": "Werkplek",
    "contract_form": "Contract",
    "planned_on": "Gepland op",
    "end_reason": "Reden van het einde",
    "longer_because": "Waarom langer",
    "follows_id": "Volgt op",
    "replaced_on": "Vervangen op",
    "undone": "Het einde is teruggedraaid",
    "closed_with_work": "Gesloten omdat het werk stopte",
    "open_until": "Einde dat er daarvoor stond",
    "noted_on": "Vastgelegd op",
    "wage_continues": "Loon liep door",
    "wage": "Bruto loon in euro",
    "unit": "Per",
    "percent": "Loonwaarde in procent",
    "method": "Hoe vastgesteld",
    "hours_per_week": "Uren per week",
    "number": "Regel in het bestand",
    "outcome": "Uitkomst",
    "source": "Bron",
    "source_id": "Nummer bij de bron",
    "until": "Tot en met",
    "what": "Wat er niet klopt",
    "due_on": "Antwoord uiterlijk op",
    "answer": "Antwoord",
    "employer_id": "Werkgever",
    "told_on": "Verteld op",
    "subject_reference": "Over",
    "details": "Wat er gevraagd is",
    "asked_at": "Gevraagd op",
    "expires_at": "Verloopt op",
    "decision": "Besluit",
    "decided_at": "Besloten op",
    "on": "Op",
    "way": "Hoe",
    "minutes": "Minuten",
    "person": "Hoe het met u gaat",
    "employer": "Wat de werkgever zegt",
    "note": "Aantekening van uw jobcoach",
    "next_on": "Volgende afspraak op",
    "agreement": "Wat is afgesproken",
    "moments": "Contactmomenten",
    "since": "Vanaf",
    "hours": "Uren",
    "granted": "Wie besloot",
    "decided_on": "Besloten op",
    "day": "Dag",
    "by_employer": "Gemeld door de werkgever",
    "reported_at": "Gemeld op",
    "withdrawn_on": "Teruggenomen op",
    "written_on": "Geschreven op",
    "words": "Wat erover is geschreven",
    "own_words": "Uw eigen woorden",
    "signed_on": "Getekend op",
}


def _levels(text: str) -> list[str]:
    known = levels_from_text(text)
    return [
        f"{item.name}: {'nog niet gevraagd' if known.get(item.code) is None else ANCHORS[known[item.code] or 0]}"
        for item in CAPABILITIES
    ]


READ: Mapping[str, Callable[[Any], Any]] = {
    "levels": _levels,
    "own_levels": _levels,
    "needs": lambda bits: [condition(code).name for code in conditions_from_bits(bits)],
    "essentials": lambda bits: [condition(code).name for code in conditions_from_bits(bits)],
    "certificates": lambda bits: [CERTIFICATES[code] for code in certificates_from_bits(bits)],
    "vetoes": lambda bits: [FAMILIES[code] for code in families_from_bits(bits)],
    "times": lambda bits: [TIMES[code] for code in times_from_bits(bits)],
    "wishes": lambda codes: [FAMILIES.get(code, code) for code in codes],
}


def table_title(name: str) -> str:
    """What a table is called; its own name where nobody gave it another."""
    return TABLES.get(name, name.replace("_", " ").capitalize())


def column_title(name: str) -> str:
    """What a column is called; its own name where nobody gave it another."""
    return COLUMNS.get(name, name.replace("_", " ").capitalize())


def in_words(column: str, value: Any) -> Any:
    """A value as a person reads it: a list of words, a text, or nothing. What cannot be read stands as it is."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    try:
        return READ[column](value) if column in READ else value
    except (LookupError, TypeError, ValueError):
        return value
