"""The papers, printed from the configuration. Sources stand beside what comes from a law or a standard. Pure."""

from collections.abc import Callable, Mapping

from werkbedrijf.foundation.texts import long_day, number
from werkbedrijf.papers import pieces
from werkbedrijf.papers.documents import Document, Section, Table
from werkbedrijf.papers.facts import Facts
from werkbedrijf.papers.register import register_entry
from werkbedrijf.rights.rules import RULES


def dpia_annex(facts: Facts) -> Document:
    """What a DPIA asks of the service: data, flows, terms, measures, risks and what stays."""
    return Document(
        "dpia-bijlage",
        "Bijlage voor de DPIA",
        "Wat de dienst bewaart, waarheen het gaat, hoe lang, en wat er tegen risico’s is gedaan. De organisatie vult de afweging zelf aan.",
        pieces.made(facts),
        [
            Section(
                "Omvang",
                [
                    (
                        f"Ongeveer {number(facts.people)} mensen in de lijsten en {number(facts.places)} open plekken, "
                        f"bij {number(facts.partners)} organisaties. Aantallen zijn op tientallen afgerond."
                    )
                ],
            ),
            Section("Gegevens", table=pieces.data(facts)),
            Section(
                "Bewaren",
                table=Table(
                    "Regels voor bewaren",
                    ["Wat", "Tot wanneer"],
                    [[rule.title, pieces.kept_until(facts, name)] for name, rule in RULES.items()],
                ),
            ),
            Section("Waarden die gelden", table=pieces.values(facts)),
            Section(
                "Stromen",
                points=(
                    "De jobcoach en de kandidaat vullen in; het blijft bij de eigen organisatie.",
                    "Collega’s van andere organisaties zien onder een kenmerk wat iemand kan.",
                    "Een werkgever ziet na een voordracht wat iemand kan, zonder naam; na een uitnodiging wat is afgesproken.",
                    "De wethouder ziet aantallen, kleine groepen verborgen.",
                    "Naar buiten gaan alleen e-mails met een link, zonder naam van een kandidaat.",
                ),
            ),
            Section(
                "Rollen", points=facts.roles, texts=["Elke rol ziet alleen wat nodig is; elke deur vraagt het opnieuw."]
            ),
            Section("Onderdelen in gebruik", points=facts.rooms),
            Section(
                "Maatregelen",
                points=(
                    "De database zelf weigert de rekenregels regeling, naam en geboortedatum.",
                    "Naam en contactgegevens staan versleuteld, met een sleutel per persoon.",
                    "Wie kijkt, staat in het logboek; het logboek is niet ongemerkt te veranderen.",
                    "Vrije tekst met woorden over gezondheid wordt geweigerd.",
                    "Elke lijst die een collega zag, blijft bewaard zoals zij was.",
                    "Wie iemand voorstelt buiten de lijst om, legt vast waarom; dat wordt per maand geteld.",
                    "Na elke verdeling wordt gemeten of groepen een eerlijke kans krijgen.",
                    "Wissen verwijdert de sleutel van de persoon, ook voor oude kopieën.",
                ),
            ),
            Section("Risico’s", table=pieces.risks()),
        ],
    )


def model_card(facts: Facts, evaluated: str) -> Document:
    """What it computes, from what, how good it is and what it is not."""
    return Document(
        "modelkaart",
        "Modelkaart",
        "Wat er berekend wordt, waarmee, hoe goed dat gaat, en waar de grenzen liggen.",
        pieces.made(facts),
        [
            Section(
                "Wat het berekent",
                [
                    (
                        "Per persoon en plek welk deel van het werk iemand kan, in gewogen punten per taak, en daarmee een volgorde. "
                        "’s Nachts worden alle plekken samen verdeeld, met een controle of er geen betere verdeling is."
                    ),
                    f"Versie van de lijsten: {facts.ranking_version}. Versie van de verdeling: {facts.allocation_version}.",
                ],
            ),
            Section("Wat erin gaat", points=pieces.INPUT),
            Section("Wat er niet in gaat", points=pieces.NO_INPUT),
            Section("Schakelaars", table=pieces.switches(facts)),
            Section("Waarden die gelden", table=pieces.values(facts)),
            Section(
                "Hoe goed het is",
                [f"Beoordeeld in verzonnen regio’s met een verborgen regel. Tabellen van {evaluated}."],
                table=Table("Grenzen en uitkomsten", ["Grens", "Gevraagd", "Gevonden", "Oordeel"], facts.floors),
            ),
            Section("Eerlijk", [facts.fairness]),
            Section(
                "Grenzen",
                points=(
                    "De lijst weet alleen wat is ingevuld. Een open vraag telt als wat in de regio gangbaar is.",
                    "Reistijd is een schatting tussen postcodegebieden.",
                    "Motivatie en de klik met collega’s staan er niet in. Daarom beslist een mens.",
                    "De beoordeling is in verzonnen regio’s gedaan, nog niet met uitkomsten van deze regio.",
                ),
            ),
        ],
    )


def oversight(facts: Facts) -> Document:
    """Who decides, what the service cannot do, how to go against it, and where the law stands."""
    switched = " ".join(f"{one.title}: {one.words}." for one in facts.switches)
    return Document(
        "menselijk-toezicht",
        "Menselijk toezicht",
        "Wie beslist, wat de dienst niet kan, en wat je doet als je het er niet mee eens bent.",
        pieces.made(facts),
        [
            Section(
                "Wie beslist",
                points=(
                    "De jobcoach kiest wie wordt voorgesteld, samen met de kandidaat.",
                    "De werkgever kiest wie er komt werken.",
                    "De regiocoördinator beslist over een bezwaar.",
                    "De regio stelt de waarden vast, elk met een datum en een bron.",
                ),
            ),
            Section(
                "Wat de dienst niet kan",
                [switched],
                (
                    "Zelf een voordracht versturen of iemand afwijzen.",
                    "Iemand van een plek uitsluiten om een regeling of om wie iemand is.",
                    "Iemand een cijfer geven dat buiten één plek iets betekent.",
                ),
            ),
            Section(
                "Anders kiezen dan de lijst",
                [f"Dat mag altijd. {pieces.past_the_list(facts)} Hoe vaak dat gebeurt, staat per maand op een pagina."],
            ),
            Section(
                "Bezwaar",
                [
                    (
                        f"De kandidaat, of iemand namens de kandidaat, maakt bezwaar bij de jobcoach. Antwoord binnen {pieces.value(facts, 'maanden_bezwaar')}, "
                        f"één keer te verlengen met {pieces.value(facts, 'maanden_bezwaar_langer')} (AVG art. 12 lid 3). "
                        "Wie wil, wordt alleen door mensen geholpen en staat dan in geen enkele lijst."
                    )
                ],
            ),
            Section("Waarden die gelden", table=pieces.values(facts)),
            Section(
                "De AI-verordening",
                points=(
                    "Het rangschikken van mensen voor werk staat in bijlage III, punt 4, van Verordening (EU) 2024/1689: hoog risico.",
                    (
                        f"De plichten voor hoog risico gaan in op {long_day(pieces.HIGH_RISK)}. Dat was 2 augustus 2026. Bron: Digital Omnibus, "
                        "Europees Parlement 16 juni 2026 en Raad 29 juni 2026, volgens vakpers; controleer het Publicatieblad."
                    ),
                    "Artikel 50 (openheid) en AI-geletterdheid zijn niet uitgesteld.",
                    "Een overheid die zo’n systeem gebruikt, doet een toets op grondrechten (artikel 27).",
                    "Deze dienst werkt met vaste regels. Of dat in de zin van de wet een AI-systeem is, beslist de jurist van de organisatie die verantwoordelijk is. De dienst voldoet hoe dan ook aan openheid, toezicht en bewaren.",
                ),
            ),
        ],
    )


def papers_of(facts: Facts, evaluated: str) -> Mapping[str, Document]:
    """Every paper by its name."""
    makers: tuple[Callable[[], Document], ...] = (
        lambda: register_entry(facts),
        lambda: model_card(facts, evaluated),
        lambda: oversight(facts),
        lambda: dpia_annex(facts),
    )
    return {made.name: made for made in (make() for make in makers)}
