"""A VUM job-seeker profile as a candidate without a name and a profile with unknown levels."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.actions import facts_of
from candidates.facts import CandidateFacts, is_email, is_phone
from candidates.imports import changes_of, changing, registering
from candidates.models import Candidate
from candidates.profile.facts import ProfileFacts
from candidates.profile.facts import facts_of as profile_facts_of
from candidates.profile.models import Mode, Profile
from candidates.rows import Told
from employers.naming import postcode
from matching.core.catalogue import TIME_CODES
from matching.core.language import MOST_MINUTES, MOST_WISHES
from matching.core.travel import Pace, TravelAssumptions
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.importing import Choices, Judged, Outcome, Resemblance, certain_gemeente, refused
from werkbedrijf.foundation.spreadsheets.columns import Problem, Record
from werkbedrijf.imports.vum.hours import OCCUPATION, hours, nearest_occupation, with_open_bounds
from werkbedrijf.imports.vum.reading import Source, code, day_or_none, texts, whole

NAMELESS: Final = "Naamloos"
KM_PER_UNIT: Final = Decimal("0.1")
"""The answer sets of VUM behave as if maximaleReisafstand counts hundreds of metres as the crow flies."""
SURE: Final = 0.87
"""From this strength on an occupation says which kind of work somebody wants."""
NO: Final = "2"
YES: Final = "1"
# CodeVervoermiddel: 1 car, 2 moped, 3 bicycle, 4 motorcycle, 5 public transport, 9 other. The widest reach counts.
_MODES: Final = (({"1", "4"}, Mode.CAR), ({"5"}, Mode.TRANSIT), ({"2", "3"}, Mode.BICYCLE))
_CAR_LICENCES: Final = frozenset({"B", "B+", "BE"})


class Profiles:
    """Judges profiles: who was imported before is known by the id of the source."""

    def __init__(self, session: Session, on: date, choices: Choices):
        self.session, self.on, self.choices = session, on, choices
        self.known = dict(choices.known or {})
        self.in_file: dict[str, int] = {}

    def __call__(self, source: Source) -> Judged:
        """What this profile would do."""
        record = Record(source.number, {})
        label = f"VUM {source.source_id}"
        if not source.source_id:
            return refused(
                record, NAMELESS, Problem("idWerkzoekende", "Het kenmerk van de werkzoekende ontbreekt of klopt niet.")
            )
        if source.source_id in self.in_file:
            return again(source, label, self.in_file[source.source_id])
        self.in_file[source.source_id] = source.number
        told, notes, problem = said_by(source)
        if problem:
            return refused(record, label, problem, source_id=source.source_id)
        reference = self.known.get(source.source_id)
        candidate = (
            self.session.scalars(select(Candidate).where(Candidate.reference == reference)).first()
            if reference
            else None
        )
        return self._changed(source, label, candidate, told) if candidate else self._new(source, label, told, notes)

    def _new(self, source: Source, label: str, told: dict[str, Any], notes: list[str]) -> Judged:
        profile, more = completed(told, source, self.on)
        certain = certain_gemeente(profile.pc4) or self.choices.gemeente
        where = certain or self.choices.likely_gemeente
        record = Record(source.number, {})
        if where is None or self.choices.coach is None:
            words = f"De gemeente van postcode {profile.pc4} is niet zeker. Geef bij het importeren een gemeente op."
            return refused(record, label, Problem("bemiddelingspostcode", words), source_id=source.source_id)
        person = CandidateFacts(NAMELESS, f"VUM {source.source_id}"[:100], where.code, **_reach(source))
        try:
            person.checked(on=self.on)
            profile.checked()
        except InputRefused as problem:
            sentences = [Problem(name, words) for name, words in problem.problems.items()]
            return refused(record, label, *sentences, source_id=source.source_id)
        unsure = Resemblance(
            "",
            f"De gemeente van postcode {profile.pc4} is niet zeker. Neem je dit profiel mee, dan wordt het {where.name}.",
        )
        return Judged(
            source.number,
            Outcome.NEW if certain else Outcome.DOUBTFUL,
            label,
            resembles=() if certain else (unsure,),
            notes=(*notes, *more),
            source_id=source.source_id,
            save=registering(Told(person, profile), self.choices.coach.id),
        )

    def _changed(self, source: Source, label: str, candidate: Candidate, told: dict[str, Any]) -> Judged:
        profile = self.session.scalars(select(Profile).where(Profile.candidate_id == candidate.id)).first()
        now = profile_facts_of(profile) if profile else None
        # A coach who gave other wishes or an answer about mail knows better than the exchange.
        if now:
            wishes = now.wishes or told.get("wishes", ())
            wanted = replace(
                now, **(told | {"wishes": wishes, "certificates": now.certificates | told["certificates"]})
            )
            wanted = _with_minutes(wanted, source, self.on)
        else:
            wanted, _ = completed(told, source, self.on)
        person = facts_of(candidate)
        reach = {name: value for name, value in _reach(source).items() if not getattr(person, name)}
        whole_row = Told(replace(person, **reach), wanted)
        changes = changes_of(self.session, candidate, profile, whole_row)
        target = f"{candidate.reference} versie {candidate.version}.{profile.version if profile else 0}"
        save = changing(candidate.id, whole_row, frozenset(changes)) if changes else None
        outcome = Outcome.CHANGED if changes else Outcome.SAME
        return Judged(
            source.number, outcome, label, changes=changes, target=target, source_id=source.source_id, save=save
        )


def again(source: Source, label: str, first: int) -> Judged:
    """The same id twice in one file: the first one counts."""
    why = (Resemblance("", f"Hetzelfde kenmerk staat eerder in dit bestand, als record {first}."),)
    return Judged(source.number, Outcome.SAME, label, resembles=why, source_id=source.source_id)


def said_by(source: Source) -> tuple[dict[str, Any], list[str], Problem | None]:
    """What the record says, in fields of a profile; what to tell about it; and what refuses it."""
    found = postcode(str(source.at("mobiliteit.bemiddelingspostcode") or ""))
    if found is None:
        return {}, [], Problem("bemiddelingspostcode", "De postcode ontbreekt of klopt niet.")
    week = hours(source)
    if isinstance(week, Problem):
        return {}, [], week
    told: dict[str, Any] = {"pc4": found[:4], **week[0], "certificates": _certificates(source)}
    mode = _mode(source)
    told |= {"mode": mode} if mode else {}
    available = day_or_none(source.at("flexibiliteit.datumAanvangBeschikbaarVoorWerk"))
    told |= {"available_from": available} if available else {}
    if code(source.at("flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst")) == YES:
        told["times"] = frozenset(TIME_CODES)
    wishes = _wishes(source)
    told |= {"wishes": wishes} if wishes else {}
    return told, week[1], None


def completed(told: dict[str, Any], source: Source, on: date) -> tuple[ProfileFacts, list[str]]:
    """A whole profile: what was not said becomes the widest that may be, and is told."""
    notes = []
    if not {"hours_min", "hours_max"} <= told.keys():
        notes.append("Niet alle uren zijn bekend; wat ontbreekt is zo ruim mogelijk ingevuld.")
    if "mode" not in told:
        notes.append("Het vervoer is niet bekend; openbaar vervoer is ingevuld.")
    facts: dict[str, Any] = (
        {"mode": Mode.TRANSIT, "available_from": on, "max_minutes": MOST_MINUTES} | told | with_open_bounds(told)
    )
    return _with_minutes(ProfileFacts(**facts), source, on), notes


def _with_minutes(facts: ProfileFacts, source: Source, on: date) -> ProfileFacts:
    """With the travel time that goes with the distance, at the pace of the means of travel."""
    units = whole(source.at("mobiliteit.maximaleReisafstand"))
    if not units or units < 0:
        return facts
    figures = TravelAssumptions()
    pace: Pace = dict(zip(Mode, figures.paces(), strict=True))[facts.mode]
    km = units * KM_PER_UNIT
    exact = km * Decimal(str(pace.detour)) / Decimal(str(pace.km_per_hour)) * 60 + pace.fixed_minutes
    minutes = int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return replace(facts, max_minutes=max(1, min(minutes, MOST_MINUTES)))


def _mode(source: Source) -> Mode | None:
    usable = {
        code(one.get("codeVervoermiddel"))
        for one in source.listed("vervoermiddel")
        if isinstance(one, dict) and code(one.get("indicatieBeschikbaarVoorWoonWerkverkeer")) != NO
    }
    return next((mode for codes, mode in _MODES if codes & usable), None)


def _certificates(source: Source) -> frozenset[str]:
    licences = {
        code(one.get("codeSoortRijbewijs"))
        for one in source.listed("arbeidsmarktkwalificatie.rijbewijs")
        if isinstance(one, dict)
    }
    return frozenset({"rijbewijs_b"}) if licences & _CAR_LICENCES else frozenset()


def _wishes(source: Source) -> tuple[str, ...]:
    named = (nearest_occupation([text]) for text in texts(source.listed("bemiddelingsberoep"), *OCCUPATION))
    families = dict.fromkeys(one.occupation.family for one in named if one and one.strength >= SURE)
    return tuple(families)[:MOST_WISHES]


def _reach(source: Source) -> dict[str, Any]:
    """Mail address and telephone number of the person, never those of a department."""
    found = {}
    for name, key, fits in (("email", "emailadres", is_email), ("phone", "telefoonnummer", is_phone)):
        usable: Callable[[str], bool] = fits
        first = next((one for one in source.listed(key) if isinstance(one, str) and usable(one)), "")
        found[name] = first.lower() if name == "email" else first
    return found


def judging_profiles(session: Session, actor: Actor, on: date, choices: Choices) -> Profiles:
    """Begin to judge profiles."""
    return Profiles(session, on, choices)
