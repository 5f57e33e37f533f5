"""What happens to a place after it was logged, in words. Pure."""

PLACES = {
    "asked_again": "gevraagd of het nog klopt",
    "closing_announced": "sluiten aangekondigd",
    "copied": "gekopieerd",
    "draft_confirmed": "concept uit een beroep nagelopen",
    "taken_over": "overgenomen zoals de werkgever vroeg",
}

OF_PLACES = {
    "asked_on": "gevraagd op",
    "closed_why": "waarom gesloten",
    "confirmed_on": "klopt nog",
    "copied_from": "kopie van",
    "drafted_from": "concept uit een beroep",
    "round": "keer bevestigd",
    "place_version": "versie van de plek",
    "wanted": "wat er anders moet",
    "told_closing": "aangekondigde sluitingsdatum",
}
