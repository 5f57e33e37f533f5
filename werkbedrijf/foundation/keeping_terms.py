"""The terms of keeping that the product proposes: title, unit, meaning and value, by the name of the parameter."""

SOURCE = "Voorstel; de verwerkingsverantwoordelijke beslist (AVG art. 5 lid 1 onder e)."
TERMS = {
    "uren_importbestand": (
        "Importbestand bewaren",
        "uur",
        "Een geüpload bestand wordt na zoveel uur weggegooid, ook als het niet is opgeslagen. Zo lang na het opslaan kan een import ook worden teruggedraaid.",
        "24",
    ),
    "bewaren_kandidaat": (
        "Gegevens van een kandidaat bewaren",
        "maanden na het einde van de bemiddeling",
        "Zo lang na het uitschrijven of het einde van het laatste werk blijven de gegevens van een kandidaat. Daarna wist de dienst ze. Een partner kan voor de eigen kandidaten iets anders besluiten.",
        "6",
    ),
    "aankondigen_wissen": (
        "Wissen aankondigen",
        "dagen vooraf",
        "Zo lang voor het wissen ziet de jobcoach op Vandaag wie er gewist wordt. De jobcoach kan het met een reden uitstellen.",
        "30",
    ),
    "bewaren_berichten": (
        "Tekst van berichten bewaren",
        "dagen",
        "Zo lang blijven onderwerp en tekst van een verstuurd bericht. Daarna blijft alleen dat en wanneer het is verstuurd.",
        "30",
    ),
    "bewaren_logregels": (
        "Logregels bewaren",
        "jaar",
        "Zo lang blijven de regels over wie wat deed en wie keek.",
        "5",
    ),
}
