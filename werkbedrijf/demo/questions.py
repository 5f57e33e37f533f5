"""Questions of employers in the invented region, most of them answered in time, and what was told long ago read."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlalchemy import update
from sqlalchemy.orm import Session

from employers.models import Employer
from employers.questions.actions import answer, ask
from employers.questions.terms import after_working_days, is_working_day
from werkbedrijf.foundation.actors import Actor, User, actor_for
from werkbedrijf.foundation.notices import Notice

ASKED = (
    (
        "Krijgen we loonkosten terug als iemand langzamer werkt?",
        "Ja, met loonkostensubsidie. De gemeente meet samen met u.",
    ),
    ("Kan iemand eerst een paar dagen meedraaien?", "Ja, dat heet een proefplaatsing. Ik stuur u de afspraken."),
    ("Wie betaalt een aanpassing van de werkplek?", "UWV of de gemeente. Ik vraag het voor u aan."),
    ("Telt een plek van 12 uur ook mee?", "Ja, naar verhouding: 12 van de 25,5 uur."),
    ("Wanneer komt de jobcoach langs?", "Deze week. De jobcoach belt u voor een tijd."),
)
OPEN = "Mogen wij een kandidaat ook in de avonddienst inzetten?"
# Whoever comes in finds a few things to read, not a year of them.
READ_AFTER = timedelta(days=3)
DAYS_BACK = 150
EVERY = 4


def ask_questions(
    session: Session,
    managers: Sequence[Actor],
    employers: Sequence[Employer],
    show: User,
    of: Employer,
    random: Random,
    *,
    today: date,
    latest: datetime,
) -> None:
    """Some months of questions that colleagues wrote down, and one that the employer with a sign-in asked yesterday."""
    by_id = {manager.id: manager for manager in managers}
    asked = [one for one in employers if one.account_manager_id in by_id]
    for number, back in enumerate(range(DAYS_BACK, 8, -EVERY)):
        day = today - timedelta(days=back)
        if not is_working_day(day) or not asked:
            continue
        employer = asked[random.randrange(len(asked))]
        manager = by_id[employer.account_manager_id]
        text, said = ASKED[number % len(ASKED)]
        _at(session, day, latest)
        question = ask(session, manager, employer, text, on=day)
        answered = after_working_days(day, random.choice((1, 1, 2, 2, 3, 6)))
        _at(session, answered, latest)
        answer(session, manager, question, said, on=answered)
    yesterday = today - timedelta(days=1)
    _at(session, yesterday, latest)
    ask(session, actor_for(session, show), of, OPEN, on=yesterday)
    _at(session, today, latest)
    session.flush()
    old = update(Notice).where(Notice.created_at < session.info["at"] - READ_AFTER).values(read_at=Notice.created_at)
    session.execute(old.execution_options(synchronize_session=False))


def _at(session: Session, day: date, latest: datetime) -> None:
    session.info["at"] = min(latest, datetime.combine(day, time(9), UTC))
