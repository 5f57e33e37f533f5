"""The words of leerwerkplekken, mentors and booked weeks."""

TRAINING_NOUNS = {
    "booking": "boeking van weken",
    "mentor": "begeleider",
    "training": "leerwerkplek",
    "trainingplace": "leerwerkplek",
    "training_place": "leerwerkplek",
}

TRAINING_DEEDS = {
    "absence_dropped": "afwezigheid teruggenomen",
    "absent": "afwezigheid vastgelegd",
    "agreement_looked_at": "overeenkomst bekeken",
    "capacity_changed": "aantal plaatsen gewijzigd",
    "group_added": "startgroep toegevoegd",
    "group_dropped": "startgroep weggehaald",
    "moved": "verplaatst",
    "reported_absent": "afwezig gemeld door de werkgever",
    "set_up": "ingericht",
    "stopped": "gestopt",
    "weeks_changed": "weken geboekt of verplaatst",
}
