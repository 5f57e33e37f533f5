"""What the pages about a belronde as a whole need to know, gathered for their templates."""

from datetime import date
from typing import Any

from flask import render_template, url_for
from sqlalchemy.orm import Session

from employers.models import ContactPerson, Employer, Sector
from employers.record.sections import sections
from employers.rounds import policy
from employers.rounds.forms import ChoiceForm, MoveForm, RoundForm, StopForm
from employers.rounds.models import CallRound, RoundCall
from employers.rounds.progress import whole
from employers.rounds.queries import (
    blocked_among,
    callers_to_choose,
    calls_of,
    list_of,
    next_call,
    progress_in,
    rounds_visible_to,
)
from employers.rounds.selection import LeftOut, Selection, select_employers
from employers.rounds.workflow import CallStatus, RoundStatus
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.facts.regions import Gemeente, gemeente_by_code, gemeenten_of
from werkbedrijf.foundation.fields import choices_of
from werkbedrijf.foundation.listing import Filter, Listing, page_of
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.region import current_region

STATUS_KINDS = {RoundStatus.RUNNING: "informatie", RoundStatus.ENDED: "goed", RoundStatus.STOPPED: "rustig"}
CALL_KINDS = {
    CallStatus.WAITING: "rustig",
    CallStatus.DONE: "goed",
    CallStatus.UNREACHED: "let_op",
    CallStatus.SKIPPED: "rustig",
    CallStatus.DROPPED: "rustig",
}
STANDS = [(one.value, one.value.replace("_", " ").capitalize()) for one in CallStatus]
STEPS = ("Kies werkgevers", "Kies wie er bellen")


def index_page(session: Session, actor: Actor, args: Any) -> str:
    """Every belronde, those that run first."""
    listing = Listing.read(args, sorts=["nieuw"], default="nieuw")
    page = page_of(session, rounds_visible_to(actor), listing)
    parts = progress_in(session, page.rows)
    return render_template(
        "rounds/index.html",
        page=page,
        progress={one: whole(found.values()) for one, found in parts.items()},
        mine={one: found.get(actor.id or 0) for one, found in parts.items()},
        kinds=STATUS_KINDS,
        running=RoundStatus.RUNNING,
    )


def own_gemeenten(session: Session) -> tuple[Gemeente, ...]:
    """The gemeenten of the region."""
    region = current_region(session)
    return gemeenten_of(region.code) if region else ()


def choose_page(session: Session, actor: Actor, args: Any) -> str:
    """Choose employers; the count follows while somebody chooses."""
    form = ChoiceForm.of(args, own_gemeenten(session))
    on = day_of(session.info["at"])
    selection = select_employers(session, actor, form.facts(), on=on)
    return render_template(
        "rounds/choose.html",
        form=form,
        selection=selection,
        left_out=left_out_words(selection),
        steps=[(STEPS[0], None), (STEPS[1], None)],
        next_url=url_for("rounds.divide", **args.to_dict(flat=False)),
        day=on,
    )


def left_out_words(selection: Selection) -> list[tuple[int, str]]:
    """How many are left out, with the reason after the number."""
    return told_left_out(selection.left_out, selection.rest_days)


def told_left_out(left_out: Any, rest_days: int) -> list[tuple[int, str]]:
    """As it was kept with a belronde, in words."""
    return [(left_out[one.value], one.words(rest_days)) for one in LeftOut if left_out.get(one.value)]


def offer_callers(session: Session, actor: Actor, form: RoundForm) -> list[User]:
    """The colleagues to choose from; whoever begins is ticked."""
    users = list(callers_to_choose(session))
    form.callers.choices = choices_of((str(one.id), f"{one.name}, {one.organisation}") for one in users)
    return users


def divide_page(session: Session, actor: Actor, args: Any, form: RoundForm) -> str:
    """Name, callers and questions for the employers that were chosen."""
    choice = ChoiceForm.of(args, own_gemeenten(session)).facts()
    on = day_of(session.info["at"])
    kept = args.to_dict(flat=False)
    return render_template(
        "rounds/divide.html",
        form=form,
        selection=select_employers(session, actor, choice, on=on),
        words=choice_words(choice.kept()),
        steps=[(STEPS[0], url_for("rounds.choose", **kept)), (STEPS[1], None)],
        here=url_for("rounds.divide", **kept),
        back_url=url_for("rounds.choose", **kept),
    )


def choice_words(kept: Any) -> list[str]:
    """How employers were chosen, in words."""
    told = []
    if kept.get("sector"):
        told.append(f"sector {Sector(kept['sector']).value}")
    if kept.get("sections"):
        told.append(f"branche {' of '.join(sections().get(one, one) for one in kept['sections'])}")
    if kept.get("sizes"):
        told.append(f"{' of '.join(kept['sizes'])} medewerkers")
    told += [words for name, words in _MARKS.items() if kept.get(name)]
    names = [one.name for code in kept.get("gemeenten", ()) if (one := gemeente_by_code(code))]
    if names:
        told.append(f"in {' of '.join(names)}")
    told += [_FACES[kept["face"]]] if kept.get("face") in _FACES else []
    told += [_PLACES[kept["places"]]] if kept.get("places") in _PLACES else []
    if kept.get("quiet_days"):
        told.append(f"langer dan {kept['quiet_days']} dagen geen contact")
    if kept.get("most"):
        told.append(f"hooguit {kept['most']}")
    return told or ["alle werkgevers van de regio"]


_MARKS = {"sbb": "erkend leerbedrijf", "sroi": "met een SROI-verplichting"}
_FACES = {"mijn": "met de maker als aanspreekpunt", "zonder": "zonder aanspreekpunt"}
_PLACES = {"met": "met een open plek", "zonder": "zonder open plek"}


def round_page(session: Session, actor: Actor, call_round: CallRound, args: Any, **typed: Any) -> str:
    """One belronde: how far it is, per colleague and as a whole, and everybody in it."""
    on = day_of(session.info["at"])
    parts = progress_in(session, [call_round])[call_round.id]
    callers = {one.id: one for one in callers_to_choose(session)}
    lists = sorted(
        ((_name(callers, caller), caller, found) for caller, found in parts.items()), key=lambda row: row[:2]
    )
    filters = (
        Filter("collega", "Lijst van", [(str(caller), name) for name, caller, _ in lists]),
        Filter("stand", "Stand", STANDS),
    )
    listing = Listing.read(args, sorts=["volgorde"], default="volgorde", filters=filters)
    query = calls_of(actor, call_round)
    if wanted := listing.filters.get("collega"):
        query = query.where(RoundCall.caller_id == int(wanted))
    if stand := listing.filters.get("stand"):
        query = query.where(RoundCall.status == stand)
    page = page_of(session, query, listing)
    move = typed.get("move") or MoveForm(formdata=None)
    offer_moves(session, actor, call_round, move)
    return render_template(
        "rounds/show.html",
        call_round=call_round,
        total=whole(parts.values()),
        lists=lists,
        mine=parts.get(actor.id or 0),
        page=page,
        listing=listing,
        filters=filters,
        blocked=blocked_among(session, call_round, on=on),
        left_out=told_left_out(
            call_round.left_out, whole_number_on(session, Parameter.CALL_REST_DAYS, call_round.made_on)
        ),
        words=choice_words(call_round.choice),
        kinds=STATUS_KINDS,
        call_kinds=CALL_KINDS,
        waiting=CallStatus.WAITING,
        may_lead=policy.may_lead_round(actor, call_round=call_round),
        move=move,
        stop=typed.get("stop") or StopForm(formdata=None),
        running=call_round.status is RoundStatus.RUNNING,
        day=on,
    )


def offer_moves(session: Session, actor: Actor, call_round: CallRound, form: MoveForm) -> None:
    """Every employer of the belronde may be ticked, and every account manager chosen."""
    rows = session.scalars(calls_of(actor, call_round)).all()
    form.werkgever.choices = choices_of((str(one.id), one.employer.name) for one in rows)
    form.caller.choices = choices_of(
        (str(one.id), f"{one.name}, {one.organisation}") for one in callers_to_choose(session)
    )


def list_page(session: Session, actor: Actor, call_round: CallRound) -> str:
    """The own list, to call from or to print."""
    on, at = day_of(session.info["at"]), session.info["at"]
    rows = session.scalars(list_of(actor, call_round, actor.id or 0)).all()
    parts = progress_in(session, [call_round])[call_round.id]
    return render_template(
        "rounds/list.html",
        call_round=call_round,
        rows=[(call, to_call(call.employer)) for call in rows],
        mine=parts.get(actor.id or 0),
        total=whole(parts.values()),
        blocked=blocked_among(session, call_round, on=on),
        next_one=next_call(session, actor, call_round, on=on, at=at),
        call_kinds=CALL_KINDS,
        waiting=CallStatus.WAITING,
        running=call_round.status is RoundStatus.RUNNING,
        day=on,
    )


def to_call(employer: Employer) -> ContactPerson | None:
    """The first person of an employer with a telephone."""
    return next((one for one in employer.contacts if one.phone and one.left_on is None), None)


def _name(callers: dict[int, User], caller: int) -> str:
    return callers[caller].name if caller in callers else "iemand die weg is"


def list_rows(session: Session, actor: Actor, call_round: CallRound, on: date) -> list[list[str]]:
    """The own list as a table to take along: whom to call, where, with whom to speak."""
    blocked = blocked_among(session, call_round, on=on)
    head = ["Nummer", "Werkgever", "Plaats", "Contactpersoon", "Telefoon", "Stand", "Vanaf", "Uitkomst"]
    rows = [head]
    for call in session.scalars(list_of(actor, call_round, actor.id or 0)):
        contact = to_call(call.employer)
        stand = "niet bellen: net gesproken" if call.id in blocked else call.status.value.replace("_", " ")
        rows.append(
            [
                call.employer.reference,
                call.employer.name,
                call.place,
                contact.name if contact else "",
                contact.phone if contact else "",
                stand,
                f"{call.not_before:%d-%m-%Y}" if call.not_before else "",
                call.outcome.words if call.outcome else "",
            ]
        )
    return rows
