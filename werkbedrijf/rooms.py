"""Every room that has tables. Importing this module makes the metadata complete, and says what rooms keep of each other."""

# ruff: noqa: F401 - imported for their tables

import candidates.models
import candidates.numbers.models
import candidates.profile.models
import candidates.registration.models
import candidates.scoring.models
import employers.contacts.models
import employers.faces.models
import employers.handover.models
import employers.merging.models
import employers.models
import employers.questions.models
import employers.record.models
import employers.rounds.models
import employers.training.models
import employers.vacancies.models
import employers.vacancies.wishes.models
import employers.vocabulary.esco.models
import matching.aftercare.closing.models
import matching.aftercare.models
import matching.aftercare.staying.models
import matching.bookings.models
import matching.carving.models
import matching.placements.endings.models
import matching.placements.interruptions.models
import matching.placements.models
import matching.placements.supports.models
import matching.placements.takenback.models
import matching.proposals.models
import matching.runs.models
import matching.shown.models
import matching.talks.models
import matching.trays.models
import werkbedrijf.accounts.models
import werkbedrijf.agenda.models
import werkbedrijf.borders.models
import werkbedrijf.fairness.models
import werkbedrijf.foundation.actors
import werkbedrijf.foundation.audit
import werkbedrijf.foundation.emergency
import werkbedrijf.foundation.four_eyes
import werkbedrijf.foundation.idempotency
import werkbedrijf.foundation.keys.models
import werkbedrijf.foundation.notes
import werkbedrijf.foundation.notices
import werkbedrijf.foundation.outbox
import werkbedrijf.foundation.parameters
import werkbedrijf.foundation.reasons
import werkbedrijf.foundation.references
import werkbedrijf.foundation.region
import werkbedrijf.foundation.sealing
import werkbedrijf.garantiebanen.closing.models
import werkbedrijf.garantiebanen.models
import werkbedrijf.garantiebanen.outside.models
import werkbedrijf.imports.models
import werkbedrijf.indicators.models
import werkbedrijf.learning.models
import werkbedrijf.logbook.models
import werkbedrijf.objections.models
import werkbedrijf.outlook.models
import werkbedrijf.papers.models
import werkbedrijf.replies.models
import werkbedrijf.rights.models
import werkbedrijf.scenarios.models
import werkbedrijf.sroi.claims.models
import werkbedrijf.sroi.contracts.models
import werkbedrijf.sroi.deadlines.models
import werkbedrijf.sroi.reports.models
import werkbedrijf.sroi.settling.models
import werkbedrijf.sroi.values.models
import werkbedrijf.timetable.models
import werkbedrijf.wages.models
from matching.aftercare.closing.beside import LEARNED
from matching.placements.takenback.beside import stand_beside
from werkbedrijf.foundation.db import Base
from werkbedrijf.garantiebanen.closing.beside import REPORTED
from werkbedrijf.sroi.claims.beside import CLAIMED

METADATA = Base.metadata

# Here and not with their doors: what stops a start from being taken back holds without any door too.
stand_beside("afsluiting", LEARNED)
stand_beside("gesloten_maanden", REPORTED)
stand_beside("social_return", CLAIMED)
