"""What each indicator tells, how to read it, and where a figure comes from that is not ours. Dutch, for a page. Pure."""

from collections.abc import Mapping
from typing import Final

PLAIN: Final[Mapping[str, str]] = {
    "I01": "Hoeveel banen er bij zijn gekomen sinds de nulmeting, geteld door UWV.",
    "I02": "Hoeveel banen van 25,5 uur er nu lopen in onze eigen registratie.",
    "I03": "Hoeveel mensen nu op een garantiebaan werken.",
    "I04": "Hoeveel voltijdsbanen al die uren samen zijn.",
    "I05": "Welk deel van de mensen in het doelgroepregister werkt.",
    "I06": "Hoe ver de regio is met de indicatieve taakstelling.",
    "I07": "Hoe vaak iemand in deze periode aan het werk ging.",
    "I08": "Op welke soort plek, en vanuit welke grond in het register, mensen begonnen.",
    "I09": "Hoe vaak iemand een half jaar na de start nog werkt.",
    "I10": "Hoe vaak iemand een jaar na de start nog werkt.",
    "I11": "Hoeveel mensen uit de bijstand gingen en een maand later een baan hebben.",
    "I12": "Welk deel van de plekken wordt vervuld door iemand die wij voorstelden.",
    "I13": "Hoe lang het duurt tot wij bij een plek iemand voorstellen.",
    "I14": "Hoe lang het duurt tot op een plek iemand begint.",
    "I15": "Van welk deel van de mensen het profiel af is, klopt, en zij nu kunnen beginnen.",
    "I16": "Welk deel van de mensen hoger op de participatieladder staat dan bij de start.",
    "I17": "Hoeveel van de afgesproken social return is waargemaakt.",
    "I18": "Welk cijfer werkgevers geven.",
    "I19": "Hoeveel mensen een positief advies beschut werk hebben, en hoeveel van hen werken.",
}

_STAYED: Final = (
    "Iemand telt mee als het werk op die dag loopt, of als er binnen 31 dagen nieuw werk op volgde, ook bij een andere "
    "werkgever. Kijk naar het verloop: één kwartaal zegt weinig."
)
READ: Final[Mapping[str, str]] = {
    "I01": "Dit is het cijfer dat voor de wet telt. UWV telt betaalde uren. Tel het nooit op bij onze eigen telling.",
    "I02": "Dit is onze eigen schatting, met de uren uit het contract. UWV telt de betaalde uren, dus die cijfers verschillen.",
    "I03": "Wie twee banen heeft, telt één keer. Zet dit naast het aantal banen: iemand met weinig uren is een deel van een baan.",
    "I04": "Een fte is een volle werkweek. Een garantiebaan is korter, dus er zijn minder fte dan banen.",
    "I05": "Een hoger deel betekent dat meer mensen uit het register werken. Het register zelf groeit ook.",
    "I06": "De taakstelling per regio is een richtlijn en geen plicht.",
    "I07": "Elke start telt, ook de tweede van dezelfde persoon. Een geplande of afgezegde start telt niet.",
    "I08": "De grond is die van de dag waarop het werk begon. Zij dient alleen om te tellen en doet niets in het zoeken naar werk.",
    "I09": _STAYED,
    "I10": _STAYED,
    "I11": "Dit cijfer vraagt gegevens over uitkeringen en lonen die wij niet bewaren.",
    "I12": "Een plek is dicht als iemand er begint, of als zij sluit zonder dat er iemand werkt.",
    "I13": "De helft van de plekken ging sneller, de helft langzamer. Plekken zonder voordracht tellen niet mee.",
    "I14": "De helft van de plekken ging sneller, de helft langzamer. Plekken waar niemand begon tellen niet mee.",
    "I15": "Af betekent: alle vragen zijn gesteld. Klopt betekent: in de laatste 90 dagen bevestigd. Dit is de stand van de dag van meten.",
    "I16": "Alleen wie twee keer is gemeten, telt mee.",
    "I17": "Alleen goedgekeurde inspanningen tellen mee.",
    "I18": "De wet vraagt elk jaar een meting. Kijk ook naar hoeveel werkgevers antwoordden.",
    "I19": "Beschut werk telt niet mee voor de banenafspraak.",
}

GET: Final[Mapping[str, str]] = {
    "I01": "UWV publiceert dit per kwartaal en per jaar. Vul het in of lees het bestand in, met de naam van het rapport als bron.",
    "I05": "UWV publiceert dit per arbeidsmarktregio. Vul het in met de naam van het rapport als bron.",
    "I06": "De taakstelling staat bij de Werkkamer (VNG), het aantal banen bij UWV. Vul teller, noemer en uitkomst in.",
    "I11": "Vraag CBS of de gemeente om dit cijfer en vul het in.",
    "I16": "De participatieladder wordt hier niet bijgehouden. Vraag de gemeenten om de uitkomst van hun metingen en vul die in.",
    "I18": "Deze dienst vraagt werkgevers niet om een cijfer. Vul de uitkomst van het jaarlijkse onderzoek in, met het aantal antwoorden als noemer.",
    "I19": "UWV publiceert dit per kwartaal. Vul het in met de naam van het rapport als bron.",
}
"""Where a figure that is not ours comes from."""

_OURS: Final = "Ons voorstel"
_NOT_FOUND: Final = "Ons voorstel; er is geen landelijke definitie van duurzaam gevonden"
SOURCE: Final[Mapping[str, str]] = {
    "I01": "Wfsv art. 38b; Regeling Wfsv art. 3.27 tot en met 3.31 (BWBR0019150); gepubliceerd door UWV",
    "I02": "Ons voorstel, in de eenheid van Regeling Wfsv art. 3.28",
    "I03": _OURS,
    "I04": _OURS,
    "I05": "UWV, kwartaalcijfers over de banenafspraak",
    "I06": "Werkkamer, indicatieve verdeling per arbeidsmarktregio",
    "I07": _OURS,
    "I08": "Ons voorstel; gronden van Wfsv art. 38b en Besluit Wfsv art. 2.24 en 2.25",
    "I09": _NOT_FOUND,
    "I10": _NOT_FOUND,
    "I11": "CBS, cohortonderzoek naar uitstroom uit de bijstand, 2020-2021",
    "I12": _OURS,
    "I13": _OURS,
    "I14": _OURS,
    "I15": _OURS,
    "I16": "VNG, participatieladder",
    "I17": _OURS,
    "I18": "Besluit SUWI art. 2.6 lid 4 (tekst van 2 mei 2026)",
    "I19": "UWV, kwartaalcijfers over beschut werk",
}
"""Who defined each indicator."""
