"""A person about whom everything is filled in, with a canary wherever text fits."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, insert, select
from stdnum.nl import bsn

from candidates.numbers.actions import keep_number
from employers.training.models import Mentor, TrainingForm, TrainingPlace
from employers.vacancies.models import Vacancy
from matching.aftercare.closing.models import Answer, Assessment, Learned
from matching.aftercare.closing.workflow import AssessmentStatus
from matching.bookings.models import MentorWeek, PlaceWeek
from matching.placements.models import Placement
from matching.placements.takenback.models import StartMistake, TakenBack
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from matching.runs.models import AllocationChoice, ChoiceKind
from matching.shown.packing import packed
from matching.trays.models import Tray
from tests.conftest import NOW
from tests.making import MAKER, MONDAY
from tests.werkbedrijf.rights.counted import behind_a_closed_month
from tests.werkbedrijf.rights.seen import stood_on_a_list
from tests.werkbedrijf.sroi.making import new_contract
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.four_eyes import ask
from werkbedrijf.foundation.keys.sealed import class_of, sealed_of
from werkbedrijf.foundation.outbox import Message, tell
from werkbedrijf.imports.models import BatchState, ImportBatch, ImportedRecord, ImportKind
from werkbedrijf.objections.models import Objection, Outcome, Speaker, Subject
from werkbedrijf.objections.workflow import ObjectionStatus
from werkbedrijf.rights.belonging import of_person, sa_table
from werkbedrijf.rights.columns import of_people
from werkbedrijf.rights.models import Correction, CorrectionNotice, RetentionHold
from werkbedrijf.sroi.blocks import Kind as SocialKind
from werkbedrijf.sroi.claims.models import Claim, MonthOfWork

CANARY = "Kanariegeel"
LONG_AGO = date(2026, 11, 2)
WORKED_UNTIL = date(2026, 11, 20)


def somebody(make, *, coach=None, works=False):
    """A candidate with a row in every table of people; the work has ended, unless ``works``."""
    coach = coach or make.user(Role.COACH)
    candidate = make.candidate(
        coach=coach,
        first_name=f"{CANARY}voor",
        last_name=f"{CANARY}achter",
        search_name=f"{CANARY}voor {CANARY}achter".lower(),
        email=f"{CANARY.lower()}@voorbeeld.example",
        phone="06 98765432",
        born_on=date(1987, 3, 14),
        registered_on=LONG_AGO,
        substitute_id=coach.id,
    )
    make.profile(candidate, build_up=f"{CANARY} opbouw", pc4="7523", wishes=["groen"])
    make.regeling(candidate, starts_on=LONG_AGO)
    make.register_entry(candidate, starts_on=LONG_AGO)
    _matched(make, candidate, works)
    _asked(make, candidate, coach)
    _came_in(make, candidate, coach)
    _has_number(make, candidate, coach)
    stood_on_a_list(make, candidate, coach)
    _around(make, coach)
    behind_a_closed_month(make, candidate)
    fill_the_rest(make.session, candidate)
    return candidate


def _around(make, coach):
    """What rows about a person hang on and is about nobody: a kaartenmapje, and a mentor."""
    vacancy = make.vacancy()
    tray = Tray(reference=f"KM-{vacancy.id:04}", vacancy=vacancy, made_by=coach, made_on=MONDAY)
    make._add(tray, "tray.made")
    mentor = Mentor(reference=f"BG-{vacancy.id:04}", employer=vacancy.employer, name="Sanne de Boer", most=2)
    make._add(mentor, "mentor.added")
    # A row that is made to be there hangs on the first of what it needs.
    first = make.session.scalar(select(func.min(Vacancy.id)))
    if make.session.scalar(select(TrainingPlace.id).where(TrainingPlace.vacancy_id == first)) is None:
        make._add(TrainingPlace(vacancy_id=first, form=TrainingForm.PRACTICE), "training_place.set_up")
        guide = make.session.scalar(select(func.min(Mentor.id)))
        make.session.add(PlaceWeek(vacancy_id=first, week=MONDAY, booked=2, ceiling=2))
        make.session.add(MentorWeek(mentor_id=guide, week=MONDAY, booked=2, ceiling=2))
        make.session.flush()


def _has_number(make, candidate, coach):
    """A number of the person's own, at a partner that may keep it."""
    partner = candidate.organisation
    partner.uses_bsn, partner.bsn_ground = True, "Wabb artikel 10"
    record(make.session, MAKER, "organisation.changed", partner)
    make.session.flush()
    actor = make.actor_of(coach)
    number = next(n for n in range(100_000_000 + 1000 * candidate.id, 999_999_999) if bsn.is_valid(str(n)))
    keep_number(make.session, actor, candidate, str(number), on=MONDAY)


def _counted_for(make, placement):
    """The work counts as social return: a claim, and the hours of a month."""
    contract = new_contract(make, contractor=placement.formal_employer)
    make._add(
        Claim(
            reference=f"SR-{7000 + placement.id}",
            contract=contract,
            kind=SocialKind.PLACEMENT,
            placement=placement,
            starts_on=LONG_AGO,
            ends_on=WORKED_UNTIL,
            hours=Decimal(24),
            claimed_on=MONDAY,
        ),
        "sroi_claim.proposed",
    )
    make.session.add(MonthOfWork(placement_id=placement.id, month=LONG_AGO.replace(day=1), worked=Decimal(100)))
    make.session.flush()


def _matched(make, candidate, works):
    """Said no to once, worked, and on a list."""
    vacancy = make.vacancy(seats=9)
    declined = make.proposal(vacancy, candidate, status=ProposalStatus.DECLINED)
    declined.decline_note = f"{CANARY} afgewezen"
    record(make.session, MAKER, "proposal.noted", declined)
    accepted = make.proposal(make.vacancy(), candidate, status=ProposalStatus.ACCEPTED)
    status = PlacementStatus.RUNNING if works else PlacementStatus.ENDED
    placement = make.placement(accepted, status=status, ended_on=WORKED_UNTIL, starts_on=LONG_AGO)
    early = {"whole": False, "was": PlacementStatus.RUNNING, "taken_back_on": MONDAY}
    make.session.add(TakenBack(placement_id=placement.id, reason=StartMistake.NOT_YET, **early))
    _learned(make, candidate)
    _counted_for(make, placement)
    choice = AllocationChoice(
        candidate=candidate,
        vacancy=vacancy,
        kind=ChoiceKind.ADDED,
        reason=f"{CANARY} keuze",
        by=candidate.coach,
        made_on=MONDAY,
    )
    make._add(choice, "allocationchoice.made")


def _learned(make, candidate):
    """What was learned at the place, signed by the learner."""
    assessment = Assessment(
        placement=_placement_of(make, candidate),
        candidate=candidate,
        number=1,
        status=AssessmentStatus.SIGNED,
        outcome=[[f"{CANARY} taak", Learned.ALONE.value]],
        words=f"{CANARY} geleerd",
        written_by=candidate.coach,
        written_on=MONDAY,
        answer=Answer.AGREED,
        own_words=f"{CANARY} eigen woorden",
        signed_on=MONDAY,
        witness=candidate.coach,
    )
    make._add(assessment, "assessment.signed")


def _placement_of(make, candidate):
    return make.session.scalars(select(Placement).where(Placement.candidate_id == candidate.id)).one()


def _asked(make, candidate, coach):
    session = make.session
    make.scoring(candidate)
    correction = make._add(
        Correction(
            candidate=candidate, what=f"{CANARY} klopt niet", owner=coach, asked_on=MONDAY, due_on=MONDAY, answer=""
        ),
        "correction.asked",
    )
    make._add(CorrectionNotice(correction=correction, organisation=coach.organisation), "correction.notice")
    objection = Objection(
        reference="B-0777",
        candidate=candidate,
        organisation=coach.organisation,
        registered_by=coach,
        owner=coach,
        subject=Subject.RANKING,
        speaker=Speaker.PERSON,
        about=f"{CANARY} lijst",
        ground=f"{CANARY} bezwaar",
        received_on=MONDAY,
        due_on=MONDAY,
        # One that waits for a decision would hold the erasing up.
        status=ObjectionStatus.DECIDED,
        outcome=Outcome.UNFOUNDED,
        decision=f"{CANARY} besluit",
        decided_on=MONDAY,
    )
    make._add(objection, "objection.received")
    hold = RetentionHold(candidate=candidate, until=MONDAY, reason=f"{CANARY} bewaren", by=coach, made_on=MONDAY)
    make._add(hold, "retention_hold.made")
    ask(session, make.actor_of(coach), "candidate.test", candidate, reason=f"{CANARY} reden")


def _came_in(make, candidate, coach):
    session = make.session
    batch = ImportBatch(
        reference="I-0777",
        kind=ImportKind.CANDIDATES,
        file_name=f"{CANARY}.csv",
        content=f"voornaam;achternaam\n{candidate.first_name};{candidate.last_name}\n".encode(),
        uploaded_by=coach,
        organisation=coach.organisation,
        uploaded_at=session.info["at"],
        state=BatchState.SAVED,
        preview=[{"voornaam": candidate.first_name}],
    )
    make._add(batch, "import.uploaded")
    session.add(
        ImportedRecord(
            batch_id=batch.id,
            number=1,
            outcome="nieuw",
            reference=candidate.reference,
            source="vum",
            source_id=f"{CANARY}-id",
        )
    )
    tell(
        session,
        Message(
            f"t:{candidate.reference}",
            "a@b.example",
            f"Over {candidate.reference}",
            f"{CANARY} tekst {candidate.reference}",
        ),
    )


def fill_the_rest(session, candidate):
    """A row of this person in every table of people that ``somebody`` left empty: a table of tomorrow is tested too."""
    session.flush()
    for table in of_people():
        rows = sa_table(table)
        if not session.scalar(select(func.count()).select_from(rows).where(of_person(table, candidate))):
            values = {
                column.name: _value(session, table, column, candidate) for column in rows.columns if column.name != "id"
            }
            session.execute(insert(rows).values(values))
            _fill_locked(session, table, candidate)


def _fill_locked(session, table, candidate):
    kind = class_of(table.name)
    for row in session.scalars(select(kind).where(of_person(table, candidate))):
        for one in sealed_of(kind):
            setattr(row, one.name, f"{CANARY} {table.name} {one.name}")
    session.info.setdefault("recorded", set()).update(map(id, session.dirty))
    session.flush()


def _value(session, table, column, candidate):
    way, colon, _ = table.person.partition(":")
    if colon and column.name == way:
        return candidate.reference
    if column.name == way.split(".")[0]:
        return _target(session, way, column, candidate)
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return None if column.nullable else session.scalar(select(func.min(key.column)))
    return _PLAIN[type(column.type).__name__](column)


def _target(session, way, column, candidate):
    if "." not in way:
        return candidate.id
    (key,) = column.foreign_keys
    parent = next(each for each in of_people() if each.name == key.column.table.name)
    return session.scalar(select(func.min(key.column)).where(of_person(parent, candidate)))


def _text(column):
    # A reference is drawn, never typed: the trail may name it.
    if column.name == "reference":
        return f"{column.table.name}-0777"
    return f"{CANARY} {column.table.name} {column.name}"[: getattr(column.type, "length", None) or 200]


_PLAIN = {
    "String": _text,
    "Text": _text,
    "JSON": lambda column: {"kanarie": _text(column)},
    "Integer": lambda column: 30 if column.name == "minutes" else 1,
    "BigInteger": lambda column: 1,
    "Boolean": lambda column: False,
    "Date": lambda column: MONDAY + timedelta(days=7 if column.name.startswith("ends") else 0),
    "Moment": lambda column: NOW + timedelta(hours=1) if column.name.startswith(("expires", "ends")) else NOW,
    "Exact": lambda column: Decimal(1),
    "Cell": lambda column: None,
    "Enum": lambda column: next(iter(column.type.enum_class)),
    "LargeBinary": lambda column: packed({}),
}
