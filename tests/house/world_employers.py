"""What happens at an employer, for the world in which every door is opened."""

from employers.faces.actions import ask_account
from employers.models import ContactKind, ContactMoment
from employers.rounds.actions import begin_round
from employers.rounds.calling import take_call
from employers.rounds.facts import Choice, RoundFacts
from employers.rounds.models import RoundCall
from tests.making import MONDAY


class AtEmployers:
    """A contact, a call and a request to take over."""

    def _moment(self, employer, by):
        moment = ContactMoment(
            employer=employer,
            on=MONDAY,
            kind=ContactKind.PHONE,
            note="Gebeld",
            next_step="Langsgaan",
            next_step_on=MONDAY,
            agreement="Een overzicht sturen",
            by=by,
            organisation_id=by.organisation_id,
        )
        return self.make._add(moment, "contact.made")

    def _called(self, employer, by):
        """An employer in a belronde of its face, who is calling it."""
        session, actor = self.make.session, self.make.actor_of(by)
        facts = RoundFacts(title="Belronde", choice=Choice(face="mijn"), callers=[by.id])
        begun = begin_round(session, actor, facts, on=MONDAY)
        call = session.query(RoundCall).filter_by(round_id=begun.id, employer_id=employer.id).one()
        take_call(session, actor, call, on=MONDAY)
        return call

    def _takeover(self, employer, asker):
        """The other manager asks to take this employer over."""
        told = "Ik spreek hen elke week"
        return ask_account(self.make.session, self.make.actor_of(asker), employer, told, on=MONDAY)
