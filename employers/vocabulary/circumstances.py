"""Reads in a pasted vacancy what else it says: circumstances, papers, moments and what the work asks beside its tasks.

Rules and no model: what a text says of a licence or the weekend it says in few words, and a rule can be read and corrected. Each
rule only suggests, with its sentence; a person ticks it. A sentence that says the opposite ("geen rijbewijs nodig") gives
nothing. How well it does on labelled sentences stands in the README beside this file.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from employers.vocabulary.suggest import normalise


class About(StrEnum):
    """Where in the form of a place a suggestion belongs."""

    CONDITION = "voorwaarde"
    PAPER = "papier"
    MOMENT = "tijd"
    ASK = "vraagt"


@dataclass(frozen=True, slots=True)
class Circumstance:
    """One thing that a sentence seems to say. ``level`` only for what the work asks (1-4)."""

    about: About
    code: str
    sentence: str
    level: int = 0

    @property
    def id(self) -> str:
        """As a form sends it: ``papier-rijbewijs_b``, ``vraagt-tillen-3``."""
        return f"{self.about.value}-{self.code}" + (f"-{self.level}" if self.level else "")


# Read over plain text: lower case, no accents, single spaces. A star stands for any ending of the word.
_RULES: Final[Mapping[About, Mapping[str, tuple[str, ...]]]] = {
    About.CONDITION: {
        "vast_rooster": ("vast* rooster*", "vast* dag*", "vast* werktijd*", "vast* tijd*", "elke week dezelfde"),
        "flexibele_begintijd": (
            *("flexibel* begintijd*", "flexibel* werktijd*", "begintijd in overleg", "eigen begintijd"),
            *("werktijden in overleg", "werktijden zijn in overleg", "werktijd is in overleg", "zelf je werktijden", "flexibel begin*", "tijden zijn flexibel"),
        ),
        "geen_avond_nacht": (
            *("geen avond*", "niet in de avond", "alleen overdag", "uitsluitend overdag", "kantoortijden", "dagdienst*"),
            "kantooruren",
        ),
        "jobcoach": ("jobcoach*",),
        "vaste_begeleider": (
            *("vast* begeleid*", "buddy*", "mentor*", "eigen begeleid*", "vast* collega*", "leermeester*"),
            *("persoonlijk* begeleid*", "werkbegeleider*", "praktijkbegeleider*"),
        ),
        "een_aanspreekpunt": ("vast* aanspreekpunt*", "een aanspreekpunt*"),
        "langer_inwerken": (
            *("ruim* inwerk*", "lang* inwerk*", "rustig* inwerk*", "uitgebreid* inwerk*", "goed* ingewerkt"),
            *("inwerktraject*", "inwerkprogramma*", "rustig inwerken", "alle tijd om te leren", "rustig ingewerkt"),
        ),
        "klein_team": ("klein* team*", "klein* ploeg*", "handjevol collega*", "klein* groep*"),
        "vast_takenpakket": ("vast* taken*", "vast* takenpakket*", "elke dag dezelfde taken", "duidelijk* takenpakket*"),
        "vaste_locatie": ("vast* locatie*", "een locatie", "vast* werkplek*", "vast* adres*"),
        "prikkelarm": ("prikkelarm*", "rustig* werkplek*", "rustig* omgeving*", "rustig* werkomgeving*", "stil* werkplek*"),
        "zittend": ("zittend werk", "zittend* werkplek*", "zittend uit te voeren", "werk zittend"),
        "zit_sta": ("zit sta*", "zittend of staand", "staand of zittend", "afwisselend zitten*"),
        "rolstoel": ("rolstoel*",),
        "vervoer": ("vervoer geregeld", "halen je op", "busje*", "bedrijfsvervoer", "ophaalservice", "vervoer van en naar"),
        "opbouw_uren": ("uren opbouwen", "opbouw* in uren", "opbouw* van uren", "rustig opbouwen", "uren rustig op*"),
        "taalondersteuning": ("taalles*", "taalcursus*", "hulp met de taal", "taalcoach*", "nederlands* les*"),
        "instructie_stappen": ("stap voor stap", "pictogram*", "werkinstructies met foto*", "instructie* met plaatjes"),
        "extra_pauzes": ("extra pauze*", "genoeg pauze*", "pauzes in overleg"),
        "rustruimte": ("rustruimte*", "rustige ruimte*", "stilteruimte*"),
    },
    About.PAPER: {
        "rijbewijs_b": ("rijbewijs*", "autorijbewijs*"),
        "heftruck": ("heftruckcertificaat*", "heftruckdiploma*", "heftruckrijbewijs*", "certificaat heftruck*", "reachtruckcertificaat*"),
        "vca": ("vca",),
        "vog": ("vog", "verklaring omtrent*"),
        "hygiene": ("sociale hygiene", "verklaring sociale*"),
        "haccp": ("haccp*",),
        "bhv": ("bhv*", "bedrijfshulpverlen*"),
    },
    About.MOMENT: {
        "avond": ("avond*", "*avonddienst*", "koopavond*", "s avonds", "savonds"),
        "nacht": ("nacht*", "s nachts", "snachts"),
        "weekend": ("weekend*", "zaterdag*", "zondag*", "op zaterdag", "weekenden"),
    },
    About.ASK: {
        "zelfstandig": ("zelfstandig*", "zonder toezicht", "alleen werken", "zelf aan de slag"),
        "samenwerken": ("teamverband", "samenwerk*", "teamplayer*", "in een team", "team speler", "teamspeler*", "werk* samen"),
        "klantcontact": ("klantvriendelijk*", "klantgericht*", "gastvrij*", "contact met klanten", "klantcontact*", "gasten ontvang*", "staat klanten te woord", "representatief*"),
        "nederlands": ("nederlands*", "beheersing van de nederlandse"),
        "tillen": ("tillen", "tilt", "zwaar werk", "zware doz*", "fysiek* zwaar", "tilwerk", "sjouw*", "zware pakket*"),
        "staan": ("staand werk", "hele dag staan*", "lang staan", "staand beroep", "staan en lopen", "veel staan", "staat de hele dag", "staat veel", "staande"),
        "lopen": ("veel lopen", "loopt veel", "hele dag lopen*", "staan en lopen", "veel op de been", "veel stappen"),
        "nauwkeurig": ("nauwkeurig*", "precies*", "werkt precies", "secuur", "accuraat*", "oog voor detail*", "zorgvuldig*", "netjes werk*"),
        "drukte": ("stressbestendig*", "tegen drukte", "hectisch*", "hoog* tempo", "drukke dagen", "werkdruk", "drukke omgeving"),
        "betrouwbaar": ("op tijd komen", "stipt*", "punctueel*", "betrouwbaar*", "afspraken na"),
        "hoogte": ("op hoogte", "ladder*", "hoogwerker*", "steiger*", "hoogtevrees"),
        "omgeving": ("vriescel*", "koelcel*", "in de kou", "weer en wind", "lawaai*", "buitenwerk*", "alle weersomstandigheden", "stoffig*", "gekoeld* ruimte*"),
        "digitaal": ("computerervaring", "computervaardig*", "met de computer", "handscanner*", "overweg met computer*", "ms office", "excel", "digitaal vaardig"),
        "lezen": ("kunnen lezen", "kunt lezen", "lezen en schrijven", "goed lezen"),
        "schrijven": ("lezen en schrijven", "kunnen schrijven"),
        "nieuw_leren": ("leergierig*", "wilt leren", "snel leren", "leert snel"),
        "verandering": ("flexibele instelling", "flexibel inzetbaar", "afwisselend werk", "houdt van afwisseling"),
        "hulp_vragen": ("vraagt om hulp", "durft vragen te stellen", "om hulp vragen"),
        "veilig": ("veilig werken", "veiligheidsregels", "veiligheidsvoorschriften", "veiligheidsschoenen"),
        "bukken_reiken": ("bukken", "knielen", "reiken"),
        "zien_horen": ("goed gezichtsvermogen", "goed kunnen horen"),
    },
}  # fmt: skip
_LEVEL: Final = 2
_MUCH: Final = re.compile(
    r"\b(zeer|heel|erg|uitstekend\w*|zwaar|zware|perfect\w*|vloeiend\w*|veel|hele dag|hoog tempo)\b"
)
_NOT: Final = re.compile(
    r"\b(geen|niet nodig|niet vereist|hoeft niet|zonder|niet noodzakelijk|is niet|maar niet|niet verplicht)\b"
)
_NOT_BELONGS: Final = {"geen_avond_nacht": ("geen avond", "niet in de avond"), "zelfstandig": ("zonder toezicht",)}
_NO_PROBLEM: Final = ("geen probleem", "geen moeite", "geen bezwaar", "geen hoogtevrees")


def _compiled(pattern: str) -> re.Pattern[str]:
    words = [re.escape(word).replace(r"\*", r"\w*") for word in pattern.split()]
    return re.compile(rf"\b{r' '.join(words)}\b")


_COMPILED: Final = {
    (about, code): tuple(map(_compiled, patterns))
    for about, codes in _RULES.items()
    for code, patterns in codes.items()
}


def circumstances_in(lines: Iterable[str]) -> list[Circumstance]:
    """What the sentences say, in their order; what an earlier sentence said is not said again.

    >>> [one.id for one in circumstances_in(["Rijbewijs B is nodig", "Je werkt in een klein team, ook in het weekend"])]
    ['papier-rijbewijs_b', 'voorwaarde-klein_team', 'tijd-weekend']
    >>> circumstances_in(["Een rijbewijs is niet nodig"])
    []
    """
    found: dict[tuple[About, str], Circumstance] = {}
    for line in lines:
        plain = normalise(line)
        for (about, code), patterns in _COMPILED.items():
            if (about, code) not in found and any(pattern.search(plain) for pattern in patterns):
                if _denied(plain, code):
                    continue
                level = (3 if _MUCH.search(plain) else _LEVEL) if about is About.ASK else 0
                found[about, code] = Circumstance(about, code, line, level)
    return list(found.values())


def _denied(plain: str, code: str) -> bool:
    """Whether the sentence says that it is not so; what is no problem for somebody is asked all the same."""
    said = plain
    for part in (*_NO_PROBLEM, *_NOT_BELONGS.get(code, ())):
        said = said.replace(part, " ")
    return _NOT.search(said) is not None


def known_codes() -> Mapping[About, frozenset[str]]:
    """The codes that a rule can suggest."""
    return {about: frozenset(codes) for about, codes in _RULES.items()}
