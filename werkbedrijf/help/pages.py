"""The table of contents of the manual."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from werkbedrijf.foundation.actors import Role


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: its place in the address and in the templates, what it is called, and what it tells in a line."""

    name: str
    title: str
    tells: str


ROLE_PAGES: Final[Mapping[Role, HelpPage]] = MappingProxyType(
    {
        Role.ACCOUNT_MANAGER: HelpPage(
            "accountmanager", "Voor de accountmanager", "Werkgevers, plekken, voordrachten en plaatsingen."
        ),
        Role.COACH: HelpPage(
            "jobcoach", "Voor de jobcoach", "Kandidaten, wat iemand kan, en voorstellen bij een plek."
        ),
        Role.EMPLOYER: HelpPage("werkgever", "Voor de werkgever", "Uw plekken, de kandidaten voor u, en uw antwoord."),
        Role.ALDERMAN: HelpPage("wethouder", "Voor de wethouder", "De garantiebanen van uw regio, en hoe ze tellen."),
        Role.ADMINISTRATOR: HelpPage("beheerder", "Voor de beheerder", "Gebruikers, organisaties en instellingen."),
        Role.AUDITOR: HelpPage(
            "auditor", "Voor de auditor", "Wie keek naar wie, wat opviel, en of het logboek heel is."
        ),
        Role.ORG_ADMIN: HelpPage(
            "organisatiebeheerder",
            "Voor de organisatiebeheerder",
            "Wie er voor uw organisatie inlogt, en met welke rol.",
        ),
        Role.COORDINATOR: HelpPage(
            "regiocoordinator",
            "Voor de regiocoördinator",
            "Afspraken tussen de partners, en beslissingen met twee personen.",
        ),
    }
)

ABOUT: Final = (
    HelpPage("woorden", "Woorden", "Wat elk woord hier betekent, en welke woorden we niet gebruiken."),
    HelpPage("plekken", "Plekken", "Welke soorten er zijn, en hoe een plek waar blijft tot zij sluit."),
    HelpPage("berichten", "Berichten, vragen en agenda", "Wat er gebeurt, wie er antwoordt, en wanneer."),
    HelpPage("werkgevers", "Wie was er het laatst", "Contacten, het aanspreekpunt, en werk overdragen."),
    HelpPage("lijst", "Zo maken wij de lijst", "Hoe de volgorde ontstaat, en wie er niet in staat."),
    HelpPage(
        "verdeling",
        "De verdeling van de regio",
        "Hoe alle plekken samen verdeeld worden, wat iets mogelijk maakt, en waar je nieuwe plekken zoekt.",
    ),
    HelpPage(
        "eerlijk", "Eerlijk", "Hoe we meten of elke groep een eerlijke kans krijgt, en wat een verschil betekent."
    ),
    HelpPage(
        "blijven",
        "Aan het werk blijven",
        "Contactmomenten, gemiste dagen, uren van de jobcoach, en een leerwerkplek afsluiten.",
    ),
    HelpPage("telling", "Tellen per maand", "Hoe een maand telt, hoe zij sluit, en hoe UWV ernaast staat."),
    HelpPage("cijfers", "Basisindicatoren", "Negentien cijfers, waarom zij rond zijn, en de stukken die ervan komen."),
    HelpPage("social-return", "Social return", "Wat is beloofd, wat telt, en wat er niet staat."),
    HelpPage("privacy", "Privacy in het kort", "Wie wat ziet, en wat er nooit staat."),
    HelpPage("toegankelijkheid", "Toegankelijkheid", "Wat we deden zodat iedereen deze dienst kan gebruiken."),
    HelpPage("bronnen", "Bronnen en licenties", "Waar onze gegevens vandaan komen."),
)

PAGES: Final[Mapping[str, HelpPage]] = MappingProxyType({page.name: page for page in (*ROLE_PAGES.values(), *ABOUT)})


def role_pages_for(role: Role) -> tuple[HelpPage, ...]:
    """The pages per role, the own one first."""
    own = ROLE_PAGES.get(role)
    return tuple(sorted(ROLE_PAGES.values(), key=lambda page: page is not own))
