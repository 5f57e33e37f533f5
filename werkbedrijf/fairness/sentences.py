"""What a board says, in whole sentences. Pure."""

from decimal import Decimal

from werkbedrijf.fairness.board import Board, GroupLine
from werkbedrijf.fairness.measures import Level
from werkbedrijf.fairness.words import about_hundred, people
from werkbedrijf.foundation.texts import in_words, number

_RANK = {Level.TOO_FEW: 0, Level.FINE: 0, Level.REPORT: 1, Level.ALARM: 2}


def lead(board: Board) -> str:
    """The answer first: how many people got something, and whether groups differ."""
    if board.region is None or board.region.per_hundred is None:
        return "Er zijn nog te weinig mensen om hier iets over te zeggen."
    part = (
        f"Van elke 100 mensen in de regio die een plek aankunnen, kregen er {about_hundred(board.region)} een voorstel."
    )
    return f"{part} {_between(board)}"


def _between(board: Board) -> str:
    if board.alarms:
        names = in_words([people(line.label) for line in board.alarms])
        return f"Het verschil is te groot voor {names}."
    if board.reports:
        names = in_words([people(line.label) for line in board.reports])
        return f"Er is een verschil om naar te kijken, bij {names}."
    if len(board.lines) > 1:
        return "Tussen de groepen is geen opvallend verschil."
    return "Over verschillen tussen groepen is nog niets te zeggen."


def alarms(board: Board) -> list[str]:
    """What is an alarm, one short sentence each."""
    found = [f"Alarm: {people(line.label)} krijgen minder vaak een voorstel" for line in board.alarms]
    return [*found, "Er zit een fout in de verdeling van plekken"] if board.engine_fails else found


def differs(line: GroupLine, board: Board) -> list[str]:
    """Why a group asks for people, one sentence per reason."""
    found = []
    if line.level in {Level.ALARM, Level.REPORT}:
        found.append(_beside_best(line, board))
    if _RANK[line.registered_level] > _RANK[line.level]:
        found.append(
            f"Van elke 100 ingeschreven {people(line.label)} kregen er {about_hundred(line.registered)} een voorstel; "
            f"{_beside_registered(line, board)}. Dan kan er al iets misgaan vóór de lijst, "
            "bijvoorbeeld door te lage antwoorden over wat iemand kan."
        )
    return found


def _beside_registered(line: GroupLine, board: Board) -> str:
    best = board.best_registered
    if best is None or best is line:
        return f"regio: {about_hundred(board.region_registered)}"
    return f"bij {people(best.label)} zijn dat er {about_hundred(best.registered)}"


def _beside_best(line: GroupLine, board: Board) -> str:
    limit = board.limits.alarm if line.level is Level.ALARM else board.limits.report
    best, chance = (
        board.best,
        "Dit verschil kan nog toeval zijn." if line.chance else "Dit verschil is groter dan toeval.",
    )
    if best is None or line.beside is None:
        return f"{_first_upper(people(line.label))} kregen naar verhouding minder vaak een voorstel. {chance}"
    return (
        f"Van elke 100 {people(line.label)} die een plek aankunnen, kregen er {about_hundred(line.shown)} een voorstel. "
        f"Bij {people(best.label)} zijn dat er {about_hundred(best.shown)}. "
        f"De verhouding ligt onder {number(Decimal(str(limit)), 2)}: dat is {'een alarm' if line.level is Level.ALARM else 'een melding'}. {chance}"
    )


def moved(line: GroupLine) -> str:
    """The share audit in a sentence."""
    part = round(100 * line.moved.part) if line.moved else 0
    way = "groter" if part > 0 else "kleiner"
    return (
        f"Het deel van de lijsten voor {people(line.label)} is {abs(part)} procent {way} "
        "dan wanneer alleen telt wat iemand kan."
    )


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
