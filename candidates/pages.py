"""What the pages of this room need to know, gathered for their templates. Names go only to pages of the whole file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask import render_template
from sqlalchemy.orm import Session

from candidates import policy
from candidates.emergency.policy import may_open_in_emergency
from candidates.forms import SharingForm
from candidates.models import Candidate, CandidateStatus
from candidates.numbers.queries import number_of
from candidates.profile.models import Profile
from candidates.profile.pages import profile_page
from candidates.profile.queries import profile_of, profiles_of
from candidates.queries import (
    BY_NAME,
    REGION_SORTS,
    SORTS,
    caseload,
    filters_for,
    found_in_caseload,
    in_order_of_name,
    region,
)
from candidates.scoring.policy import may_ask_scoring
from candidates.workflow import LIFE
from matching.core.catalogue import CAPABILITIES, UNKNOWN_CHARACTER
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.listing import Listing, Page, page_of, page_of_sequence


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line of the own list."""

    reference: str
    name: str
    coach: str
    status: CandidateStatus
    is_shown: bool
    answered: int | None
    registered_on: date

    @property
    def questions(self) -> int | None:
        """How many questions are still open; None when nothing was filled in yet."""
        return None if self.answered is None else len(CAPABILITIES) - self.answered


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One line of the region: what colleagues elsewhere may know."""

    reference: str
    available_from: date
    hours_min: Decimal
    hours_max: Decimal
    answered: int


def list_page(session: Session, actor: Actor, args: Mapping[str, str]) -> str:
    """The own caseload, or for an account manager everybody of the own organisation."""
    filters = filters_for(session, actor)
    listing = Listing.read(args, sorts=list(SORTS), default=BY_NAME, filters=filters)
    page = _list(session, actor, listing)
    profiles = profiles_of(session, [row.id for row in page.rows])
    day = day_of(session.info["at"])
    return render_template(
        "candidates/index.html",
        page=page,
        rows=[_file_row(row, profiles.get(row.id), day) for row in page.rows],
        listing=listing,
        filters=filters,
        sorted_by=None if listing.query else listing.sort,
        whole_organisation=actor.is_a(Role.ACCOUNT_MANAGER),
        may_register=policy.may_register_candidate(actor),
    )


def _list(session: Session, actor: Actor, listing: Listing) -> Page[Candidate]:
    if listing.query:
        return page_of(session, caseload(actor, listing, found_in_caseload(session, actor, listing.query)), listing)
    if listing.sort != BY_NAME:
        return page_of(session, caseload(actor, listing), listing)
    ids = page_of_sequence(in_order_of_name(session, actor, listing), listing)
    rows = session.scalars(caseload(actor, listing, ids.rows)).unique().all()
    return Page(rows=rows, total=ids.total, number=ids.number)


def region_page(session: Session, actor: Actor, args: Mapping[str, str]) -> str:
    """Everybody in the region who looks for work, by reference."""
    listing = Listing.read(args, sorts=list(REGION_SORTS), default="beschikbaar")
    page = page_of(session, region(actor, listing), listing)
    profiles = profiles_of(session, [row.id for row in page.rows])
    rows = [_region_row(row.reference, profiles[row.id]) for row in page.rows]
    return render_template("candidates/region.html", page=page, rows=rows, listing=listing)


def file_page(session: Session, actor: Actor, candidate: Candidate, form: SharingForm | None = None) -> str:
    """The whole file, for the coach, the substitute and the own account manager."""
    profile = profile_of(session, candidate)
    day = day_of(session.info["at"])
    gemeente = gemeente_by_code(candidate.gemeente_code)
    return render_template(
        "candidates/show.html",
        candidate=candidate,
        number=number_of(session, candidate),
        gemeente=gemeente.name if gemeente else "",
        told=profile_page(session, profile) if profile else None,
        build_up=profile.build_up if profile else "",
        is_shown=candidate.visibility.is_shown(day),
        sharing=form or SharingForm.of(candidate),
        keeps=policy.keeps_file(actor, candidate=candidate),
        may_change=policy.may_change_candidate(actor, candidate=candidate),
        may_change_profile=policy.may_change_profile(actor, candidate=candidate),
        may_change_visibility=policy.may_change_visibility(actor, candidate=candidate),
        may_move=policy.may_move_candidate(actor, candidate=candidate),
        may_ask_scoring=may_ask_scoring(actor, candidate=candidate),
        steps=_steps(candidate),
    )


def reference_page(session: Session, actor: Actor, candidate: Candidate) -> str:
    """What colleagues elsewhere may know: what someone can, under the reference, and whom to ask."""
    profile = profile_of(session, candidate)
    return render_template(
        "candidates/show_reference.html",
        reference=candidate.reference,
        looks_for_work=candidate.status == CandidateStatus.ACTIVE,
        coach=candidate.coach,
        told=profile_page(session, profile) if profile else None,
        is_shown=candidate.visibility.is_shown(day_of(session.info["at"])),
        whole_file=bool(policy.may_see_file(actor, candidate=candidate)),
        may_open=may_open_in_emergency(actor, candidate=candidate),
    )


def _file_row(candidate: Candidate, profile: Profile | None, day: date) -> FileRow:
    return FileRow(
        reference=candidate.reference,
        name=candidate.name,
        coach=candidate.coach.name,
        status=candidate.status,
        is_shown=candidate.visibility.is_shown(day),
        answered=_answered(profile) if profile else None,
        registered_on=candidate.registered_on,
    )


def _region_row(reference: str, profile: Profile) -> RegionRow:
    return RegionRow(
        reference=reference,
        available_from=profile.available_from,
        hours_min=profile.hours_min,
        hours_max=profile.hours_max,
        answered=_answered(profile),
    )


def _answered(profile: Profile) -> int:
    return len(profile.levels) - profile.levels.count(UNKNOWN_CHARACTER)


def _steps(candidate: Candidate) -> Sequence[str]:
    """What may happen now in someone's life in the region."""
    return [step for step in LIFE.acts if LIFE.may(step, candidate.status)]
