"""Acts about social return in words."""

SROI_NOUNS = {
    "sroi_contract": "opdracht met social return",
    "contract": "opdracht met social return",
    "sroi_claim": "bijdrage aan social return",
    "claim": "bijdrage aan social return",
    "agreement": "afspraak in een opdracht",
    "milestone": "tussendoel van een opdracht",
    "repair": "hersteltermijn van een opdracht",
    "interimreport": "tussenrapportage bij een opdracht",
    "settlement": "afrekening van een opdracht",
    "sroi_settlement": "afrekening van een opdracht",
    "subcontractor": "onderaannemer",
    "sroi_table": "waardetabel van social return",
    "contractoption": "optie van een opdracht",
}

SROI_DEEDS = {
    "amended": "afspraak aangepast",
    "subcontracted": "onderaannemer toegevoegd",
    "settled": "afgerekend",
    "undo_proposed": "terugdraaien voorgesteld",
    "booked": "in de boeken gezet",
    "repair_agreed": "hersteltermijn afgesproken",
    "report_agreed": "tussenrapportage afgesproken",
    "report_received": "tussenrapportage ontvangen",
    "report_taken_back": "tussenrapportage toch niet ontvangen",
    "report_dropped": "tussenrapportage vervallen",
    "claimed": "ingediend",
    "proposed": "gevonden bij een plaatsing",
    "checked": "nagekeken",
    "approved": "goedgekeurd",
}
