"""What we tell colleagues about a kaartenmapje. A reference and a link, never a name; the link of the employer is in no mail."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from matching.proposals.messages import CLOSING, coaches_now
from matching.trays.models import Tray, TrayCard
from matching.trays.workflow import CardStatus
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.outbox import Message, link
from werkbedrijf.foundation.texts import count


def asked(session: Session, card: TrayCard) -> Iterator[Message]:
    """To the coach: may this person be in it."""
    vacancy = card.tray.vacancy
    for user in coaches_now(card.candidate):
        yield _message(
            f"kaart:{card.id}:gevraagd",
            user,
            "Mag een kandidaat van jou in een kaartenmapje?",
            f"Een collega wil {vacancy.employer.name} laten zien wie er past bij {vacancy.title} ({vacancy.reference}). "
            "De werkgever leest een kaart zonder naam, en niets waaraan iemand te herkennen is.",
            f"Overleg met {card.candidate.reference} en zeg ja of nee:",
            link(session, f"/kaartenmapjes/{card.tray.reference}"),
        )


def answered(session: Session, tray: Tray) -> Iterator[Message]:
    """To the maker: every coach answered."""
    ready = sum(card.status is CardStatus.AGREED for card in tray.cards)
    if tray.made_by.is_active:
        yield _message(
            f"kaartenmapje:{tray.reference}:beantwoord",
            tray.made_by,
            f"Iedereen heeft geantwoord over kaartenmapje {tray.reference}",
            f"Er {'is' if ready == 1 else 'zijn'} {count(ready, 'kaart', 'kaarten')} klaar voor {tray.vacancy.title} "
            f"bij {tray.vacancy.employer.name}.",
            "Maak de link voor de werkgever:" if ready else "Kies andere mensen, of bel de jobcoach:",
            link(session, f"/kaartenmapjes/{tray.reference}"),
        )


def wanted(session: Session, card: TrayCard) -> Iterator[Message]:
    """To the account manager and the coach: the employer wants to know more."""
    vacancy, face = card.tray.vacancy, card.tray.vacancy.employer.account_manager
    people = [card.tray.made_by, *([face] if face else []), *coaches_now(card.candidate)]
    for user in {one.id: one for one in people if one.is_active}.values():
        yield _message(
            f"kaart:{card.id}:meer",
            user,
            f"{vacancy.employer.name} wil meer weten over kaart {card.code}",
            f"Via de link van kaartenmapje {card.tray.reference} vroeg {vacancy.employer.name} meer over "
            f"{card.candidate.reference}, voor plek {vacancy.reference}.",
            "Spreek af wie belt, en stel de kandidaat daarna gewoon voor:",
            link(session, f"/kaartenmapjes/{card.tray.reference}"),
        )


def _message(key: str, user: User, subject: str, *lines: str) -> Message:
    return Message(
        key=f"{key}:{user.id}",
        to_address=user.email,
        subject=subject,
        body="\n\n".join([f"Beste {user.name},", *lines, CLOSING]) + "\n",
    )
