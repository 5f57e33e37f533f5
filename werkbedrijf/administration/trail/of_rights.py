"""What acts about the rights of a person are done to, in words. Pure."""

RIGHTS_NOUNS = {
    "correction": "verzoek om te verbeteren",
    "objection": "bezwaar",
    "paper": "papieren over het algoritme",
    "papervalue": "papieren over het algoritme",
    "correctionnotice": "bericht over een verbetering",
    "correction_notice": "bericht over een verbetering",
    "retentionchoice": "bewaartermijn",
    "retention_choice": "bewaartermijn",
    "retentionhold": "langer bewaren",
    "retention_hold": "langer bewaren",
    "emergency_access": "noodtoegang",
    "emergencyaccess": "noodtoegang",
}
