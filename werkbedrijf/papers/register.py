"""The entry for the Algoritmeregister, printed from the configuration. Pure.

The fields: MinBZK, Algoritmeregister, layout 1.0 (backend/app/config/layouts/v1_0.json).
"""

from typing import Any, Final

from werkbedrijf.papers import pieces
from werkbedrijf.papers.documents import Document, Section, Table
from werkbedrijf.papers.facts import Facts
from werkbedrijf.papers.models import Blank

LABELS: Final = {
    "name": "Naam",
    "description_short": "Korte beschrijving",
    "organization": "Organisatie",
    "category": "Thema",
    "status": "Status",
    "begin_date": "Begindatum",
    "end_date": "Einddatum",
    "contact_email": "Contactgegevens",
    "website": "Website",
    "publication_category": "Publicatiecategorie",
    "url": "Link naar meer uitleg",
    "goal": "Doel en impact",
    "proportionality": "Afwegingen",
    "human_intervention": "Menselijke tussenkomst",
    "risks": "Risico’s",
    "lawful_basis": "Wettelijke basis",
    "process_index_url": "Link naar het verwerkingsregister",
    "impacttoetsen": "Impacttoetsen",
    "source_data": "Gegevens",
    "methods_and_models": "Technische werking",
    "provider": "Leverancier",
    "publiccode": "Link naar de broncode",
    "lang": "Taal",
    "standard_version": "Versie van de standaard",
    "source_id": "Eigen kenmerk",
    "tags": "Trefwoorden",
}
"""What a reader calls each field; the name of the standard stands behind it."""


def register_entry(facts: Facts) -> Document:
    """The entry for the Algoritmeregister, with every field of standard 1.0."""
    begin = facts.started_on.isoformat() if facts.started_on else ""
    data: dict[str, Any] = {
        "name": "Werkbedrijf: passende plekken en kandidaten",
        "description_short": (
            "Vergelijkt wat mensen kunnen met wat een werkplek vraagt, en zet dat met uitleg in een lijst. "
            "Een jobcoach kiest wie wordt voorgesteld, samen met de kandidaat."
        ),
        "organization": facts.blank(Blank.ORGANIZATION, facts.region),
        "category": "Werk",
        "status": "In gebruik",
        "begin_date": facts.blank(Blank.BEGIN, begin),
        "end_date": facts.blanks.get(Blank.END, ""),
        "contact_email": facts.blank(Blank.CONTACT),
        "website": facts.blank(Blank.WEBSITE),
        "publication_category": facts.blank(Blank.CATEGORY),
        "url": facts.blank(Blank.URL),
        "goal": "Mensen met een ondersteuningsvraag sneller aan werk helpen dat bij hen past, en plekken eerlijk verdelen.",
        "proportionality": (
            "De lijst gaat over taken, uren en reis, niet over de persoon. Er is geen kansscore per persoon. "
            "Zonder lijst zou een jobcoach alleen de eigen kandidaten overzien."
        ),
        "human_intervention": (
            f"Een jobcoach stelt voor en een werkgever kiest. {pieces.past_the_list(facts)} "
            "Wie wil, wordt alleen door mensen geholpen. Bezwaar wordt door een mens beantwoord."
        ),
        "risks": "Verkeerde of oude antwoorden, blind volgen van de lijst, verschil tussen groepen. Zie de bijlage voor de DPIA.",
        "lawful_basis": (
            "Participatiewet en Wet SUWI: taak van algemeen belang (AVG art. 6 lid 1 onder e). "
            "Laat de jurist van de organisatie dit bevestigen."
        ),
        "process_index_url": facts.blank(Blank.REGISTER),
        "impacttoetsen": facts.blank(Blank.ASSESSMENTS),
        "source_data": f"Gegevens die jobcoaches, kandidaten en werkgevers invullen. Wel: {'; '.join(pieces.INPUT)}. Niet: {'; '.join(pieces.NO_INPUT)}.",
        "methods_and_models": (
            "Vaste, openbare rekenregels; geen zelflerend model in de volgorde. "
            + " ".join(f"{one.title}: {one.words}." for one in facts.switches)
            + f" Versie lijsten {facts.ranking_version}, versie verdeling {facts.allocation_version}. Waarden: "
            + "; ".join(f"{one.title} {one.value}" for one in facts.values)
            + "."
        ),
        "provider": "Eigen software van de regio, open source (EUPL-1.2)",
        "publiccode": "De broncode wordt bij de dienst geleverd, onder EUPL-1.2",
        "lang": "NLD",
        "standard_version": pieces.STANDARD,
        "source_id": facts.blank(Blank.SOURCE_ID),
        "tags": "werk, matching, banenafspraak, leerwerkplek",
    }
    rows = [[f"{LABELS[name]} ({name})", str(value)] for name, value in data.items()]
    return Document(
        "algoritmeregister",
        "Algoritmeregister",
        "De tekst voor het Algoritmeregister van de overheid, standaard 1.0. Wat alleen de regio weet, vult de beheerder in.",
        pieces.made(facts),
        [Section("Alle velden", table=Table("Velden van standaard 1.0", ["Veld", "Waarde"], rows))],
        data,
    )
