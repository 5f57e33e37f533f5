"""The page of one pair as plain values, to be kept exactly as it was shown. No name of a person goes in."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from matching.core.change_words import ToldChange
from matching.possibilities.pair import Pair
from matching.proposals.lines import task_line
from matching.proposals.pictures import ARITHMETIC, place_words, settings_of
from matching.shown.models import ShownKind
from matching.shown.packing import Line, Picture
from werkbedrijf.foundation.versions import version_of


def picture_of_pair(
    session: Session, vacancy: Vacancy, candidate: Candidate, pair: Pair, texts: Mapping[str, str], *, on: date
) -> Picture:
    """Why this person fits here, or what would make it possible."""
    settings, revision = settings_of(session, on)
    told = pair.shown.explanation
    tasks = [task_line(task) for task in told.tasks]
    line = Line(
        candidate_id=candidate.id,
        vacancy_id=vacancy.id,
        number=1,
        told={
            "score": pair.shown.score,
            "figures": [told.points, told.smax, told.low, told.high],
            "minutes": told.minutes,
            "tasks": [[task.name, task.share, task.part, task.growing, task.words] for task in tasks],
            "texts": dict(texts),
            "obstacles": list(pair.obstacles),
            "always": [_step(step) for step in pair.always],
            "choices": [[_step(step) for step in way] for way in pair.choices],
        },
    )
    return Picture(
        kind=ShownKind.PAIR,
        vacancy_id=vacancy.id,
        candidate_id=candidate.id,
        lines=(line,),
        facts={
            "suitable": pair.suitable,
            "part": pair.part,
            "about": [vacancy.title, place_words(vacancy)],
        },
        settings=settings,
        code_version=version_of(*ARITHMETIC, "matching.possibilities"),
        pool_revision=revision,
    )


def _step(step: ToldChange) -> list[str]:
    return [step.what, step.who, step.how]
