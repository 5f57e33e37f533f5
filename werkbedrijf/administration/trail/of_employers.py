"""The words of the trail about employers that were recorded, brought together or left in peace. Pure."""

EMPLOYER_NOUNS = {
    "contactword": "woord bij contacten",
    "faceterm": "aanspreekpunt",
    "facerequest": "vraag om over te nemen",
    "handover": "overdracht",
    "employeragreement": "afspraak met werkgever",
    "employer_agreement": "afspraak met werkgever",
    "employermerge": "samenvoeging van werkgevers",
    "employer_merge": "samenvoeging van werkgevers",
    "employerpair": "werkgevers die misschien dubbel zijn",
    "employer_pair": "werkgevers die misschien dubbel zijn",
    "sectorperiod": "sector van een werkgever",
    "sector_period": "sector van een werkgever",
    "tradename": "andere naam van een werkgever",
    "trade_name": "andere naam van een werkgever",
}
EMPLOYER_DEEDS = {
    "agreement_kept": "belofte nagekomen",
    "promise_given": "belofte overgedragen",
    "face_changed": "ander aanspreekpunt",
    "forwarded": "voorgelegd aan de coördinator",
    "begun": "begonnen",
    "dropped": "gestopt",
    "calls_allowed": "mag weer gebeld worden",
    "found": "gevonden",
    "left_in_peace": "op niet bellen gezet",
    "taken_apart": "weer uit elkaar gehaald",
    "undone": "ongedaan gemaakt",
}
EMPLOYER_FIELDS = {
    "no_calls_reason": "waarom niet bellen",
    "no_calls_since": "niet bellen sinds",
    "no_calls_until": "niet bellen tot en met",
    "sbb_number": "nummer leerbedrijf",
    "sbb_recognised": "erkend leerbedrijf",
    "sbb_until": "erkend tot en met",
    "sbi_section": "branche",
    "size": "grootte",
    "trade_names": "andere namen",
}
