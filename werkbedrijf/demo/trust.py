"""What people of the invented region asked about their data, and what colleagues did that somebody else looks at."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.emergency.actions import open_in_emergency
from candidates.models import Candidate
from candidates.numbers.actions import keep_number
from matching.proposals.models import Proposal
from werkbedrijf.accounts.actions import UserFacts
from werkbedrijf.accounts.demo_sign_in import DEMO_DOMAIN
from werkbedrijf.administration.partners.actions import use_numbers
from werkbedrijf.administration.users.roles import ask_role
from werkbedrijf.demo.partners import Team
from werkbedrijf.foundation.actors import Actor, Role, User, actor_for
from werkbedrijf.objections.actions import announce, choose_people_only, decide, object_to, take_up
from werkbedrijf.objections.models import Outcome, Speaker, Subject
from werkbedrijf.rights.actions import answer_correction, ask_correction, ask_erasure
from werkbedrijf.rights.models import CorrectionOutcome, ErasureGround

# A number of the range that is kept for trying: it passes the elfproef and belongs to nobody.
NOBODYS_NUMBER = "999990019"
GROUND = "Verzonnen voor de demo: hier staan de wet en het artikel."


def ask_for_rights(session: Session, team: Team, people: Sequence[Candidate], *, today: date, latest: datetime) -> None:
    """Bezwaren, corrections, a file opened in an emergency, a request to erase, two files of one person and a role that waits."""
    asked = _Asked(session, team, people, today, latest)
    if not asked.has_people:
        return
    asked.objections()
    asked.corrections()
    asked.emergency()
    asked.erasure()
    asked.double_file()
    asked.role()
    asked.on(0)


def _years(pair: tuple[Candidate, Candidate]) -> int:
    return len({one.born_on.year for one in pair if one.born_on})


class _Asked:
    """Each in the caseload of who signs in, on people for whom nothing else is going on."""

    def __init__(self, session: Session, team: Team, people: Sequence[Candidate], today: date, latest: datetime):
        self.session, self.team, self.today, self.latest = session, team, today, latest
        self.coach = team.coaches[0]
        self.colleague = next(c for c in team.coaches[1:] if c.organisation_id == self.coach.organisation_id)
        self.people = people
        self.elsewhere = next(c for c in team.coaches[1:] if c.organisation_id != self.coach.organisation_id)
        self.put_forward = set(session.scalars(select(Proposal.candidate_id)))
        self.mine = self._quiet(self.coach)

    @property
    def has_people(self) -> bool:
        """Whether each of the coaches has somebody: not so in a region of a handful."""
        return all(next(self._quiet(one), None) for one in (self.coach, self.colleague, self.elsewhere))

    def _quiet(self, coach: User) -> Iterator[Candidate]:
        """People of a coach who were never put forward, newest first; in a very small region the same ones again."""
        theirs = [one for one in self.people if one.coach_id == coach.id and one.id not in self.put_forward]
        return cycle(reversed(theirs))

    def on(self, days_ago: int, hour: int = 8) -> date:
        """Set the moment of the acts that follow."""
        day = self.today - timedelta(days=days_ago)
        self.session.info["at"] = min(self.latest, datetime.combine(day, time(hour), UTC))
        return day

    def actor(self, user: User) -> Actor:
        """The person as the acts see this person."""
        return actor_for(self.session, user)

    def objections(self) -> None:
        """One that waits for an answer, one that was right."""
        session, coach, coordinator = self.session, self.actor(self.coach), self.actor(self.team.coordinator)
        received = self.on(40)
        person = next(self.mine)
        settled = object_to(
            session,
            coach,
            person,
            subject=Subject.ALGORITHM,
            speaker=Speaker.PERSON,
            ground="Ik wil dat een mens kijkt welk werk bij mij past, en niet de computer.",
            received_on=received,
            on=received,
        )
        take_up(session, coordinator, settled, on=self.on(38))
        day = self.on(30)
        choose_people_only(session, coach, person, wanted=True, on=day)
        decide(
            session,
            coordinator,
            settled,
            outcome=Outcome.FOUNDED,
            decision="U mag kiezen voor hulp van mensen alleen. Uw jobcoach zoekt voortaan zelf met u mee.",
            changed="De computer zet deze kandidaat niet meer op een lijst.",
            on=day,
        )
        announce(session, coordinator, settled, on=self.on(29))
        received = self.on(9)
        object_to(
            session,
            coach,
            next(self.mine),
            subject=Subject.RANKING,
            speaker=Speaker.PERSON,
            ground="Ik sta niet op de lijst voor het werk in de kas. Ik heb dat werk vier jaar gedaan.",
            received_on=received,
            on=received,
        )

    def corrections(self) -> None:
        """One that waits, and one that was answered but not told everywhere."""
        coach = self.actor(self.coach)
        day = self.on(5)
        ask_correction(self.session, coach, next(self.mine), what="Ik ben verhuisd. De postcode klopt niet.", on=day)
        known = next((c for c in self.people if c.coach_id == self.coach.id and c.id in self.put_forward), None)
        if known is None:
            return
        day = self.on(12)
        answered = ask_correction(
            self.session, coach, known, what="Ik kan ook in het weekend werken. Dat staat er niet bij.", on=day
        )
        answer_correction(
            self.session,
            coach,
            answered,
            outcome=CorrectionOutcome.CORRECTED,
            answer="Het weekend staat er nu bij.",
            on=self.on(8),
        )

    def emergency(self) -> None:
        """A colleague opened a file; the coach has the notice in the mail."""
        self.on(2, hour=9)
        reason = "De jobcoach is vrij en de werkgever belde: de kandidaat kan vandaag komen kijken."
        open_in_emergency(self.session, self.actor(self.colleague), next(self.mine), reason=reason)

    def erasure(self) -> None:
        """Asked by the account manager; the coordinator confirms or not."""
        self.on(3)
        manager = self.actor(self.team.managers[0])
        ask_erasure(self.session, manager, next(self._quiet(self.colleague)), ground=ErasureGround.REQUEST)

    def double_file(self) -> None:
        """One number at two partners: the coordinator sees that there are two files, not of whom."""
        administrator = self.actor(self.team.administrator)
        one, other = self._alike()
        for coach, days_ago, person in ((self.elsewhere, 60, other), (self.coach, 6, one)):
            day = self.on(days_ago)
            partner = coach.organisation
            assert partner is not None  # noqa: S101  # coaches work for a partner
            use_numbers(self.session, administrator, partner, GROUND)
            keep_number(self.session, self.actor(coach), person, NOBODYS_NUMBER, on=day)

    def _alike(self) -> tuple[Candidate, Candidate]:
        """One of each coach, of the same year of birth where there are: two files of one person have that alike."""
        mine, theirs = ([one for one in self.people if one.coach_id == of.id] for of in (self.coach, self.elsewhere))
        pairs = ((one, other) for one in reversed(mine) for other in reversed(theirs))
        alike = (pair for pair in pairs if pair[0].born_on and pair[1].born_on and _years(pair) == 1)
        return next(alike, (mine[-1], theirs[-1]))

    def role(self) -> None:
        """The administrator asked; the administrator of the partner says yes or no."""
        self.on(1)
        facts = UserFacts(
            name="Noor Verzonnen",
            email=f"noor@{DEMO_DOMAIN}",
            role=Role.ACCOUNT_MANAGER,
            organisation=self.team.org_admin.organisation,
        )
        reason = "Zij neemt vanaf de eerste van de maand de werkgevers in het centrum over."
        ask_role(self.session, self.actor(self.team.administrator), facts, None, reason=reason)
