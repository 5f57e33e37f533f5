"""The lines of the timetable about telling and answering: reminders, the mail of the day, the clock of questions, what is published."""

from datetime import time

from employers.questions.jobs import keep_question_clock
from matching.aftercare.jobs import remind_of_care
from matching.aftercare.staying.freezing import freeze_staying
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.indicators.freezing import publish_due
from werkbedrijf.notices.jobs import OVERVIEW_AT, send_overviews
from werkbedrijf.outlook.freezing import publish_outlooks
from werkbedrijf.replies.jobs import freeze_replies
from werkbedrijf.sroi.deadlines.jobs import remind_of_deadlines
from werkbedrijf.timetable.schedule import Daily, Job, Work


def _send_overviews(work: Work) -> int:
    with work.database.transaction(at=work.at) as session:
        return send_overviews(session, at=work.at)


def _keep_question_clock(work: Work) -> int:
    with work.database.transaction(at=work.at) as session:
        return keep_question_clock(session, on=day_of(work.at))


def _remind_of_care(work: Work) -> int:
    with work.database.transaction(at=work.at) as session:
        return remind_of_care(session, on=day_of(work.at))


def _remind_of_deadlines(work: Work) -> int:
    with work.database.transaction(at=work.at) as session:
        return remind_of_deadlines(session, on=day_of(work.at))


def _freeze_replies(work: Work) -> int:
    with work.database.transaction(at=work.at) as session:
        return freeze_replies(session, on=day_of(work.at))


def _publish_quarters(work: Work) -> int:
    with work.database.transaction(at=work.at) as session:
        return publish_due(session, on=day_of(work.at))


def _publish_outlooks(work: Work) -> int:
    with work.database.transaction(at=work.at) as session:
        return publish_outlooks(session, on=day_of(work.at))


def _freeze_staying(work: Work) -> int:
    with work.database.transaction(at=work.at) as session:
        return freeze_staying(session, on=day_of(work.at))


REPLY_JOBS: tuple[Job, ...] = (
    Job("berichten-overzicht", "De mail met het overzicht van de dag klaarzetten", Daily(OVERVIEW_AT), _send_overviews),
    Job(
        "vragen-werkgevers",
        "Herinneren aan vragen van werkgevers die een antwoord nodig hebben",
        Daily(time(6, 30)),
        _keep_question_clock,
    ),
    Job(
        "nazorg-herinneren",
        "Jobcoaches herinneren aan contactmomenten en afspraken",
        Daily(time(6, 30)),
        _remind_of_care,
    ),
    Job(
        "social-return-termijnen",
        "Herinneren aan termijnen van opdrachten met social return",
        Daily(time(6, 30)),
        _remind_of_deadlines,
    ),
    Job(
        "maandcijfers-antwoorden",
        "Vastzetten hoe vaak er op tijd antwoord kwam",
        Daily(time(4, 45)),
        _freeze_replies,
    ),
    Job(
        "maandcijfers-blijven",
        "Vastzetten hoe lang mensen aan het werk blijven",
        Daily(time(4, 45)),
        _freeze_staying,
    ),
    Job(
        "vooruitblik",
        "De vooruitblik van de afgelopen maand vastzetten",
        Daily(time(4, 50)),
        _publish_outlooks,
    ),
    Job(
        "kwartaalcijfers",
        "De basisindicatoren van het afgelopen kwartaal vastzetten",
        Daily(time(4, 50)),
        _publish_quarters,
    ),
)
