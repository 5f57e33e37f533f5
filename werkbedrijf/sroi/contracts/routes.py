"""Doors of contracts: the list, one of them, and what is agreed about it."""

from datetime import date
from decimal import Decimal

from flask import Blueprint, flash, redirect, request, url_for
from flask import Response as FileResponse
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from employers.models import Employer
from matching.placements.queries import employer_named
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.web import current_actor, current_session, for_programs, guard, saved, transaction
from werkbedrijf.sroi.claims.placed import propose
from werkbedrijf.sroi.contracts import actions, policy
from werkbedrijf.sroi.contracts.exporting import AccountFile, account_file, board_file
from werkbedrijf.sroi.contracts.forms import AmendForm, ContractForm, PlanForm, SubcontractorForm
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.pages import amend_page, list_page, new_page, show_page
from werkbedrijf.sroi.contracts.queries import awarders, contractors_like, find_contract
from werkbedrijf.sroi.settling import actions as settling
from werkbedrijf.sroi.settling.forms import SettleForm
from werkbedrijf.sroi.settling.models import How
from werkbedrijf.sroi.values.queries import known_tables

bp = Blueprint("sroi_contracts", __name__, url_prefix="/sroi/opdrachten")

View = str | Response | tuple[str, int]
UNKNOWN = (
    "Deze werkgever kennen we niet. Kies er een uit de lijst. Staat hij er niet bij, vraag dan een accountmanager."
)


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("")
@guard(policy.may_list_contracts)
def index() -> View:
    """The contracts this person may see, what is behind its plan on top."""
    return list_page(current_session(), current_actor(), request.args)


@bp.route("/nieuw", methods=["GET", "POST"])
@guard(policy.may_register_contract)
def new() -> View:
    """Register a contract with its clause."""
    session, form = current_session(), ContractForm()
    organisations = list(session.scalars(awarders()))
    form.fill(organisations, known_tables(session).values())
    if request.method == "GET":
        return new_page(form)
    made: list[Contract] = []

    def act(session: Session) -> None:
        contractor = _employer(session, form.contractor.data, form.contractor_reference.data, "contractor")
        facts = form.facts(organisations, contractor)
        made.append(actions.register_contract(session, current_actor(), facts, on=_today()))

    if saved(form, act):
        flash("De opdracht staat erin. Leg nu de tussendoelen vast.", "goed")
        return _to(made[0])
    return new_page(form), 422


@bp.get("/suggest")
@for_programs
@guard(policy.may_register_contract)
def suggest() -> list[dict[str, str]]:
    """Employers by name, for the field where a contractor is chosen."""
    found = current_session().scalars(contractors_like(request.args.get("q", "")[:100]))
    return [{"value": one.reference, "label": one.name, "hint": one.reference} for one in found]


@bp.get("/<contract>")
@guard(policy.may_see_contract, contract=find_contract)
def show(contract: Contract) -> View:
    """One contract on a day."""
    return show_page(current_session(), current_actor(), contract, request.args)


@bp.route("/<contract>/wijzigen", methods=["GET", "POST"])
@guard(policy.may_change_contract, contract=find_contract)
def amend(contract: Contract) -> View:
    """Agree something else from now on."""
    if request.method == "GET":
        return amend_page(contract)
    form = AmendForm()
    form.fill(contract)

    def act(session: Session) -> None:
        actions.amend(session, current_actor(), contract, form.amendment(contract), on=_today())

    if saved(form, act):
        flash("Vastgelegd. Wat er eerder was afgesproken, blijft staan.", "goed")
        return _to(contract)
    return amend_page(contract, form), 422


@bp.post("/<contract>/tussendoel")
@guard(policy.may_change_contract, contract=find_contract)
def plan(contract: Contract) -> View:
    """Agree how much must be approved on a day."""
    form = PlanForm()

    def act(session: Session) -> None:
        actions.plan(
            session,
            current_actor(),
            contract,
            due_on=form.due_on.data,
            amount=form.amount.data,
            note=form.note.data or "",
            on=_today(),
        )

    if saved(form, act):
        flash("Het tussendoel is vastgelegd.", "goed")
        return _to(contract)
    return show_page(current_session(), current_actor(), contract, request.args, plan=form), 422


@bp.post("/<contract>/onderaannemer")
@guard(policy.may_change_contract, contract=find_contract)
def subcontract(contract: Contract) -> View:
    """Somebody works under the contractor."""
    form = SubcontractorForm()

    def act(session: Session) -> None:
        employer = _employer(session, form.employer.data, form.employer_reference.data, "employer")
        actions.add_subcontractor(session, current_actor(), contract, employer, on=_today())

    if saved(form, act):
        flash("De onderaannemer is toegevoegd. Ook wat die doet, kan nu meetellen.", "goed")
        return _to(contract)
    return show_page(current_session(), current_actor(), contract, request.args, subcontractor=form), 422


@bp.post("/<contract>/afrekenen")
@guard(policy.may_change_contract, contract=find_contract)
def settle(contract: Contract) -> View:
    """What was left is paid, charged or let go."""
    form = SettleForm()

    def act(session: Session) -> None:
        settling.settle(
            session,
            current_actor(),
            contract,
            amount=Decimal(form.settled.data or 0),
            how=How(form.how.data),
            ground=form.ground.data or "",
            reason=form.explanation.data or "",
            on=_today(),
        )

    if saved(form, act):
        waits = "De afrekening is voorgesteld. Een tweede persoon legt haar vast."
        flash(waits if contract.four_eyes else "De afrekening staat in de boeken.", "goed")
        return _to(contract)
    return show_page(current_session(), current_actor(), contract, request.args, settle=form), 422


@bp.post("/<contract>/plaatsingen")
@guard(policy.may_change_contract, contract=find_contract)
def find_work(contract: Contract) -> View:
    """Look now for placements that count; the timetable does the same every night."""
    with transaction() as session:
        found = propose(session, current_actor(), contract, on=_today())
    flash(
        f"Gevonden: {len(found)}. Kijk ze na en keur ze goed."
        if found
        else "Er zijn geen nieuwe plaatsingen die tellen.",
        "goed" if found else "informatie",
    )
    return _to(contract)


def find_kind(_session: Session, _actor: Actor, reference: str) -> AccountFile | None:
    """The form in which an account is taken along."""
    return next((kind for kind in AccountFile if kind.value == reference), None)


@bp.get("/<contract>/bestand/rekening.<file_kind>")
@guard(policy.may_take_account, contract=find_contract, file_kind=find_kind)
def export(contract: Contract, file_kind: AccountFile) -> View:
    """The account of today as a file."""
    content = account_file(current_session(), current_actor(), contract, file_kind, _today())
    named = f'attachment; filename="social-return-{contract.reference}.{file_kind.value}"'
    return FileResponse(content, content_type=file_kind.mimetype, headers={"Content-Disposition": named})


@bp.get("/alle.<file_kind>")
@guard(policy.may_take_board, file_kind=find_kind)
def export_board(file_kind: AccountFile) -> View:
    """The contracts of today as a file."""
    content = board_file(current_session(), current_actor(), file_kind, _today())
    named = f'attachment; filename="opdrachten-{_today()}.{file_kind.value}"'
    return FileResponse(content, content_type=file_kind.mimetype, headers={"Content-Disposition": named})


def _employer(session: Session, typed: str | None, reference: str | None, field: str) -> Employer:
    found = employer_named(session, (typed or "").strip(), reference or "")
    if found is None:
        raise InputRefused({field: UNKNOWN})
    return found


def _to(contract: Contract) -> Response:
    return redirect(url_for("sroi_contracts.show", contract=contract.reference))
