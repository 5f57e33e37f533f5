"""The plain sentences beside every picture of the alderman's page. Pure: published numbers go in, Dutch comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from werkbedrijf.foundation.periods import months_back
from werkbedrijf.foundation.texts import in_words, long_day, month_and_year, number
from werkbedrijf.foundation.told_shares import EDGES, edge_of
from werkbedrijf.indicators.masking import SHARES
from werkbedrijf.outlook.branches import UNKNOWN, branch_name
from werkbedrijf.outlook.reading import Sheet
from werkbedrijf.outlook.sheet import BRANCH, CAME, ENDING, HOPED, LEFT, PLANNED, SECTOR, Line


def about(value: int, persons: int | None = None) -> str:
    """A published number; of somebody whose jobs round to none, what that means.

    >>> about(190), about(0, 10), about(0, 0)
    ('ongeveer 190', 'minder dan 5', '0')
    """
    if value:
        return f"ongeveer {number(value)}"
    return "minder dan 5" if persons else "0"


def people(value: int | None, smallest: int) -> str:
    """A number of people that stands by itself; none and a few are not told apart.

    >>> people(20, 10), people(None, 10)
    ('ongeveer 20 mensen', 'minder dan 10 mensen')
    """
    return f"minder dan {smallest} mensen" if value is None else f"ongeveer {number(value)} mensen"


def changed(sheet: Sheet, month: date, smallest: int) -> str:
    """Who came and who left in a month."""
    when = f"In {month_and_year(month)}"
    if not sheet.tells(CAME):
        return f"Hoeveel mensen in {month_and_year(month)} begonnen en stopten, staat hier niet: met de cijfers van andere maanden was een kleine groep dan uit te rekenen."
    came, left = sheet.number(CAME), sheet.number(LEFT)
    begun = f"{when} {_verb(came, 'begon', 'begonnen')} {people(came, smallest)} op een garantiebaan"
    if came is None and left is None:
        return f"{begun} en stopten er minder dan {smallest}."
    stopped = f"minder dan {smallest}" if left is None else f"ongeveer {number(left)}"
    return f"{begun} en stopten er {stopped}."


def _verb(value: int | None, one: str, more: str) -> str:
    return more if value is None or value != 1 else one


def branches(sheet: Sheet) -> str:
    """Where most people work."""
    shown = sorted(
        ((persons, code) for code, persons in sheet.division(BRANCH).items() if persons and code != UNKNOWN),
        reverse=True,
    )
    if not shown:
        return "In welke bedrijfstak mensen werken, staat hier niet: de groepen zijn te klein."
    said = [f"{branch_name(code).lower()} (ongeveer {number(persons)} mensen)" for persons, code in shown[:3]]
    return f"Het meeste werk is in {in_words(said)}."


def sectors(sheet: Sheet) -> str | None:
    """Market and government; None where neither is told."""
    parts = sheet.division(SECTOR)
    market, government = parts.get("markt"), parts.get("overheid")
    if market is not None and government is not None:
        return (
            f"Bij bedrijven werken ongeveer {number(market)} mensen, bij de overheid ongeveer {number(government)}."
            if government
            else "Iedereen werkt bij bedrijven, niemand bij de overheid."
        )
    if market is not None and "overheid" not in parts:
        return "Iedereen werkt bij bedrijven, niemand bij de overheid."
    return None


def endings(sheet: Sheet, smallest: int) -> str:
    """How many contracts end soon."""
    parts = sheet.division(ENDING)
    soon = parts.get("loopt_af")
    if soon is None:
        return "Bij hoeveel mensen het contract binnen drie maanden afloopt, is te klein om als getal te tonen."
    if soon == 0:
        return "Bij niemand loopt het contract binnen drie maanden af."
    return f"Bij ongeveer {number(soon)} mensen loopt het contract binnen drie maanden af. Een deel daarvan wordt verlengd."


def pipeline(sheet: Sheet, smallest: int) -> str:
    """What is in sight."""
    planned, hoped = sheet.number(PLANNED), sheet.number(HOPED)
    first = f"Voor {people(planned, smallest)} staat een eerste werkdag vast"
    second = f"minder dan {smallest}" if hoped is None else f"ongeveer {number(hoped)}"
    return f"{first}; {second} zijn voorgesteld bij een werkgever en wachten nog."


def stayed(how_long: str, about: int | None, percent: Decimal | None) -> str:
    """How many found lasting work, of about so many placements, as a published quarter tells it.

    >>> stayed("een half jaar", 80, Decimal(60)), stayed("een jaar", 40, Decimal(90))
    ('Van ongeveer 80 plaatsingen duurde ongeveer 60 procent een half jaar of langer.', 'Van ongeveer 40 plaatsingen duurde 90 procent of meer een jaar of langer.')
    """
    if about is None:
        return f"Te weinig mensen begonnen lang genoeg geleden om te zeggen hoeveel er {how_long} later nog werken."
    if not about:
        return f"Nog geen plaatsing begon lang genoeg geleden om te zeggen hoeveel er {how_long} duren."
    if percent is None:
        return f"Van ongeveer {number(about)} plaatsingen is {how_long} voorbij. Hoeveel er zo lang duurden, staat hier niet: met de andere cijfers erbij zou dat over te weinig mensen gaan."
    return f"Van ongeveer {number(about)} plaatsingen duurde {_part(percent)} {how_long} of langer."


def _part(percent: Decimal) -> str:
    """A share as it is told: at its ends it is so much or more, or so much or less."""
    edge = edge_of(int(percent), SHARES)
    return f"{number(percent)} procent{EDGES[edge]}" if edge else f"ongeveer {number(percent)} procent"


@dataclass(frozen=True, slots=True)
class Stand:
    """People and jobs of a place as published, and its people a quarter earlier; each None where hidden or unknown."""

    name: str
    persons: int | None
    jobs: int | None
    before: int | None


def where_we_stand(own: Stand | None, region: Stand, to_target: int | None, smallest: int) -> str:
    """The first sentence of the page: the own gemeente, then the region, against a quarter ago and the target.

    >>> where_we_stand(Stand("Enschede", 210, 190, 200), Stand("de regio", 640, 560, 640), 90, 10)
    'In Enschede werkten ongeveer 210 mensen op ongeveer 190 garantiebanen; dat waren ongeveer 10 mensen meer dan een kwartaal eerder. In de hele regio waren het ongeveer 640 mensen op ongeveer 560 garantiebanen, ongeveer evenveel mensen als een kwartaal eerder. Dat zijn ongeveer 90 banen minder dan de indicatieve taakstelling.'
    """
    if region.persons is None:
        return f"In de hele regio werkten minder dan {smallest} mensen op een garantiebaan, of zo weinig per gemeente dat ook het totaal verborgen blijft. Wij tonen dan geen getal."
    said = []
    if own is None:
        said.append(f"In de regio werkten {_at_work(region)}{_since(region, '; dat waren ', '; ')}.")
    else:
        if own.persons is None:
            said.append(
                f"Voor {own.name} staat hier geen getal: er werken weinig mensen op een garantiebaan, of een andere gemeente was dan uit te rekenen."
            )
        elif own.persons == 0:
            said.append(f"In {own.name} werkte niemand op een garantiebaan.")
        else:
            said.append(f"In {own.name} werkten {_at_work(own)}{_since(own, '; dat waren ', '; ')}.")
        said.append(f"In de hele regio waren het {_at_work(region)}{_since(region, ', ', ', ')}.")
    said.append(_to_target(to_target))
    return " ".join(filter(None, said))


def _at_work(stand: Stand) -> str:
    on = "garantiebanen" if stand.jobs is None else f"{about(stand.jobs, stand.persons)} garantiebanen"
    return f"{about(stand.persons or 0)} mensen op {on}"


def _since(stand: Stand, more: str, same: str) -> str:
    if stand.before is None or stand.persons is None:
        return ""
    step = stand.persons - stand.before
    if not step:
        return f"{same}ongeveer evenveel mensen als een kwartaal eerder"
    return f"{more}ongeveer {number(abs(step))} mensen {'meer' if step > 0 else 'minder'} dan een kwartaal eerder"


def _to_target(to_target: int | None) -> str:
    if to_target is None:
        return ""
    if to_target > 0:
        return f"Dat zijn ongeveer {number(to_target)} banen minder dan de indicatieve taakstelling."
    return "De indicatieve taakstelling was gehaald."


@dataclass(frozen=True, slots=True)
class Course:
    """Whether the region is on course, in a word and a sentence. ``kind`` is that of a badge."""

    kind: str
    word: str
    sentence: str


def course(line: Sequence[Line], month: date, targets: Mapping[date, int]) -> Course | None:
    """Whether the farthest month ahead reaches the target of that month; None without a forecast or a target.

    ``targets`` are the targets in tens by month end ahead.
    """
    if not line:
        return None
    last = line[-1]
    end = months_back(month, -last.months)
    target = next(
        (value for day, value in sorted(targets.items()) if (day.year, day.month) == (end.year, end.month)), None
    )
    expects = f"Eind {month_and_year(end)} verwachten wij ongeveer {number(last.expected)} banen, waarschijnlijk tussen {number(last.low)} en {number(last.high)}"
    if target is None:
        return Course("informatie", "Geen doel", f"{expects}.")
    goal = f"de indicatieve taakstelling is dan ongeveer {number(target)}"
    if last.low >= target:
        return Course("goed", "Op koers", f"{expects}; {goal}. De regio is op koers.")
    if last.high < target:
        return Course(
            "let_op",
            "Niet op koers",
            f"{expects}; {goal}. Zo haalt de regio dat niet: er zijn ongeveer {number(target - last.expected)} banen meer nodig.",
        )
    return Course("informatie", "Nog onzeker", f"{expects}; {goal}. Of de regio dat haalt, is nog onzeker.")


def trust(tries: int, held: int, *, afterwards: bool) -> str:
    """How often the band held, said honestly.

    >>> trust(12, 9, afterwards=False)
    'Hoe goed is deze lijn? In 9 van de 12 gevallen lag het getelde aantal een kwartaal later in het lichte vlak. Wij mikken op 8 van de 10.'
    """
    if not tries:
        return "Hoe goed deze lijn is, weten wij nog niet: er is nog geen kwartaal voorbij om haar mee te vergelijken."
    late = (
        " Een deel daarvan is achteraf nagerekend, met de einddata die wij nu kennen; dat maakt het beeld iets te mooi."
        if afterwards
        else ""
    )
    often = f"In {held} van de {tries} gevallen lag" if tries > 1 else "Wij konden haar één keer vergelijken. Toen lag"
    where = "in het lichte vlak" if tries > 1 or held else "niet in het lichte vlak"
    return f"Hoe goed is deze lijn? {often} het getelde aantal een kwartaal later {where}. Wij mikken op 8 van de 10.{late}"


def promises(percent: Decimal | None, as_of: date | None, missing: str) -> str:
    """How much of the social return that contractors promised was approved, in a sentence.

    >>> promises(Decimal("34.6"), date(2026, 9, 30), "")
    'Van de social return die opdrachtnemers beloofden, is 35 procent gedaan en goedgekeurd. Stand van woensdag 30 september 2026.'
    >>> promises(None, date(2026, 9, 30), "Er zijn nog geen opdrachten met social return vastgelegd.")
    'Er zijn nog geen opdrachten met social return vastgelegd. Stand van woensdag 30 september 2026.'
    """
    if as_of is None:
        return "Daarvan zijn nog geen kwartaalcijfers."
    stand = f"Stand van {long_day(as_of)}."
    if percent is None:
        return f"{missing or 'Dat tonen we niet: het gaat om te weinig mensen.'} {stand}"
    share = percent.quantize(Decimal(1), ROUND_HALF_UP)
    return (
        f"Van de social return die opdrachtnemers beloofden, is {number(share)} procent gedaan en goedgekeurd. {stand}"
    )
