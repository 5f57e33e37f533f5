"""A world in which every text that somebody can type is hostile.

Columns hold the texts straight away, past every form, which is more than a form would let through. A new column of texts is
hostile by itself, unless it is said to hold something fixed.
"""

import itertools
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import Enum, String, select, update
from sqlalchemy.exc import IntegrityError

from employers.contacts.codes import CodeList
from employers.contacts.models import AgreementWord, ContactWord
from employers.vacancies.models import ConditionState, Vacancy, WorkplaceCondition
from employers.vocabulary.esco.models import EscoOccupation
from matching.carving import actions as carving
from matching.runs.models import AllocationChoice, ChoiceKind
from tests.conftest import NOW
from tests.house.hostile_texts import RUNNING, STARTS, hostile
from tests.making import MAKER, MONDAY
from werkbedrijf.borders.models import GemeenteBorder
from werkbedrijf.foundation.audit import AuditEntry, record
from werkbedrijf.foundation.db import Base
from werkbedrijf.foundation.emergency import EmergencyAccess
from werkbedrijf.foundation.keys.sealed import TEXT, sealed_of
from werkbedrijf.imports.models import ImportBatch
from werkbedrijf.indicators.models import Entered, IndicatorValue
from werkbedrijf.learning.models import LearningSwitch
from werkbedrijf.papers.models import Blank, PaperValue
from werkbedrijf.rights.models import RetentionChoice, RetentionHold
from werkbedrijf.sroi.claims.models import BookEvent, MonthOfWork
from werkbedrijf.sroi.contracts.models import Contract, Milestone, Repair
from werkbedrijf.sroi.tables import Rounding
from werkbedrijf.sroi.values.models import StoredTable

# Columns of texts in which nobody types freely: names the service gave, digests, codes, addresses that a form checks.
FIXED = {
    word
    for line in (
        "reference uuid kid region_kid next_kid person_uuid digest next_digest token_digest key key_id mac",
        "first_mac last_mac proof line trace_id purpose person month archive sha256 act actor_role",
        "subject_kind subject_reference kind code gemeente_code gemeente postcode pc4 levels own_levels",
        "occupation family isco uri label search_name kvk branch_number email coach_email to_address",
        "password_hash sealed_secret credential_id provider account due_key pseudonym fingerprint outcome",
        "source_id input_digest outcome_digest code_version step capability because bsn",
    )
    for word in line.split()
}
# The last is a digest of an address.
FIXED_HERE = {
    *("ExternalIdentity.subject", "JobRun.name", "ImportedRecord.source", "ImportedRecord.stays", "TrayTry.origin"),
    # Chosen from a list, worked out, or kept as it was counted.
    *("Contract.table_version", "ClosedCell.heading", "ClosedLine.branch", "ClosedLine.contract_form"),
    *("ClosedLine.left_out", "ClosedLine.sector", "CountedWork.sector", "GemeenteBorder.rings"),
    *("IndicatorCell.indicator", "IndicatorCell.missing", "IndicatorCell.split", "IndicatorQuarter.name"),
    *("IndicatorValue.indicator", "OutsideFigure.period", "OutsideFigure.area", "Claim.block", "Claim.counted_months"),
    *("DeadlineTold.deadline", "Claim.from_file", "StoredTable.dated"),
}

# A page makes a link of these, so each begins as what a browser would run.
LINKED = {"Employer.website", "StoredTable.source"}
OUTLINE = "4000,52000 20,0 0,20"


def free_columns():
    """(class, column) of every text that somebody may type."""
    for cls in sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda one: one.__name__):
        if cls in (AuditEntry, BookEvent):  # nobody may change them; their reasons come with the acts
            continue
        names = [one.key for one in cls.__mapper__.column_attrs if _is_text(one.columns[0].type)]
        names += [one.name for one in sealed_of(cls) if one.form is TEXT]
        yield from ((cls, name) for name in names if name not in FIXED and f"{cls.__name__}.{name}" not in FIXED_HERE)


def _is_text(kind):
    return isinstance(kind, String) and not isinstance(kind, Enum)


def make_hostile(world):
    """Put a hostile text in every free column of every row; returns number to the name of the column."""
    more_texts(world)
    session, numbers, made = world.make.session, itertools.count(100), {}
    for cls, name in free_columns():
        for row in session.scalars(select(cls)):
            number = next(numbers)
            if f"{cls.__name__}.{name}" in LINKED:
                number = next(n for n in numbers if n % len(STARTS) == RUNNING)
            if _kept(session, row, name, hostile(number)):
                made[number] = f"{cls.__name__}.{name}"
    for batch in session.scalars(select(ImportBatch)):
        number = next(numbers)
        line = {"nummer": 2, "uitkomst": "geweigerd", "wat": hostile(number), "problemen": [["Naam", hostile(number)]]}
        batch.preview = [line | {"lijkt_op": [], "wijzigt": [], "let_op": [hostile(number)], "kan": False}]
        batch.ignored = [hostile(number)]
        made[number] = "ImportBatch.preview"
    _record_all(session, hostile(99))
    made[99] = "AuditEntry.reason"
    session.commit()
    return made


def _kept(session, row, name, text):
    """Whether the database takes this text here; some columns say something only in another state."""
    try:
        with session.begin_nested():
            if isinstance(row, StoredTable):  # it never changes: it was brought in with this text
                own = update(StoredTable).where(StoredTable.id == row.id).values({name: text})
                session.execute(own.execution_options(synchronize_session=False))
                session.expire(row)
            else:
                setattr(row, name, text)
            session.flush()
    except IntegrityError:
        session.refresh(row)
        return False
    return True


def _record_all(session, reason):
    """What changed is written down, as every act does."""
    for row in list(session.info.get("changed", {}).values()):
        record(session, MAKER, "test.changed", row, reason=reason)


def more_texts(world):
    """What the world has none of yet, and somebody writes in."""
    session, people = world.make.session, world.people
    manager, coach = people["manager"], people["coach"]
    about, days = {"candidate": world.secret}, {"made_on": MONDAY}
    vacancy = world.make.session.scalars(select(Vacancy)).first()
    contract = session.scalars(select(Contract)).first()
    session.add(
        MonthOfWork(contractor_id=contract.contractor_id, worker="P-7", month=MONDAY.replace(day=1), worked=Decimal(90))
    )
    session.add(
        WorkplaceCondition(vacancy_id=vacancy.id, code="rolstoel", state=ConditionState.IMPOSSIBLE, reason="Trap")
    )
    rows = [
        AllocationChoice(**about, vacancy=vacancy, kind=next(iter(ChoiceKind)), reason="Eigen keus", by=coach, **days),
        EmergencyAccess(
            candidate_id=world.secret.id,
            user_id=people["coach2"].id,
            organisation_id=people["coach2"].organisation_id,
            reason="Nood",
            opened_at=NOW,
            expires_at=NOW + timedelta(hours=1),
        ),
        LearningSwitch(is_on=False, set_on=MONDAY, made_at=NOW, reason="Eerst kijken", by=people["administrator"]),
        RetentionChoice(
            organisation_id=coach.organisation_id,
            valid_from=MONDAY,
            months=6,
            reason="Afspraak",
            by=people["org_admin"],
        ),
        ContactWord(
            list=next(iter(CodeList)), code=1, word="Telefonisch", valid_from=MONDAY, said_by=people["administrator"]
        ),
        AgreementWord(code=1, word="Op papier", valid_from=MONDAY, said_by=people["administrator"]),
        RetentionHold(**about, until=MONDAY + timedelta(days=30), reason="Bezwaar", by=manager, **days),
        IndicatorValue(
            indicator="I18",
            kind=Entered.FIGURE,
            period="2025",
            as_of=MONDAY,
            value=Decimal("7.4"),
            source="Onderzoek",
            entered_on=MONDAY,
            by=people["coordinator"],
        ),
        Milestone(contract_id=contract.id, due_on=MONDAY, amount=Decimal(100), note="Halverwege", agreed_on=MONDAY),
        Repair(contract_id=contract.id, until=MONDAY, agreed_on=MONDAY, reason="Nog niet klaar"),
        StoredTable(
            **dict.fromkeys(("name", "title", "region", "dated", "source", "rules_from"), "Eigen tabel"),
            full_time_hours=Decimal(36),
            full_time_published=True,
            hired_before_months=0,
            lks_lifts_limit=False,
            rounding=Rounding.CENT,
            imported_on=MONDAY,
            imported_by_id=people["coordinator"].id,
        ),
        GemeenteBorder(code="GM0153", rings=OUTLINE, source="Kadaster", taken_on=MONDAY),
        *(PaperValue(name=name, value="x", set_on=MONDAY, by=people["administrator"]) for name in Blank),
    ]
    for row in rows:
        session.add(row)
        record(session, MAKER, "test.made", row)
    left = vacancy.employer
    left.no_calls_since, left.no_calls_reason = MONDAY, "Wil rust"
    record(session, MAKER, "test.changed", left)
    moved = world.make.establishment(left)
    moved.closed_on, moved.closed_reason = MONDAY, "Verhuisd"
    record(session, MAKER, "test.changed", moved)
    session.add(
        EscoOccupation(uri="urn:esco:1", code="5223.1", isco="5223", label="verkoper", description="Helpt klanten")
    )
    declined = world._carved(vacancy.employer, vacancy)
    carving.decline(session, world.make.actor_of(manager), declined, reason="Geen tijd", on=MONDAY)
    session.flush()
