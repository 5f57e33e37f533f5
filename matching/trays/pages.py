"""What the pages of kaartenmapjes need to know. The pages behind the link get cards and codes, never a candidate."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.policy import is_in_caseload
from employers.vacancies.models import Vacancy
from matching.core.explanation import Grade
from matching.core.words import inside
from matching.proposals.card import Card
from matching.proposals.pages import name_for
from matching.proposals.shortlist import Row, candidates_for, month_key
from matching.trays import policy
from matching.trays.forms import OpenForm, PeopleForm
from matching.trays.models import MOST_CARDS, Tray, TrayCard, TrayLook
from matching.trays.queries import looks_at, trays_visible_to
from matching.trays.telling import card_shown
from matching.trays.workflow import CardStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.texts import in_words
from werkbedrijf.foundation.web import settings

# So many of the list can be chosen from: who is lower can do less of this work.
OFFERED = 20
STATUS_KINDS = {"concept": "rustig", "gedeeld": "goed", "verlopen": "rustig", "ingetrokken": "rustig"}
CARD_KINDS = {"gevraagd": "informatie", "akkoord": "goed", "afgewezen": "rustig", "niet_meer_beschikbaar": "rustig"}


def suggestions(session: Session, vacancy: Vacancy, *, on: date) -> list[Row]:
    """Who could be in it: the first of the list who are visible and not put forward here yet. Nobody while the place is unfinished."""
    try:
        found = candidates_for(
            session, vacancy, on=on, key=month_key(settings().secret_key, on), limit=OFFERED, suitable_only=True
        )
    except ValueError:
        return []
    return [row for row in found.rows if row.candidate.visibility.is_shown(on) and row.open_here is None]


def people_form(rows: list[Row]) -> PeopleForm:
    """The form with these people to choose from."""
    return PeopleForm().offer([(row.candidate.reference, _line(row)) for row in rows])


def _line(row: Row) -> str:
    can = [inside(task.name) for task in row.shown.explanation.of_grade(Grade.CAN, Grade.MOSTLY)]
    return f"{row.candidate.reference}: kan {in_words(can)}. Jobcoach {row.candidate.coach.name}, {row.candidate.organisation}"


def new_page(session: Session, actor: Actor, vacancy: Vacancy, form: PeopleForm) -> str:
    """Choose people, and see what was made before for this place."""
    made = trays_visible_to(actor).where(Tray.vacancy_id == vacancy.id)
    return render_template(
        "trays/new.html",
        vacancy=vacancy,
        form=form,
        most=MOST_CARDS,
        may_make=policy.may_make_tray(actor, vacancy=vacancy),
        trays=session.scalars(made).unique().all(),
        kinds=STATUS_KINDS,
    )


@dataclass(frozen=True, slots=True)
class CardLine:
    """One card as a colleague sees it; ``told`` is what the employer reads."""

    row: TrayCard
    title: str
    told: Card | None
    answer: Any
    remove: Any
    follow: Any
    looks: tuple[Any, ...]


def show_page(session: Session, actor: Actor, tray: Tray, *, link: str = "", problem: str = "") -> str:
    """One kaartenmapje for colleagues; a coach sees the cards of the own caseload. ``link`` is told once, when it is new."""
    mine = [card for card in tray.cards if policy.may_see_tray(actor, tray=tray) and _sees(actor, card)]
    looks: dict[int, list[Any]] = {}
    asked = select(TrayLook.card_id, TrayLook.at).where(TrayLook.card_id.in_([card.id for card in mine]))
    for card_id, at in session.execute(asked.order_by(TrayLook.at.desc()).limit(200)):
        looks.setdefault(card_id, []).append(at)
    return render_template(
        "trays/show.html",
        tray=tray,
        cards=[
            CardLine(
                row=card,
                title=name_for(actor, card.candidate),
                told=card_shown(card.explanation) if card.explanation else None,
                answer=policy.may_answer_card(actor, card=card),
                remove=policy.may_remove_card(actor, card=card),
                follow=policy.may_follow_card(actor, card=card),
                looks=tuple(looks.get(card.id, ())[:5]),
            )
            for card in mine
        ],
        looks=looks_at(session, tray),
        link=link,
        problem=problem,
        may={name: getattr(policy, f"may_{name}_tray")(actor, tray=tray) for name in ("share", "withdraw")},
        kinds=STATUS_KINDS,
        card_kinds=CARD_KINDS,
    )


def _sees(actor: Actor, card: TrayCard) -> bool:
    return actor.role.value == "accountmanager" or is_in_caseload(actor, card.candidate)


@dataclass(frozen=True, slots=True)
class Offered:
    """One card as the holder of the link meets it; None where somebody is no longer available."""

    code: str
    card: Card | None
    wanted: bool


@dataclass(frozen=True, slots=True)
class Road:
    """How somebody came to the cards: where the button goes, where the question for more goes, and whether by a link."""

    open_url: str
    more_url: str
    by_link: bool


def by_link(token: str) -> Road:
    """Without signing in: whoever has the address."""
    return Road(url_for("tray_link.open_cards", token=token), url_for("tray_link.more", token=token), by_link=True)


def signed_in(tray: Tray) -> Road:
    """The employer itself, signed in."""
    here = tray.reference
    return Road(url_for("own_trays.open_cards", tray=here), url_for("own_trays.more", tray=here), by_link=False)


def door_page(tray: Tray, road: Road) -> str:
    """Before the cards: whose they are and one button, so that a scanner of mail looks at nobody."""
    return render_template("trays/door.html", tray=tray, road=road, face=_face(tray), form=OpenForm())


def cards_page(tray: Tray, road: Road, shown: list[TrayCard], problem: str = "") -> str:
    """The cards; whoever is gone keeps the place and loses everything else."""
    seen = {card.id for card in shown}
    told = [
        Offered(
            card.code,
            card_shown(card.explanation) if card.id in seen and card.explanation else None,
            bool(card.wanted_at),
        )
        for card in tray.cards
        if card.status in (CardStatus.AGREED, CardStatus.GONE) and card.explanation
    ]
    return render_template("trays/cards.html", tray=tray, road=road, cards=told, face=_face(tray), problem=problem)


def thanks_page(tray: Tray, road: Road, wanted: list[TrayCard]) -> str:
    """After the question: who calls."""
    codes = in_words([card.code for card in wanted])
    return render_template("trays/thanks.html", tray=tray, road=road, codes=codes, face=_face(tray))


def dead_page() -> str:
    """The one answer for every link that does not work, whatever the reason."""
    return render_template("trays/dead.html")


def _face(tray: Tray) -> Any:
    face = tray.vacancy.employer.account_manager
    return face if face is not None and face.is_active else tray.made_by
