"""The timetable: everything this service does by itself, in one list to read."""

from collections.abc import Callable, Sized
from datetime import date, datetime, time, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from candidates.numbers.jobs import find_doubles, somebody_changed
from candidates.profile.jobs import set_month
from candidates.scoring.jobs import expire_scorings
from employers.faces.jobs import forward_requests
from employers.merging.jobs import find_employer_pairs
from employers.vacancies.jobs import announce_closings, ask_whether_true, close_due
from matching.allocation.actions import forget_inputs
from matching.allocation.queries import something_waits
from matching.allocation.running import run_at_night, run_waiting
from matching.placements.jobs import ask_starts, warn_endings
from matching.proposals.jobs import expire_holds, lapse_hidden, remind, tell_less
from matching.talks.actions import remind_of_talks
from matching.trays.jobs import tend_trays
from werkbedrijf.accounts.known_devices import forget_old_devices
from werkbedrijf.accounts.passkeys import forget_used
from werkbedrijf.accounts.sessions import forget_old_sessions
from werkbedrijf.accounts.tries import forget_old_tries
from werkbedrijf.backing_up import back_up_apart
from werkbedrijf.fairness.jobs import measure_latest, something_to_measure
from werkbedrijf.foundation.actors import TIMETABLE as TIMETABLE_ACTOR
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.idempotency import forget_old_keys
from werkbedrijf.foundation.outbox import deliver, waits
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.transports import Folder, Smtp, Transport
from werkbedrijf.garantiebanen.freezing import freeze_due
from werkbedrijf.imports.jobs import IMPORT_JOBS
from werkbedrijf.learning.jobs import try_to_learn
from werkbedrijf.learning.queries import not_tried_this_month, weights_in_force
from werkbedrijf.logbook.jobs import (
    close_audit_months,
    drop_hourly_anchor,
    make_log_months,
    seal_waiting,
    something_to_seal,
)
from werkbedrijf.objections.jobs import forget_lists, remind_of_objections
from werkbedrijf.replying import REPLY_JOBS
from werkbedrijf.retaining import run_retention
from werkbedrijf.scenarios.queries import something_waits as what_if_waits
from werkbedrijf.scenarios.running import run_waiting as run_what_ifs
from werkbedrijf.sroi.claims.placed import propose_all
from werkbedrijf.timetable.actions import forget_old_runs
from werkbedrijf.timetable.models import JobRun
from werkbedrijf.timetable.running import Timetable
from werkbedrijf.timetable.schedule import Daily, Every, Job, Work

Counted = int | Sized | None


def transport_of(settings: Settings) -> Transport:
    """How mail leaves: through the server of the settings, or into the folder."""
    return Smtp(settings.mail_url) if settings.mail_url else Folder(settings.mail_folder)


def _deliver_outbox(work: Work) -> int:
    return deliver(work.database, transport_of(work.settings), work.settings.mail_from, at=work.at)


def _mail_waits(session: Session, at: datetime) -> bool:
    return bool(session.scalar(select(exists().where(waits(at)))))


def _on_the_day(act: Callable[..., Counted]) -> Callable[[Work], int | None]:
    """A job of a room, ``(session, *, on)``, as one transaction on the day of the clock."""

    def run(work: Work) -> int | None:
        with work.database.transaction(at=work.at) as session:
            return _number(act(session, on=day_of(work.at)))

    return run


def _number(done: Counted) -> int | None:
    return len(done) if isinstance(done, Sized) else done


def _close_due(session: Session, *, on: date) -> int:
    return close_due(session, TIMETABLE_ACTOR, on=on)


def _ask_whether_true(session: Session, *, on: date) -> int:
    return ask_whether_true(session, TIMETABLE_ACTOR, on=on)


def _announce_closings(session: Session, *, on: date) -> int:
    return announce_closings(session, TIMETABLE_ACTOR, on=on)


def _tidy(work: Work) -> int:
    with work.database.transaction(at=work.at) as session:
        gone = forget_old_tries(session, at=work.at) + forget_old_sessions(session, at=work.at)
        gone += forget_used(session, at=work.at) + forget_old_devices(session, at=work.at)
        return gone + forget_old_runs(session, at=work.at)


def _keep_terms(work: Work) -> int:
    return sum(run_retention(work.database, work.settings, at=work.at).counts.values())


def _forget_keys(work: Work) -> int:
    with work.database.transaction(at=work.at) as session:
        return forget_old_keys(session, at=work.at)


def _allocate_at_night(work: Work) -> int:
    return run_at_night(work.database, work.settings.secret_key, at=work.at, weights=weights_in_force)


def _allocate_on_request(work: Work) -> int:
    return run_waiting(work.database, work.settings.secret_key, at=work.at, weights=weights_in_force)


def _measure_fairness(work: Work) -> int:
    return measure_latest(work.database, work.settings.secret_key, at=work.at)


def _learn(work: Work) -> int:
    return try_to_learn(work.database, work.settings.secret_key, at=work.at)


def _answer_what_ifs(work: Work) -> int:
    return run_what_ifs(work.database, work.settings.secret_key, at=work.at)


def _back_up(work: Work) -> int | None:
    return back_up_apart(work.settings)


TEN_MINUTES = Every(timedelta(minutes=10))
EARLY = Daily(time(6, 30))

JOBS: tuple[Job, ...] = (
    *REPLY_JOBS,
    Job("werkgevers-dubbel", "Dubbele werkgevers zoeken", Daily(time(2, 40)), _on_the_day(find_employer_pairs)),
    Job("back-up", "De back-up van vannacht maken, proberen en op slot doen", Daily(time(1, 0)), _back_up),
    Job("berichten", "Berichten versturen", Every(timedelta(seconds=15)), _deliver_outbox, needed=_mail_waits),
    Job(
        "verdelen-op-verzoek",
        "De regio verdelen als iemand daarom vraagt",
        Every(timedelta(seconds=3)),
        _allocate_on_request,
        needed=something_waits,
    ),
    Job(
        "wat-als",
        "Wat-als-berekeningen maken die langer duren",
        Every(timedelta(seconds=3)),
        _answer_what_ifs,
        needed=lambda session, _at: what_if_waits(session),
    ),
    Job("verdelen", "De regio ’s nachts verdelen", Daily(time(2, 0)), _allocate_at_night),
    Job(
        "eerlijk-meten",
        "Meten of de verdeling voor elke groep eerlijk is",
        TEN_MINUTES,
        _measure_fairness,
        needed=something_to_measure,
    ),
    Job(
        "verdelingen-opruimen",
        "Gegevens van oude verdelingen weggooien",
        Daily(time(3, 40)),
        _on_the_day(forget_inputs),
    ),
    Job(
        "bezwaren-herinneren",
        "Herinneren aan bezwaren die een antwoord nodig hebben",
        EARLY,
        _on_the_day(remind_of_objections),
    ),
    Job(
        "lijsten-opruimen",
        "Bewaarde lijsten weggooien die te oud zijn",
        Daily(time(3, 45)),
        _on_the_day(forget_lists),
    ),
    Job(
        "leren",
        "Leren van uitkomsten, eens per maand",
        Daily(time(4, 10)),
        _learn,
        needed=not_tried_this_month,
    ),
    Job(
        "voordrachten-verlopen",
        "Plekken vrijgeven die te lang zijn vastgehouden",
        TEN_MINUTES,
        _on_the_day(expire_holds),
    ),
    Job(
        "voordrachten-verbergen",
        "Voordrachten beëindigen van wie niet meer zichtbaar is",
        TEN_MINUTES,
        _on_the_day(lapse_hidden),
    ),
    Job("kaartenmapjes", "Kaartenmapjes en kaarten beëindigen die voorbij zijn", TEN_MINUTES, _on_the_day(tend_trays)),
    Job("gesprekken-herinneren", "Herinneren aan gesprekken van morgen", EARLY, _on_the_day(remind_of_talks)),
    Job("kaarten", "Van kaarten halen wat te weinig mensen delen", EARLY, _on_the_day(tell_less)),
    Job("voordrachten-herinneren", "Werkgevers herinneren aan een voordracht", EARLY, _on_the_day(remind)),
    Job(
        "maandcijfers",
        "De garantiebanen van de afgelopen maand vastzetten",
        Daily(time(4, 40)),
        _on_the_day(freeze_due),
    ),
    Job("social-return", "Plaatsingen voorstellen als social return", Daily(time(4, 50)), _on_the_day(propose_all)),
    Job(
        "plekken-sluiten",
        "Plekken sluiten waarvan de datum voorbij is, of die niemand bevestigde",
        Daily(time(0, 15)),
        _on_the_day(_close_due),
    ),
    Job("plekken-navragen", "Vragen of open plekken nog kloppen", EARLY, _on_the_day(_ask_whether_true)),
    Job("plekken-aankondigen", "Aankondigen dat plekken gaan sluiten", EARLY, _on_the_day(_announce_closings)),
    Job(
        "gangbare-niveaus",
        "Vaststellen waarmee deze maand wordt gerekend als iets nog niet gevraagd is",
        Daily(time(0, 5)),
        _on_the_day(set_month),
    ),
    Job("overnames-voorleggen", "Overnames voorleggen aan de coördinator", EARLY, _on_the_day(forward_requests)),
    Job(
        "dubbel-beoordelen-verlopen",
        "Vragen om dubbel te beoordelen laten vervallen die te lang open staan",
        EARLY,
        _on_the_day(expire_scorings),
    ),
    Job(
        "dubbelen-zoeken",
        "Zoeken wie misschien twee keer is ingeschreven",
        TEN_MINUTES,
        lambda work: find_doubles(work.database, at=work.at),
        needed=somebody_changed,
    ),
    Job("plaatsingen-starten", "Vragen of een geplande plaatsing is begonnen", EARLY, _on_the_day(ask_starts)),
    Job("plaatsingen-aflopen", "Waarschuwen voor plaatsingen die aflopen", EARLY, _on_the_day(warn_endings)),
    *IMPORT_JOBS,
    Job(
        "herhalingen-vergeten",
        "Vergeten welke formulieren al verstuurd zijn, na de termijn",
        Every(timedelta(hours=1)),
        _forget_keys,
    ),
    Job(
        "logboek-verzegelen",
        "Nieuwe regels van het logboek aan de keten hangen",
        Every(timedelta(seconds=30)),
        seal_waiting,
        needed=something_to_seal,
    ),
    Job(
        "logboek-anker",
        "Vastleggen waar het logboek is, ook buiten de dienst",
        Every(timedelta(hours=1)),
        drop_hourly_anchor,
    ),
    Job("logboek-maanden", "Ruimte maken voor het verwerkingenlogboek", Daily(time(3, 5)), make_log_months),
    Job(
        "logboek-maand-afsluiten",
        "Afgelopen maanden van het logboek archiveren",
        Daily(time(3, 10)),
        close_audit_months,
    ),
    Job(
        "bewaartermijnen",
        "Weggooien wat de bewaartermijn voorbij is",
        Daily(time(3, 0)),
        _keep_terms,
    ),
    Job("opruimen", "Oude regels van de dienstregeling en oude inlogpogingen weggooien", Daily(time(3, 30)), _tidy),
)

TIMETABLE = Timetable(JOBS)


def run_due(database: Database, settings: Settings, *, at: datetime) -> list[JobRun]:
    """Do everything that is due at this moment and was not done yet, once; returns what was run here."""
    return TIMETABLE.run_due(database, settings, at=at)


def run_job(database: Database, settings: Settings, name: str, *, at: datetime, by_hand: bool = True) -> JobRun | None:
    """Do one job now, whatever its rule says; returns how it went."""
    return TIMETABLE.run_job(database, settings, name, at=at, by_hand=by_hand)
