"""What is agreed about a placement, checked before it is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from employers.models import Employer, Establishment
from employers.training.models import Mentor
from employers.vacancies.models import Vacancy, VacancyKind
from matching.placements.longest import Term
from matching.placements.models import ContractForm, Placement
from werkbedrijf.foundation.errors import InputRefused

MOST_HOURS = Decimal(48)
FAR = timedelta(days=732)
OLDEST = date(2000, 1, 1)
ANOTHER_SIGNS = "Dit contract tekent een ander bedrijf dan nu. Dat is een nieuwe plaatsing: kies ‘Ga verder onder een nieuwe afspraak’."

F = ContractForm
_PAID = (F.REGULAR, F.BBL, F.AGENCY, F.PAYROLL, F.POSTED, F.WSW_POSTED, F.WSW_SUPPORTED)
# Wsw work inside the sw-bedrijf is no garantiebaan (Wfsv art. 38b); learning on the job is no job.
FORMS: Mapping[VacancyKind, tuple[ContractForm, ...]] = {
    VacancyKind.GARANTIEBAAN: _PAID,
    VacancyKind.LEERWERKPLEK: (F.NONE, F.REGULAR, F.BBL),
    VacancyKind.PROEFPLAATSING: (F.NONE,),
    VacancyKind.WERKERVARINGSPLEK: (F.NONE,),
    VacancyKind.DETACHERING: (F.POSTED, F.WSW_POSTED),
    VacancyKind.BESCHUT: (F.REGULAR, F.POSTED, F.WSW_INTERNAL, F.WSW_POSTED),
    VacancyKind.VACANCY: _PAID,
}
# Someone else than the workplace signs the contract.
BY_ANOTHER = frozenset({F.AGENCY, F.PAYROLL, F.POSTED, F.WSW_POSTED})
BY_THE_WORKPLACE = frozenset({F.REGULAR, F.BBL, F.WSW_SUPPORTED, F.NONE})


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """The agreement: who employs, where the work is, in what form, how many hours a week, from when, until when.

    ``ends_on`` is the first day after the agreed period; None for no agreed end.
    """

    formal_employer: Employer
    workplace: Establishment
    contract_form: ContractForm
    hours_per_week: Decimal
    starts_on: date
    ends_on: date | None = None
    # Who guides at a leerwerkplek of which the weeks are booked.
    mentor: Mentor | None = None

    def check(
        self,
        vacancy: Vacancy,
        *,
        on: date,
        kind: VacancyKind | None = None,
        term: Term | None = None,
        past: bool = False,
    ) -> None:
        """Raise InputRefused with a sentence per field that cannot stay.

        ``kind`` is that of the placement where it is not that of the place, ``term`` how long this kind may last at first;
        ``past`` lets work in that began long ago.
        """
        problems = dict(self._problems(vacancy, kind or vacancy.kind, on, past))
        problems |= dict(term.problem(self.starts_on, self.ends_on) if term else ())
        if problems:
            raise InputRefused(problems)

    def _problems(self, vacancy: Vacancy, kind: VacancyKind, on: date, past: bool) -> Iterator[tuple[str, str]]:
        if self.workplace.employer_id != vacancy.employer_id:
            yield "workplace", f"Kies een vestiging van {vacancy.employer.name}: daar is de plek."
        yield from form_problem(kind, self.contract_form)
        yield from self._employer_problem(vacancy)
        yield from hours_problem("hours_per_week", self.hours_per_week)
        yield from self._period_problems(on, past)

    def _employer_problem(self, vacancy: Vacancy) -> Iterator[tuple[str, str]]:
        same = self.formal_employer.id == vacancy.employer_id
        if self.contract_form in BY_ANOTHER and same:
            yield (
                "formal_employer",
                "Bij dit contract is een ander bedrijf de werkgever, zoals een uitzendbureau of sw-bedrijf. Kies dat bedrijf.",
            )
        if self.contract_form in BY_THE_WORKPLACE and not same:
            yield "formal_employer", f"Bij dit contract is {vacancy.employer.name} zelf de werkgever."

    def _period_problems(self, on: date, past: bool) -> Iterator[tuple[str, str]]:
        oldest = OLDEST if past else on - FAR
        if not oldest <= self.starts_on <= on + FAR:
            yield "starts_on", "De startdatum ligt meer dan twee jaar van vandaag. Kijk het jaar na."
        if self.ends_on is not None and self.ends_on <= self.starts_on:
            yield (
                "ends_on",
                "De laatste werkdag ligt op of na de startdatum. Laat hem leeg als er geen einde is afgesproken.",
            )


def form_problem(kind: VacancyKind, form: ContractForm) -> Iterator[tuple[str, str]]:
    """A contract fits a kind of place, or the sentence says which do."""
    if form not in FORMS[kind]:
        fits = " of ".join(f"‘{one.words}’" for one in FORMS[kind])
        yield "contract_form", f"Dit contract past niet bij een {kind.words}. Kies {fits}."


def hours_problem(field: str, hours: Decimal) -> Iterator[tuple[str, str]]:
    """Hours a week are more than none, at most 48, in quarters at most."""
    if not 0 < hours <= MOST_HOURS:
        yield field, f"Vul uren per week in: meer dan 0 en ten hoogste {MOST_HOURS}."
    elif hours * 4 != int(hours * 4):
        yield field, "Rond de uren af op een kwartier, zoals 24,25."


def check_change_of_terms(placement: Placement, hours: Decimal, form: ContractForm, from_on: date, on: date) -> None:
    """Raise InputRefused when these terms cannot hold from that day: outside the period, or not possible."""
    problems = dict(hours_problem("hours", hours))
    if form is not placement.form_on(from_on):
        problems |= dict(form_problem(placement.kind, form))
    if (form in BY_ANOTHER) != (placement.contract_form in BY_ANOTHER):
        problems["contract_form"] = ANOTHER_SIGNS
    if from_on < placement.starts_on:
        problems["from_on"] = "De plaatsing was toen nog niet begonnen. Kies een dag vanaf de start."
    elif placement.ended_on is not None and from_on >= placement.ended_on:
        problems["from_on"] = "De plaatsing was toen al beëindigd. Kies een dag binnen de plaatsing."
    elif from_on > on + FAR:
        problems["from_on"] = "Deze dag ligt meer dan twee jaar vooruit. Kijk het jaar na."
    if problems:
        raise InputRefused(problems)


def check_end(placement: Placement, ended_on: date, on: date) -> None:
    """Raise InputRefused when the work cannot have ended on that day, the first one no longer worked."""
    if ended_on <= placement.starts_on:
        sentence = (
            "De laatste werkdag ligt op of na de startdatum. Is iemand nooit begonnen? Annuleer de plaatsing dan."
        )
    elif ended_on > on + timedelta(days=1):
        sentence = "Deze dag moet nog komen. Leg het vast als afgesproken einde; beëindigen kan op de dag zelf."
    else:
        return
    raise InputRefused({"ended_on": sentence})
