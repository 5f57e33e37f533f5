"""What hangs on an employer in the world of the tests that open every door: an agreement, a pair, and a merge."""

from employers.merging.actions import merge
from employers.merging.models import EmployerPair
from employers.merging.people import join
from employers.record.actions import agree
from employers.record.facts import AgreementFacts
from employers.record.models import AgreementKind
from tests.making import MONDAY


def employer_refs(make, employer, manager):
    """The names in addresses of what hangs on this employer."""
    by = make.actor_of(manager)
    facts = AgreementFacts(AgreementKind.SROI, "Vijf procent van de opdracht", contact_id=employer.contacts[0].id)
    agreement = agree(make.session, by, employer, facts, on=MONDAY)
    double, gone = make.contact(employer, name="Dubbel Mens"), make.contact(employer, name="Dubbel Mens")
    joined = join(make.session, by, double, gone, on=MONDAY)
    second = make.employer()
    told = {"strength": 80, "signs": [["naam", "94"]], "found_on": MONDAY}
    pair = make._add(EmployerPair(first_id=employer.id, second_id=second.id, **told), "employerpair.made")
    merged = merge(make.session, by, employer, make.employer(), {}, on=MONDAY)
    return {
        "other": second.reference,
        "pair": str(pair.id),
        "merge": str(merged.id),
        "contact": str(employer.contacts[0].id),
        "agreement": str(agreement.id),
        "double": str(double.id),
        "join": str(joined.id),
    }
