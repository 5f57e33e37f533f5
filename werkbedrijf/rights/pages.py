"""What the pages of this room need to know, gathered for their templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from candidates.models import Candidate, CandidateStatus
from candidates.queries import IS_HERE
from werkbedrijf.accounts.models import SignInAttempt, SignInSession
from werkbedrijf.foundation.actors import Actor, Organisation
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import Base
from werkbedrijf.foundation.four_eyes import PendingAct, last_declined, may_decide, open_about, open_acts
from werkbedrijf.foundation.listing import Listing, page_of_sequence
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.parameters import DEFINITIONS, Parameter, rows_on, whole_number_on
from werkbedrijf.foundation.texts import number, unit_for
from werkbedrijf.objections.models import Objection
from werkbedrijf.objections.queries import waiting_about
from werkbedrijf.rights import policy
from werkbedrijf.rights.erasing import working
from werkbedrijf.rights.errors import StillObjects
from werkbedrijf.rights.forms import DeclineForm, ErasureForm
from werkbedrijf.rights.looking import consultations, gathered
from werkbedrijf.rights.models import RetentionHold, Tombstone
from werkbedrijf.rights.policy import KIND
from werkbedrijf.rights.queries import candidate_of, corrections_of, ground_of, is_late, why_declined
from werkbedrijf.rights.recipients import recipients_of
from werkbedrijf.rights.rules import FIXED, RULES, SET_BY, what_stays
from werkbedrijf.rights.terms import announced, endings, months_of


def rights_page(session: Session, actor: Actor, candidate: Candidate) -> str:
    """Copy, correction, erasure, term and who looked, for one person."""
    day = day_of(session.info["at"])
    (ending,) = endings(session, day, candidate=candidate) or (None,)
    holds = select(RetentionHold).where(RetentionHold.candidate_id == candidate.id).order_by(RetentionHold.until.desc())
    corrections = corrections_of(session, candidate)
    return render_template(
        "rights/show.html",
        candidate=candidate,
        ending=ending,
        hold=session.scalars(holds).first(),
        months=months_of(session, day).get(candidate.organisation_id, months_of(session, day)[None]),
        corrections=[(row, is_late(row, day)) for row in corrections],
        recipients=recipients_of(session, candidate),
        looks=len(consultations(session, candidate)),
        waiting=open_about(session, KIND, candidate),
        declined=_declined(session, candidate),
        working=working(session, candidate),
        objection=waiting_about(session, candidate),
        may_export=policy.may_export(actor, candidate=candidate),
        may_ask_erasure=policy.may_ask_erasure(actor, candidate=candidate),
        has_left=candidate.status is CandidateStatus.LEFT,
        day=day,
    )


def looked_page(session: Session, actor: Actor, candidate: Candidate, args: Mapping[str, str]) -> str:
    """Who looked: the list for the account manager, how often for the coach."""
    looks = consultations(session, candidate)
    listing = Listing.read(args, sorts=("tijd",), default="tijd")
    return render_template(
        "rights/looked.html",
        candidate=candidate,
        total=len(looks),
        page=page_of_sequence(gathered(looks), listing) if policy.sees_each_look(actor) else None,
        first=looks[-1].at if looks else None,
    )


def erasure_page(session: Session, candidate: Candidate, form: ErasureForm) -> str | tuple[str, int]:
    """Ask to erase, or read why not now."""
    page = render_template(
        "rights/erase.html",
        stays=what_stays(),
        candidate=candidate,
        form=form,
        waiting=open_about(session, KIND, candidate),
        working=working(session, candidate),
        objecting=_objecting(session, candidate),
    )
    return (page, 422) if form.errors else page


def _declined(session: Session, candidate: Candidate) -> tuple[PendingAct, str] | None:
    """The last request to erase that was declined, and why."""
    pending = last_declined(session, KIND, candidate)
    return (pending, why_declined(session, pending)) if pending else None


def _objecting(session: Session, candidate: Candidate) -> tuple[Objection, str] | None:
    """The bezwaar that has to be answered before somebody is erased, and the sentence that says so."""
    objection = waiting_about(session, candidate)
    return (objection, StillObjects(objection.reference, objection.owner.name).sentence) if objection else None


def erasures_page(session: Session) -> str:
    """What waits for the coordinator."""
    waiting = list(session.scalars(open_acts(KIND, at=session.info["at"])))
    partners = dict(session.execute(select(Organisation.id, Organisation.name)).all())
    return render_template("rights/erasures.html", waiting=waiting, partners=partners)


def pending_page(session: Session, actor: Actor, pending: PendingAct, form: DeclineForm | None = None) -> str:
    """One request to erase: reference, partner, ground, who and when; and how it ended."""
    candidate = candidate_of(session, pending)
    return render_template(
        "rights/erasure.html",
        pending=pending,
        partner=candidate.organisation.name,
        working=working(session, candidate),
        objecting=_objecting(session, candidate),
        reason=pending.reason or ground_of(session, candidate),
        why=why_declined(session, pending),
        form=form or DeclineForm(formdata=None),
        verdict=may_decide(actor, pending, at=session.info["at"]),
    )


@dataclass(frozen=True, slots=True)
class Term:
    """One rule as it stands on the page: what, how long, how many records there are now, and where that comes from."""

    title: str
    ends: str
    how_long: str
    records: str
    source: str


def terms_page(session: Session, actor: Actor) -> str:
    """Every rule with its value and its count."""
    day = day_of(session.info["at"])
    values = rows_on(session, SET_BY.values(), day)
    counts = _counts(session)
    rows = []
    for name, rule in RULES.items():
        value = values.get(SET_BY[name]) if name in SET_BY else None
        how_long = (
            f"{number(value.value)} {unit_for(value.value, DEFINITIONS[SET_BY[name]].unit)}"
            if value
            else _ELSEWHERE.get(name, "")
        )
        kept = counts.get(name)
        records = f"{number(kept)} {unit_for(kept, _UNITS[name])}" if kept is not None else ""
        rows.append(Term(rule.title, rule.ends, how_long, records, value.source if value else ""))
    near = announced(session, day)
    months = months_of(session, day)
    partners = session.execute(select(Organisation.id, Organisation.name).order_by(Organisation.name)).all()
    return render_template(
        "rights/terms.html",
        stays=what_stays(),
        rows=rows,
        notice=whole_number_on(session, Parameter.KEEP_NOTICE_DAYS, day),
        near=len([ending for ending in near if ending.ends_on > day]),
        held=len([ending for ending in near if ending.ends_on <= day and ending.held]),
        erased=counts["wissen"],
        partners=[(name, months.get(number, months[None]), number in months) for number, name in partners],
        may_choose=policy.may_choose_months(actor),
        day=day,
    )


_UNITS = {
    "kandidaat": "mensen",
    "log": "regels",
    "post": "berichten",
    "import": "bestanden",
    "sessie": "apparaten",
    "inlogpoging": "pogingen",
    "wissen": "mensen",
}
_ELSEWHERE = {
    "export": "wordt niet bewaard: een bestand ontstaat bij het downloaden",
    "inlogpoging": "1 dag",
    **FIXED,
}


def _counts(session: Session) -> dict[str, int]:
    """How many records each rule holds now."""
    batches = Base.metadata.tables["import_batch"]
    asked: dict[str, Any] = {
        "kandidaat": select(func.count(Candidate.id)).where(IS_HERE),
        "log": select(func.count(AuditEntry.id)),
        "post": select(func.count(OutboxMessage.id)).where(OutboxMessage.body != ""),
        "import": select(func.count()).select_from(batches).where(batches.c.content_sealed.is_not(None)),
        "sessie": select(func.count(SignInSession.id)),
        "inlogpoging": select(func.count(SignInAttempt.id)),
        "wissen": select(func.count(Tombstone.id)),
    }
    return {name: session.scalar(query) or 0 for name, query in asked.items()}
