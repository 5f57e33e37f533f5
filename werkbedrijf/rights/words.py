"""What somebody wrote about a person who is erased, in a text of something else: the name goes, the rest of the text stays.

A row of the person goes as the classification says; here are the notes, titles and reasons of places, employers, contracts
and other people, in which a name can stand because somebody typed it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Column, func, or_, select, update
from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.foundation.db import Base
from werkbedrijf.foundation.keys.cells import Lock
from werkbedrijf.foundation.keys.locks import lock_of_region, ring_of, unlock, with_keys
from werkbedrijf.foundation.keys.sealed import TEXT, AboutPerson, OfRegion, Sealed, sealed_of
from werkbedrijf.rights.mentions import Names

INSTEAD: Final = "[naam gewist]"
WHOLE: Final = frozenset({"told_reason"})
"""Texts that go as a whole when they mention the person; see ``erasing``."""

FREE: Final[Mapping[str, tuple[str, ...]]] = {
    "allocation_run": ("title",),
    "call_round": ("title", "stop_reason"),
    "carved_task": ("title",),
    "carving": ("title", "decline_reason"),
    "contact_moment": ("note", "next_step", "agreement"),
    "employer": ("note", "no_calls_reason"),
    "employer_agreement": ("subject", "note"),
    "employer_question": ("text", "answer"),
    "establishment": ("closed_reason",),
    "face_request": ("reason", "word"),
    "learning_switch": ("reason",),
    "place_wish": ("note", "word"),
    "retention_choice": ("reason",),
    "round_call": ("place",),
    "sroi_agreement": ("reason",),
    "sroi_claim": ("note", "reason", "worker"),
    "sroi_contract": ("title",),
    "sroi_milestone": ("note",),
    "sroi_month_of_work": ("worker",),
    "sroi_repair": ("reason",),
    "sroi_settlement": ("ground", "reason", "refused_because"),
    "task": ("title",),
    "training_place": ("goals", "processes", "school"),
    "vacancy": ("title", "description", "hard_reason"),
    "workplace_condition": ("reason",),
}
"""Columns in which people write freely, and that are no row of a person."""

NOT_ABOUT_A_CANDIDATE: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("agreement_word", "contact_word", "esco_occupation", "sroi_table"), "a list of words of the region"
    ),
    **dict.fromkeys(("contact_person", "mentor", "user", "passkey"), "somebody else, who may bear the same name"),
    **dict.fromkeys(("employer.name", "establishment.name", "trade_name"), "called after whom it will"),
    **dict.fromkeys(("organisation", "region"), "called after a place"),
    **dict.fromkeys(("employer.sbi_section", "employer.sbb_number", "employer.website"), "a code or an address"),
    **dict.fromkeys(("establishment.street", "establishment.house_number", "establishment.place"), "an address"),
    **dict.fromkeys(("indicator_value", "outside_figure", "paper_value", "parameter_value"), "figures and papers"),
    **dict.fromkeys(("notice", "outbox_message", "told_reason"), "goes as a whole when it mentions the person"),
    **dict.fromkeys(("import_batch", "pending_act"), "goes as a whole, or is sealed and looked at there"),
    **dict.fromkeys(("job_run", "sign_in_attempt", "sign_in_session", "gemeente_border"), "written by the service"),
    "carving.answered_by": "who answered is somebody of the employer",
    "contact_moment.spoke_with": "who was spoken with is somebody of the employer",
    "allocation_run.problem": "a problem is written by the service",
    **dict.fromkeys(("vacancy.drafted_from", "vacancy.copied_from", "sroi_contract.cpv"), "a code"),
}
"""Tables and columns of which the texts are left alone, each with why."""


def forget_words(session: Session, names: Names) -> int:
    """Take the name, mail address and telephone number of a person out of every text of others; returns how many texts.

    Only a first and a last name together: who shares one of them is somebody else.
    """
    session.flush()
    pattern = names.identity
    if pattern is None:
        return 0
    changed = len([*_plain(session, names, pattern), *_sealed(session, pattern)])
    if changed:
        session.expire_all()
    return changed


def _plain(session: Session, names: Names, pattern: re.Pattern[str]) -> Iterator[str]:
    for name, columns in FREE.items():
        table = Base.metadata.tables[name]
        texts = [table.c[column] for column in columns]
        rows = session.connection().execute(select(table.c.id, *texts).where(_may_hold(texts, names))).all()
        for row in rows:
            told = dict(zip(columns, row[1:], strict=True))
            changed = {one: pattern.sub(INSTEAD, text) for one, text in told.items() if text and pattern.search(text)}
            if changed:
                more: dict[str, Any] = {"version": table.c.version + 1} if "version" in table.c else {}
                session.connection().execute(update(table).where(table.c.id == row[0]).values(changed | more))
                yield from changed


def _may_hold(texts: list[Column[Any]], names: Names) -> Any:
    """That one of these texts may hold a name: the database knows no accents, so it looks for a plain part of each."""
    parts = [_plain_part(one) for one in (names.last_name, names.email, names.phone) if one]
    return or_(*(func.lower(text).contains(part, autoescape=True) for text in texts for part in parts))


def _plain_part(name: str) -> str:
    """The longest piece without accents or signs; a name that is all accents is looked for everywhere."""
    return max(re.findall(r"[a-z0-9]+", name.lower()), key=len, default="")


def _sealed(session: Session, pattern: re.Pattern[str]) -> Iterator[str]:
    """Texts that stand locked: of other people, read with their keys beside them, and of the region."""
    ring = ring_of(session)
    kind: Any
    for kind in AboutPerson.__subclasses__():
        texts = _texts(kind)
        if texts:
            person = select(kind.id, kind.uuid.label("row"), *_cells(kind, texts)).where(_held(kind, texts))
            person = person.join(Candidate, Candidate.id == kind.__table__.c.candidate_id)
            for row in session.execute(with_keys(person, Candidate.uuid)).all():
                yield from _cleaned(session, kind, texts, row, unlock(ring, row), pattern)
    region: Any
    for region in OfRegion.__subclasses__():
        texts = [] if region.__table__.name in WHOLE else _texts(region)
        if texts:
            of_region = select(region.id, region.uuid.label("row"), region.region_kid, *_cells(region, texts))
            for row in session.execute(of_region.where(_held(region, texts))).all():
                yield from _cleaned(session, region, texts, row, lock_of_region(session, row.region_kid), pattern)


def _texts(kind: Any) -> list[Sealed[Any]]:
    return [one for one in sealed_of(kind) if one.form is TEXT and one.name != "bsn"]


def _cells(kind: Any, texts: list[Sealed[Any]]) -> list[Any]:
    return [getattr(kind, one.column).label(one.name) for one in texts]


def _held(kind: Any, texts: list[Sealed[Any]]) -> Any:
    return or_(*(getattr(kind, one.column).is_not(None) for one in texts))


def _cleaned(
    session: Session, kind: Any, texts: list[Sealed[Any]], row: Any, lock: Lock | None, pattern: re.Pattern[str]
) -> Iterator[str]:
    """Beside the objects of the session: what is taken out here is no act on that row."""
    for one in texts:
        text = one.opened_with(lock, getattr(row, one.name), row.row)
        if lock is not None and text and pattern.search(text):
            table = kind.__table__
            cell = lock.close(one.form.written(pattern.sub(INSTEAD, text)), table.name, one.name, row.row)
            session.connection().execute(update(table).where(table.c.id == row.id).values({one.column: cell}))
            yield one.name
