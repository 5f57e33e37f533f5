"""What an administrator types about a user."""

from collections.abc import Sequence

from sqlalchemy.orm import Session
from wtforms import (
    EmailField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
)
from wtforms.validators import InputRequired, Length, Optional

from employers.models import Employer
from werkbedrijf.accounts.actions import UserFacts
from werkbedrijf.accounts.queries import employers_of
from werkbedrijf.accounts.user_policy import OF_ORGANISATION
from werkbedrijf.administration.users.queries import ROLES, employers_like, organisations
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.errors import InputRefused, ProgrammingError
from werkbedrijf.foundation.forms import StrictForm

HINTS = {
    Role.ACCOUNT_MANAGER.value: "Registreert werkgevers en plekken, en legt plaatsingen vast.",
    Role.COACH.value: "Begeleidt kandidaten en stelt ze voor.",
    Role.EMPLOYER.value: "Ziet alleen de eigen plekken en wie daarvoor is voorgesteld.",
    Role.ALDERMAN.value: "Ziet alleen de tellingen.",
    Role.ADMINISTRATOR.value: "Beheert gebruikers en instellingen; ziet geen kandidaten.",
    Role.ORG_ADMIN.value: "Beheert de gebruikers van één organisatie; ziet geen kandidaten.",
    Role.COORDINATOR.value: "Bewaakt afspraken tussen de partners, zoals een dubbele inschrijving.",
    Role.AUDITOR.value: "Controleert achteraf wie wat bekeek en deed; verandert niets.",
}


class UserForm(StrictForm):
    class Meta:
        locales = ["nl"]

    name = StringField("Naam", [InputRequired("Vul een naam in."), Length(max=200)])
    email = EmailField("E-mailadres", [InputRequired("Vul een e-mailadres in."), Length(max=200)])
    phone = TelField("Telefoon", [Optional(), Length(max=40)])
    role = RadioField(
        "Rol",
        [InputRequired("Kies een rol.")],
        choices=[SelectChoice(role.value, role.words.capitalize()) for role in ROLES],
    )
    organisation = SelectField(
        "Organisatie", [Optional()], description="Voor iedereen, behalve voor iemand van een werkgever."
    )
    kept = SelectMultipleField("Spreekt voor", [Optional()])
    employer = StringField(
        "Werkgever",
        [Optional(), Length(max=200)],
        description="Alleen bij de rol werkgever. Typ een deel van de naam, het KvK-nummer of de referentie.",
    )
    employer_reference = HiddenField()
    reason = StringField(
        "Waarom deze rol?",
        [Optional(), Length(max=500)],
        description="Een tweede persoon leest dit en bevestigt de rol.",
    )

    def prepare(
        self, session: Session, user: User | None = None, *, actor: Actor | None = None, knows: bool = True
    ) -> "UserForm":
        """Offer the choices of this moment to this person; who may not know the address is not shown and not asked it."""
        own = actor is not None and actor.is_a(Role.ORG_ADMIN)
        partners = [one for one in organisations(session) if not own or one.id == actor.organisation_id]  # type: ignore[union-attr]
        none = [] if own else [SelectChoice("", "Geen")]
        self.organisation.choices = [*none, *(SelectChoice(str(one.id), one.name) for one in partners)]
        if own:
            self.role.choices = [choice for choice in self.role.choices if Role(choice.value) in OF_ORGANISATION]
            del self.kept, self.employer, self.employer_reference, self.reason
        if not knows:
            del self.email, self.phone
        if self.kept is None:
            return self
        current = employers_of(session, user) if user else ()
        self.kept.choices = [SelectChoice(one.reference, one.name) for one in current]
        return self

    def show(self, session: Session, user: User) -> "UserForm":
        """Fill in what is known now."""
        self.name.data = user.name
        if self.email is not None:
            self.email.data, self.phone.data = user.email, user.phone
        self.role.data = user.role.value
        self.organisation.data = str(user.organisation_id or "")
        if self.kept is not None:
            self.kept.data = [one.reference for one in employers_of(session, user)]
        return self

    def facts(self, session: Session, user: User | None = None) -> UserFacts:
        """What was typed, as an act wants it; raises InputRefused when the employer cannot be told."""
        role = Role(self.role.data)
        chosen = self.kept.data or [] if self.kept is not None else []
        kept = [one for one in (employers_of(session, user) if user else ()) if one.reference in chosen]
        partner = next((one for one in organisations(session) if str(one.id) == self.organisation.data), None)
        return UserFacts(
            name=self.name.data,
            email=self.email.data if self.email is not None else _known(user).email,
            phone=(self.phone.data if self.phone is not None else _known(user).phone) or "",
            role=role,
            organisation=partner,
            employers=_together(kept, self._typed_employer(session)),
        )

    def _typed_employer(self, session: Session) -> Employer | None:
        typed = (self.employer.data or "").strip() if self.employer is not None else ""
        if not typed:
            return None
        found = employers_like(session, typed, limit=10)
        chosen = [one for one in found if one.reference == self.employer_reference.data]
        exact = [one for one in found if typed.lower() in {one.name.lower(), one.kvk, one.reference.lower()}]
        fits = chosen or (exact if len(exact) == 1 else found)
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise InputRefused(
                {"employers": "Er zijn meer werkgevers die zo heten. Vul het KvK-nummer of de referentie in."}
            )
        raise InputRefused({"employers": "Deze werkgever staat niet in de regio. Registreer die eerst."})

    def say(self, refusal: InputRefused) -> None:
        """Put the sentences of a refusal at their fields."""
        for name, sentence in refusal.problems.items():
            self["employer" if name == "employers" else name].errors = [sentence]


def _known(user: User | None) -> User:
    if user is None:
        raise ProgrammingError("who is invited has an address")
    return user


def _together(kept: Sequence[Employer], added: Employer | None) -> list[Employer]:
    return [*kept, added] if added is not None and added not in kept else list(kept)
