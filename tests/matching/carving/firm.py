"""An employer whose work can be divided differently."""

from decimal import Decimal

from employers.vacancies.models import Task, VacancyKind
from matching.carving import actions
from tests.making import MONDAY


class Firm:
    """An employer with two open places at one address, and people who wait."""

    def __init__(self, make, waiting=3, **values):
        make.parameters()
        self.make, self.session = make, make.session
        self.manager = make.actor()
        self.site = make.establishment()
        self.employer = self.site.employer
        self.first = make.vacancy(self.site, tasks=tasks("Orders", 60, "Inpakken", 40), **values)
        self.second = make.vacancy(
            self.site,
            title="Groenmedewerker",
            family="groen",
            hours_max=Decimal(20),
            kind=VacancyKind.LEERWERKPLEK,
            tasks=tasks("Snoeien", 65, "Vegen", 35),
        )
        self.people = [make.profile() for _ in range(waiting)]
        self.chosen = [f"{self.first.reference}-2", f"{self.second.reference}-2"]

    def save(self, chosen=None, title="Hulp op het terrein"):
        return actions.save_carving(
            self.session, self.manager, self.employer, chosen or self.chosen, title=title, on=MONDAY
        )

    def agreed(self):
        carving = self.save()
        actions.discuss(self.session, self.manager, carving, on=MONDAY)
        actions.agree(self.session, self.manager, carving, by="Mia de Baas", agreed_on=MONDAY, on=MONDAY)
        return carving

    def placed(self):
        carving = self.agreed()
        actions.make_place(self.session, self.manager, carving, on=MONDAY)
        return carving


def tasks(*named):
    pairs = zip(named[::2], named[1::2], strict=True)
    return [
        Task(position=n, title=title, share=share, asks={"staan": [2, 2]}) for n, (title, share) in enumerate(pairs, 1)
    ]
