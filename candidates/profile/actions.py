"""What changes a profile: filling it in whole, one level at a time, and saying that it still holds."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.errors import SignedOff
from candidates.models import Candidate, CandidateStatus
from candidates.profile.facts import ProfileFacts, facts_of
from candidates.profile.models import LevelChange, Profile
from candidates.profile.revision import next_pool_revision
from matching.core.catalogue import (
    certificates_to_bits,
    conditions_to_bits,
    families_to_bits,
    levels_from_text,
    levels_to_text,
    times_to_bits,
)
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import NotFound


def save_profile(
    session: Session, actor: Actor, candidate: Candidate, facts: ProfileFacts, *, on: date, because: str = ""
) -> Profile:
    """Make the profile, or replace what it says; it then holds as confirmed on this day.

    A level that changes leaves a line of history, with ``because`` when it came of something. Refused facts raise
    InputRefused.
    """
    if candidate.status == CandidateStatus.LEFT:
        raise SignedOff(candidate)
    tidy = facts.checked()
    revision = next_pool_revision(session)
    profile = session.scalars(select(Profile).where(Profile.candidate_id == candidate.id)).first()
    made = profile is None
    if profile is None:
        profile = Profile(candidate=candidate, pseudonym=secrets.token_hex(12), levels=levels_to_text(tidy.levels))
        session.add(profile)
    else:
        _write_history(session, actor, profile, tidy.levels, because)
    _put(profile, tidy)
    profile.confirmed_on = on
    profile.pool_revision = revision
    record(session, actor, "profile.made" if made else "profile.changed", profile)
    return profile


def set_level(
    session: Session, actor: Actor, profile: Profile, capability: str, level: int | None, *, on: date, because: str = ""
) -> None:
    """Answer one question: the level of one capability, None for not known yet. The same answer twice changes nothing."""
    levels = levels_from_text(profile.levels)
    if levels.get(capability) == level and capability in levels:
        return
    told = replace(facts_of(profile), levels=levels | {capability: level})
    save_profile(session, actor, profile.candidate, told, on=on, because=because)


def confirm_profile(session: Session, actor: Actor, candidate: Candidate, *, on: date) -> Profile:
    """Coach and candidate looked at the profile and it still holds. Raises NotFound when there is none yet."""
    profile = session.scalars(select(Profile).where(Profile.candidate_id == candidate.id)).first()
    if profile is None:
        raise NotFound("Er is nog geen profiel. Vul eerst in wat iemand kan.")
    profile.confirmed_on = on
    record(session, actor, "profile.confirmed", profile)
    return profile


def _write_history(
    session: Session, actor: Actor, profile: Profile, levels: Mapping[str, int | None], because: str
) -> None:
    for capability, before in levels_from_text(profile.levels).items():
        after = levels.get(capability)
        if before != after:
            session.add(
                LevelChange(
                    profile_id=profile.id,
                    capability=capability,
                    before=before,
                    after=after,
                    at=session.info["at"],
                    by_id=actor.id,
                    because=because,
                )
            )


def _put(profile: Profile, facts: ProfileFacts) -> None:
    profile.levels = levels_to_text(facts.levels)
    profile.needs = conditions_to_bits(facts.needs)
    profile.essentials = conditions_to_bits(facts.essentials)
    profile.hours_min = facts.hours_min
    profile.hours_max = facts.hours_max
    profile.build_up = facts.build_up
    profile.pc4 = facts.pc4
    profile.mode = facts.mode
    profile.max_minutes = facts.max_minutes
    profile.times = times_to_bits(facts.times)
    profile.certificates = certificates_to_bits(facts.certificates)
    profile.vetoes = families_to_bits(facts.vetoes)
    profile.wishes = list(facts.wishes)
    profile.available_from = facts.available_from
