"""What the pages of bezwaren need to know. Names stand only where the whole file may be seen."""

from collections.abc import Mapping
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.policy import keeps_file
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Listing, page_of
from werkbedrijf.objections import policy
from werkbedrijf.objections.forms import DecideForm, ExtendForm, ObjectionForm
from werkbedrijf.objections.models import Objection
from werkbedrijf.objections.queries import objections_for, objections_of
from werkbedrijf.objections.workflow import NOT_TOLD, ObjectionStatus

S = ObjectionStatus
KINDS = {
    S.RECEIVED: "let_op",
    S.TAKEN_UP: "informatie",
    S.DECIDED: "informatie",
    S.ANNOUNCED: "goed",
    S.WITHDRAWN: "rustig",
}


def list_page(session: Session, actor: Actor, args: Mapping[str, str]) -> str:
    """Every bezwaar this person may see."""
    listing = Listing.read(args, sorts=["termijn"], default="termijn")
    page = page_of(session, objections_for(actor), listing)
    return render_template(
        "objections/index.html",
        page=page,
        kinds=KINDS,
        day=day_of(session.info["at"]),
        open_ones=NOT_TOLD,
        brings=actor.is_staff,
    )


def person_page(session: Session, actor: Actor, candidate: Candidate, form: ObjectionForm | None = None) -> str:
    """The bezwaren of one person, a new one, and whether the computer may help."""
    return render_template(
        "objections/person.html",
        candidate=candidate,
        rows=session.scalars(objections_of(actor, candidate)).all(),
        kinds=KINDS,
        form=form or ObjectionForm(formdata=None, received_on=day_of(session.info["at"])),
        may_choose=policy.may_choose_people_only(actor, candidate=candidate),
    )


def show_page(session: Session, actor: Actor, objection: Objection, **typed: Any) -> str:
    """One bezwaar with what may be done now."""
    known = keeps_file(actor, candidate=objection.candidate)
    return render_template(
        "objections/show.html",
        objection=objection,
        name=objection.candidate.name if known else objection.candidate.reference,
        person_url=known,
        kinds=KINDS,
        decides=actor.is_a(Role.COORDINATOR),
        late=objection.status in NOT_TOLD and objection.due_on < day_of(session.info["at"]),
        may={
            "take_up": policy.may_take_up(actor, objection=objection),
            "extend": policy.may_extend(actor, objection=objection),
            "decide": policy.may_decide(actor, objection=objection),
            "announce": policy.may_announce(actor, objection=objection),
            "withdraw": policy.may_withdraw(actor, objection=objection),
        },
        forms={"extend": ExtendForm(formdata=None), "decide": DecideForm(formdata=None)} | typed,
    )
