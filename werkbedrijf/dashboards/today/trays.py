"""Lines of Vandaag about kaartenmapjes: who waits for a yes, what an employer asks, and what can go out."""

from sqlalchemy.orm import Session

from matching.trays.queries import asked_cards, ready_trays, wanted_cards
from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of


def waiting(session: Session, actor: Actor) -> list[Line]:
    """What waits for this coach or account manager."""
    wanted = session.scalars(wanted_cards(actor).limit(MOST_LINES)).unique().all()
    lines = [
        Line(
            f"{card.tray.vacancy.employer.name} wil meer weten over kaart {card.code}",
            "trays.show",
            {"tray": card.tray.reference},
            who=card.tray.vacancy.title,
            on=day_of(card.wanted_at) if card.wanted_at else None,
        )
        for card in wanted
    ]
    if actor.is_a(Role.COACH):
        asked = session.scalars(asked_cards(actor).limit(MOST_LINES)).unique().all()
        return lines + [
            Line(
                f"Mag {card.candidate.name} zonder naam in een kaartenmapje?",
                "trays.show",
                {"tray": card.tray.reference},
                button="Zeg ja of nee",
                who=f"{card.tray.vacancy.employer.name}, {card.tray.vacancy.title}",
                on=card.asked_on,
            )
            for card in asked
        ]
    ready = session.scalars(ready_trays(actor).limit(MOST_LINES)).unique().all()
    return lines + [
        Line(
            f"Maak de link van je kaartenmapje voor {tray.vacancy.title}",
            "trays.show",
            {"tray": tray.reference},
            who=tray.vacancy.employer.name,
            on=tray.made_on,
        )
        for tray in ready
    ]
