"""Acts in words: the trail keeps ``vacancy.opened``, a person reads ``plek geopend``. Pure."""

from collections.abc import Iterable

NOUNS = {
    "allocationchoice": "keuze bij de verdeling",
    "allocationrun": "verdeling",
    "candidate": "kandidaat",
    "contact": "contact met werkgever",
    "contact_person": "contactpersoon",
    "employer": "werkgever",
    "establishment": "vestiging",
    "import": "import",
    "importbatch": "importbestand",
    "import_batch": "importbestand",
    "neutral_levels": "gangbare niveaus",
    "neutrallevels": "gangbare niveaus",
    "organisation": "organisatie",
    "parameter": "instelling",
    "parametervalue": "instelling",
    "placement": "plaatsing",
    "profile": "profiel",
    "proposal": "voordracht",
    "regeling": "regeling",
    "regelingperiod": "regeling",
    "region": "regio",
    "register": "doelgroepregister",
    "registerentry": "doelgroepregister",
    "task": "taak",
    "timetable": "dienstregeling",
    "user": "gebruiker",
    "vacancy": "plek",
    "contactmoment": "contact met werkgever",
    "contactperson": "contactpersoon",
    "vum": "VUM-bestand",
}

DEEDS = {
    "accepted": "aangenomen",
    "added": "toegevoegd",
    "cancelled": "geannuleerd",
    "changed": "gewijzigd",
    "chosen": "keuzes gemaakt",
    "closed": "gesloten",
    "confirmed": "bevestigd",
    "corrected": "verbeterd",
    "declined": "afgewezen",
    "discarded": "weggegooid",
    "end_agreed": "einde afgesproken",
    "ended": "beëindigd",
    "entered": "ingeschreven",
    "expired": "verlopen",
    "forgotten": "bestand weggegooid",
    "founded": "opgericht",
    "handed_over": "overgedragen",
    "hours_changed": "uren gewijzigd",
    "imported": "ingelezen",
    "invited": "uitgenodigd",
    "lapsed": "vervallen",
    "left": "uitgeschreven",
    "link_asked": "nieuwe link gevraagd",
    "logged": "vastgelegd",
    "looked_at": "bekeken",
    "looked_again": "opnieuw bekeken",
    "made": "gemaakt",
    "merged": "samengevoegd",
    "next_step_done": "vervolg afgerond",
    "opened": "geopend",
    "password_set": "wachtwoord gekozen",
    "paused": "op pauze gezet",
    "placed": "geplaatst",
    "planned": "gepland",
    "places_looked_at": "plekken voor deze persoon bekeken",
    "candidates_looked_at": "kandidaten voor deze plek bekeken",
    "received": "ontvangen",
    "registered": "geregistreerd",
    "removed": "verwijderd",
    "renamed": "naam gewijzigd",
    "reopened": "heropend",
    "resumed": "hervat",
    "run_by_hand": "taak met de hand gestart",
    "saved": "opgeslagen",
    "seen": "bekeken",
    "sent": "verstuurd",
    "sessions_ended": "overal uitgelogd",
    "set": "ingesteld",
    "sharing_agreed": "delen afgesproken",
    "shipped": "meegeleverd",
    "sign_in_failed": "inloggen mislukt",
    "signed_in": "ingelogd",
    "signed_off": "afgemeld",
    "signed_out": "uitgelogd",
    "started": "gestart",
    "substitute_named": "vervanger aangewezen",
    "switched_off": "uitgezet",
    "switched_on": "aangezet",
    "taken": "aanspreekpunt geworden",
    "uploaded": "geüpload",
    "visibility_agreed": "zichtbaarheid afgesproken",
    "visibility_withdrawn": "zichtbaarheid ingetrokken",
    "withdrawn": "ingetrokken",
}

# A refusal is named after the question of the policy: vacancy.change_vacancy.
TRIED = {
    "accept": "aannemen",
    "act": "werken met",
    "administer": "beheren",
    "agree": "afspreken",
    "cancel": "annuleren",
    "change": "wijzigen",
    "close": "sluiten",
    "decline": "afwijzen",
    "end": "beëindigen",
    "import": "inlezen",
    "invite": "uitnodigen",
    "keep": "bijhouden",
    "log": "vastleggen",
    "look": "bekijken",
    "manage": "beheren",
    "open": "openen",
    "plan": "plannen",
    "propose": "voorstellen",
    "rank": "rangschikken",
    "read": "lezen",
    "register": "registreren",
    "reopen": "heropenen",
    "see": "bekijken",
    "share": "delen",
    "start": "starten",
    "withdraw": "intrekken",
}

# Fields of the kinds whose fields are shown.
FIELDS = {
    "account_manager": "aanspreekpunt",
    "account_manager_id": "aanspreekpunt",
    "branch_number": "vestigingsnummer",
    "certificates": "bewijzen",
    "closed_on": "gesloten op",
    "closes_on": "sluitingsdatum",
    "code": "code",
    "conditions": "omstandigheden",
    "contacts": "contactpersonen",
    "description": "omschrijving",
    "email": "e-mailadres",
    "employer": "werkgever",
    "employer_id": "werkgever",
    "employers": "werkgevers",
    "establishment": "vestiging",
    "establishment_id": "vestiging",
    "establishments": "vestigingen",
    "family": "soort werk",
    "filled": "bezette plekken",
    "gemeente_code": "gemeente",
    "hard": "harde eisen",
    "hard_reason": "waarom hard",
    "held": "vastgehouden plekken",
    "hours_max": "uren tot",
    "hours_min": "uren vanaf",
    "house_number": "huisnummer",
    "id": "nummer",
    "invited_at": "uitnodiging",
    "is_active": "toegang",
    "is_demo": "demo",
    "kind": "soort",
    "kvk": "KvK-nummer",
    "last_signed_in_at": "laatst ingelogd",
    "logged_by": "vastgelegd door",
    "logged_by_id": "vastgelegd door",
    "logged_on": "vastgelegd op",
    "name": "naam",
    "note": "notitie",
    "occupation": "beroep",
    "opened_on": "geopend op",
    "organisation": "organisatie",
    "organisation_id": "organisatie",
    "password_hash": "wachtwoord",
    "phone": "telefoon",
    "place": "plaats",
    "postcode": "postcode",
    "reference": "kenmerk",
    "registered_on": "geregistreerd op",
    "role": "rol",
    "search_name": "zoeknaam",
    "seats": "aantal plekken",
    "sector": "sector",
    "session_version": "sessies",
    "source": "bron",
    "started_on": "begonnen op",
    "starts_on": "begint op",
    "status": "stand",
    "street": "straat",
    "tasks": "taken",
    "times": "werktijden",
    "title": "titel",
    "valid_from": "geldt vanaf",
    "value": "waarde",
    "version": "versie",
    "website": "website",
}


def fields_in_words(names: Iterable[str]) -> list[str]:
    """What a person reads for the names of changed fields, each word once."""
    return list(dict.fromkeys(FIELDS.get(name, name.replace("_", " ")) for name in names))


def act_in_words(act: str) -> str:
    """What a person reads for an act; an unknown one keeps its own name behind the noun.

    >>> act_in_words("vacancy.opened")
    'Plek geopend'
    >>> act_in_words("vacancy.change_vacancy")
    'Plek wijzigen'
    """
    noun, _, deed = act.partition(".")
    said = DEEDS.get(deed) or TRIED.get(deed.partition("_")[0]) or f"({deed.replace('_', ' ')})"
    return _upper(f"{NOUNS.get(noun, noun)} {said}")


def is_known(act: str) -> bool:
    """Whether both halves of an act have words."""
    noun, _, deed = act.partition(".")
    return noun in NOUNS and (deed in DEEDS or deed.partition("_")[0] in TRIED)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
