"""Doors of this room: the papers, what the region fills in, and what is promised."""

import json
from datetime import date

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.based_on import also_based_on
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.parameters import Parameter, rows_on
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.texts import number
from werkbedrijf.foundation.web import actor_or_none, current_actor, current_session, edits, guard, public, saved
from werkbedrijf.garantiebanen.routes import asked_day
from werkbedrijf.papers import actions, policy
from werkbedrijf.papers.documents import Document
from werkbedrijf.papers.facts import evaluated_on, facts_on
from werkbedrijf.papers.forms import BlanksForm
from werkbedrijf.papers.gathering import NothingPublished, material_on
from werkbedrijf.papers.models import Blank, Sheet
from werkbedrijf.papers.printing import papers_of
from werkbedrijf.papers.regional import NAMES, PAPERS, Material
from werkbedrijf.papers.typeset import written

bp = Blueprint("papers", __name__)

View = str | AnyResponse | tuple[str, int]
PROMISED = (Parameter.SHOWN_DAYS, Parameter.OBJECTION_MONTHS, Parameter.SMALL_CELL)


def _paper(session: Session, name: str) -> Document:
    found = papers_of(facts_on(session, day_of(session.info["at"])), evaluated_on()).get(name)
    if found is None:
        raise NotFound("Dit stuk is er niet. Kijk bij Papieren wat er wel is.")
    return found


@bp.get("/papieren")
@guard(policy.may_read_papers)
def index() -> View:
    """Every paper."""
    session = current_session()
    facts = facts_on(session, day_of(session.info["at"]))
    return render_template(
        "papers/index.html",
        papers=papers_of(facts, evaluated_on()).values(),
        missing=[name.words for name in Blank if name not in facts.blanks and name is not Blank.END],
        may_fill_in=bool(policy.may_fill_in(current_actor())),
    )


@bp.get("/papieren/<paper>")
@guard(policy.may_read_papers)
def show(paper: str) -> View:
    """One paper, to read and to print."""
    return render_template("papers/show.html", paper=_paper(current_session(), paper))


@bp.get("/papieren/<paper>/tekst")
@guard(policy.may_read_papers)
def as_text(paper: str) -> Response:
    """One paper as Markdown."""
    made = _paper(current_session(), paper)
    return _file(made.to_markdown(), f"{made.name}.md", "text/markdown")


@bp.get("/papieren/<paper>/json")
@guard(policy.may_read_papers)
def as_json(paper: str) -> Response:
    """One paper for programs."""
    made = _paper(current_session(), paper)
    return _file(json.dumps(made.to_dict(), ensure_ascii=False, indent=2), f"{made.name}.json", "application/json")


@bp.get("/papieren/invullen")
@guard(policy.may_fill_in)
def blanks() -> View:
    """What only the region can say."""
    session = current_session()
    also_based_on(session, Sheet.BLANKS)
    known = facts_on(session, day_of(session.info["at"])).blanks
    return render_template(
        "papers/blanks.html",
        form=BlanksForm(formdata=None, data={k.value: v for k, v in known.items()}),
        names=list(Blank),
    )


@bp.post("/papieren/invullen")
@guard(policy.may_fill_in)
@edits()
def fill_in() -> View:
    """Keep what the region says."""
    also_based_on(current_session(), Sheet.BLANKS)
    form = BlanksForm()

    def act(session: Session) -> None:
        typed = {name: form[name.value].data or "" for name in Blank}
        actions.fill_in(session, current_actor(), typed, on=day_of(session.info["at"]))

    if saved(form, act):
        flash("Opgeslagen. Het staat nu in de papieren.", "goed")
        return redirect(url_for("papers.index"))
    return render_template("papers/blanks.html", form=form, names=list(Blank)), 422


def find_region_paper(_session: Session, _actor: Actor, reference: str) -> str | None:
    """The name of a paper of the region."""
    return reference if reference in NAMES else None


@bp.get("/stukken/<region_paper>")
@guard(policy.may_read_region_papers, region_paper=find_region_paper)
def region_paper(region_paper: str) -> View:
    """A paper of the region, to read and to print."""
    day = asked_day()
    try:
        paper, why = PAPERS[region_paper](_material(day)), ""
    except NothingPublished as nothing:
        paper, why = None, nothing.sentence
    return render_template("papers/region.html", paper=paper, name=region_paper, names=NAMES, day=day, why=why)


@bp.get("/stukken/<region_paper>/pdf")
@guard(policy.may_read_region_papers, region_paper=find_region_paper)
def region_pdf(region_paper: str) -> View:
    """The same paper as a PDF; back to the page where there is none yet."""
    session, day = current_session(), asked_day()
    try:
        material = _material(day)
    except NothingPublished:
        return redirect(url_for("papers.region_paper", region_paper=region_paper, op=day.isoformat()))
    content = written(PAPERS[region_paper](material), material.overview, current_region(session), ".pdf")
    named = {"Content-Disposition": f'attachment; filename="{region_paper}-{material.overview.quarter}.pdf"'}
    return Response(content, mimetype="application/pdf", headers=named)


def _material(day: date) -> Material:
    return material_on(current_session(), day, with_firms=bool(policy.may_read_firms(current_actor())))


@bp.get("/vertrouwen")
@public
def trust() -> View:
    """What is promised, in plain words, to everybody."""
    session = current_session()
    rows = rows_on(session, PROMISED, day_of(session.info["at"]))
    return render_template(
        "papers/trust.html",
        signed_in=actor_or_none() is not None,
        values={name.value: number(row.value) for name, row in rows.items()},
    )


def _file(text: str, name: str, kind: str) -> Response:
    answer = Response(text, content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
