"""Kept lists and explanations in which one person stood, read again as they were shown: nothing of anybody else on them.

A list of places, of chances, or an explanation is about this person alone and is told whole. Of a list of people at a place
only the own row is told: not who else stood on it, and not how many.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from matching.shown.models import ShownKind, ShownLine, ShownRanking
from matching.shown.packing import unpacked
from matching.shown.pages import made_with

GONE = "Een lijst die niet meer wordt bewaard"
# The common levels of the region are a row of figures: they stand in the data, and nobody reads them on paper.
LEVELS = "gangbare_niveaus"


def showings_of(session: Session, candidate: Candidate) -> list[dict[str, Any]]:
    """Every kept list with this person, oldest first, as plain values with Dutch names."""
    of_person = select(ShownLine).where(ShownLine.candidate_id == candidate.id)
    places = joinedload(ShownLine.vacancy).joinedload(Vacancy.employer)
    lines = {line.id: line for line in session.scalars(of_person.options(places).order_by(ShownLine.id)).unique()}
    at_places = (ShownRanking.kind == ShownKind.PEOPLE) & ShownRanking.vacancy_id.in_(
        {line.vacancy_id for line in lines.values()}
    )
    rankings = select(ShownRanking).where((ShownRanking.candidate_id == candidate.id) | at_places)
    found, used = [], set()
    for ranking in session.scalars(rankings.options(joinedload(ShownRanking.vacancy)).order_by(ShownRanking.id)):
        content = unpacked(ranking.content)
        rows = [row for row in (content or {}).get("rows", ()) if row[0] in lines]
        if content is None or (ranking.candidate_id is None and not rows):
            continue
        used |= {row[0] for row in rows}
        found.append(_told(ranking, content, [(lines[row[0]], row) for row in rows]))
    # A line goes on its own day, which may be later than that of its list.
    return found + [_left(line) for number, line in lines.items() if number not in used and line.content]


def _told(
    ranking: ShownRanking, content: Mapping[str, Any], rows: Sequence[tuple[ShownLine, Sequence[Any]]]
) -> dict[str, Any]:
    facts, others, settings = content["facts"], content["others"], content["settings"]
    titles = dict(zip((row[1] for row in content["rows"]), others.get("titles", ()), strict=False))
    about = facts.get("about")
    return _filled(
        lijst=ranking.kind.words,
        kenmerk=ranking.reference,
        eerst_getoond=ranking.first_at.isoformat(),
        laatst_getoond=ranking.last_on.isoformat(),
        plek=_place(about, ranking.vacancy) if ranking.vacancy else None,
        geschikt_vanaf_procent=facts.get("part"),
        **(_counts(facts) if ranking.candidate_id else {}),
        rijen=[
            _row(line, number=number, apart=apart, beside=beside, title=titles.get(number) or about)
            for line, (_, number, apart, beside) in rows
        ],
        plekken=[f"{title} ({reference})" for reference, title in others.get("places", ())],
        vragen_die_meer_openen=[f"{name}: {does}" for name, does in others.get("questions", ())],
        gemaakt_met=dict(made_with(ranking, settings)),
        **{LEVELS: settings.get("neutral")},
    )


def _counts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """How many places there were and suited; only told of a list about this person alone."""
    return {
        "bekeken_plekken": facts.get("considered", facts.get("open_places")),
        "passende_plekken": facts["suitable"] if not isinstance(facts.get("suitable"), bool) else None,
        "niet_in_de_lijst": [f"{title}: {count}" for title, count, _ in facts.get("left_out", ())],
    }


def _left(line: ShownLine) -> dict[str, Any]:
    row = _row(line, number=None, apart=False, beside=(), title=None)
    return {"lijst": GONE, "laatst_getoond": line.last_on.isoformat(), "rijen": [row]}


def _row(
    line: ShownLine, *, number: int | None, apart: bool, beside: Sequence[str], title: Sequence[str] | None
) -> dict[str, Any]:
    told = unpacked(line.content) or {}
    texts, (points, most, low, high) = told.get("texts", {}), told.get("figures") or (None,) * 4
    return _filled(
        plek=_place(title, line.vacancy),
        nummer=number,
        boven_de_lijst=apart or None,
        past_procent=told.get("score"),
        punten=points,
        hoogste_punten=most,
        punten_als_vragen_tegenvallen=low if low != points else None,
        punten_als_vragen_meevallen=high if high != points else None,
        kan_vandaag=told.get("can"),
        groeit_nog_in=told.get("grows"),
        te_regelen=told.get("arrange"),
        open_vragen=told.get("ask") or None,
        reis=told.get("travel"),
        minuten=told.get("minutes"),
        per_taak=[
            {"taak": name, "aandeel_procent": share, "past_procent": part, "groei_procent": growing, "uitleg": words}
            for name, share, part, growing, words in told.get("tasks", ())
        ],
        ernaast=list(beside),
        in_de_weg=told.get("obstacles"),
        altijd_nodig=[_step(step) for step in told.get("always", ())],
        manieren=[[_step(step) for step in way] for way in told.get("choices", ())],
        tekst_voor_uw_jobcoach=texts.get("coach"),
        tekst_voor_de_werkgever=texts.get("employer"),
        tekst_voor_u=texts.get("person"),
    )


def _place(title: Sequence[str] | None, vacancy: Vacancy) -> str:
    """The place as it was called then; as it is called now where that was not kept."""
    if title:
        return f"{title[0]} ({vacancy.reference}) bij {title[1]}"
    return f"{vacancy.title} ({vacancy.reference}) bij {vacancy.employer.name}"


def _step(step: Sequence[str]) -> str:
    what, who, how = step
    return f"{what[:1].upper()}{what[1:]}. Wie: {who}. {how}"


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {}, ())}
