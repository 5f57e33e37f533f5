"""What the pages of bezwaren need to know. Names stand only where the whole file may be seen."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, url_for
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.policy import keeps_file
from matching.shown import sentences
from matching.shown.models import ShownKind
from matching.shown.queries import kept
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Listing, page_of
from werkbedrijf.objections import policy
from werkbedrijf.objections.forms import DecideForm, ExtendForm, ObjectionForm
from werkbedrijf.objections.models import Objection
from werkbedrijf.objections.naming import find_named
from werkbedrijf.objections.queries import named_list, objections_for, objections_of
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
    over = objection.due_on < day_of(session.info["at"])
    return render_template(
        "objections/show.html",
        objection=objection,
        name=objection.candidate.name if known else objection.candidate.reference,
        person_url=known,
        kinds=KINDS,
        **_about(session, actor, objection, known=known),
        decides=actor.is_a(Role.COORDINATOR),
        late=objection.status in NOT_TOLD and over,
        may={
            "take_up": policy.may_take_up(actor, objection=objection),
            "extend": not over and policy.may_extend(actor, objection=objection),
            "decide": policy.may_decide(actor, objection=objection),
            "announce": policy.may_announce(actor, objection=objection),
            "withdraw": policy.may_withdraw(actor, objection=objection),
        },
        forms={"extend": ExtendForm(formdata=None), "decide": DecideForm(formdata=None)} | typed,
    )


def named_list_page(session: Session, actor: Actor, objection: Objection) -> str:
    """The list a bezwaar names, as it was shown: order and points of everybody, and the reasons of this person alone.

    Of others there is no reference, and of nobody what has to be arranged.
    """
    ranking = named_list(session, objection)
    assert ranking is not None  # noqa: S101  # the door found it
    found, reasons = kept(session, ranking), policy.sees_reasons(actor)
    people = ranking.kind is ShownKind.PEOPLE
    titles = dict(zip((row.number for row in found.rows), found.others.get("titles", ()), strict=False))
    return render_template(
        "objections/list.html",
        objection=objection,
        ranking=ranking,
        found=found,
        rows=[(row, row.candidate.id == objection.candidate_id, titles.get(row.number)) for row in found.rows],
        people=people,
        reasons=reasons,
        suited=sentences.suited(ranking.kind, found.facts),
        nothing=sentences.nothing(ranking.kind),
        left_out=sentences.left_out(found.facts) if reasons and not people else [],
    )


def _about(session: Session, actor: Actor, objection: Objection, *, known: bool) -> dict[str, Any]:
    """Where to read what the bezwaar is about: the page itself for who has the file, else the list, or whom to ask."""
    named = find_named(session, objection.candidate, objection.about) if objection.about else None
    url, ask = "", ""
    if named and known:
        url = _page_of(named.reference)
    elif named and named.ranking and policy.may_see_named_list(actor, objection=objection):
        url = url_for("objections.named_list", objection=objection.reference)
    elif named and not named.ranking and actor.is_a(Role.COORDINATOR):
        ask = f"Wilt u hier meer over weten? Vraag {objection.candidate.coach.name}."
    return {"about_url": url, "about_ask": ask}


def _page_of(reference: str) -> str:
    match reference.partition("-")[0]:
        case "L":
            return url_for("shown.show", shown=reference)
        case "V":
            return url_for("proposals.show", proposal=reference)
        case _:
            return url_for("vacancies.show", vacancy=reference)
