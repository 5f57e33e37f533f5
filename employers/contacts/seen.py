"""A contact as one reader sees it: that it happened is never hidden, the detail only from who may not read it.

Pages and files show this, never the row: what may not be seen is not in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from employers.contacts.codes import CodeList
from employers.contacts.policy import may_read_detail
from employers.contacts.words import ContactWords
from employers.models import ContactMoment
from werkbedrijf.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Plan:
    """What was promised or comes next: what, by whom of ours, by when, and when it was done."""

    what: str
    who: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Seen:
    """One contact. ``note``, ``spoke_with``, ``agreement`` and ``next_step`` are empty when ``only_for`` names a partner."""

    id: int
    on: date
    who: str
    organisation: str
    kind_code: int
    kind: str
    subject: str
    only_for: str = ""
    is_own: bool = False
    is_shared: bool = True
    note: str = ""
    spoke_with: str = ""
    agreement: Plan | None = None
    next_step: Plan | None = None

    @property
    def about(self) -> str:
        """``over leerwerkplekken``, else how it went: ``telefoon``."""
        return f"over {self.subject}" if self.subject else self.kind


def seen_by(actor: Actor, moment: ContactMoment, words: ContactWords) -> Seen:
    """The contact as this person sees it."""
    told = Seen(
        id=moment.id,
        on=moment.on,
        who=moment.by.name,
        organisation=moment.organisation.name,
        kind_code=moment.code,
        kind=words.said(CodeList.KIND, moment.code, moment.on),
        subject=words.said(CodeList.SUBJECT, moment.subject_code, moment.on),
        only_for=moment.organisation.name,
        is_own=moment.organisation_id == actor.organisation_id,
        is_shared=moment.shared,
    )
    return _with_detail(told, moment) if may_read_detail(actor, moment=moment) else told


def all_seen_by(actor: Actor, moments: Iterable[ContactMoment], words: ContactWords) -> list[Seen]:
    """The same for several."""
    return [seen_by(actor, moment, words) for moment in moments]


def _with_detail(told: Seen, moment: ContactMoment) -> Seen:
    agreed = moment.agreement_by or moment.by
    follows = moment.next_step_by or moment.by
    return replace(
        told,
        only_for="",
        note=moment.note,
        spoke_with=moment.spoke_with,
        agreement=Plan(moment.agreement, agreed.name, moment.agreement_on, moment.agreement_done_on)
        if moment.agreement
        else None,
        next_step=Plan(moment.next_step, follows.name, moment.next_step_on, moment.next_step_done_on)
        if moment.next_step
        else None,
    )
