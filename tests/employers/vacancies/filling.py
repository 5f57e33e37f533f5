"""The form of a place as it is filled in, and reading back what stands there."""

from sqlalchemy import select

from employers.vacancies.models import Vacancy

PLACE = {
    "kind": "garantiebaan",
    "establishment": "WV-0001",
    "title": "Orderpicker avondploeg",
    "occupation": "Orderpicker",
    "occupation_code": "orderpicker",
    "family": "",
    "seats": "2",
    "hours_min": "16",
    "hours_max": "24,5",
    "tasks-0-title": "Orders verzamelen",
    "tasks-0-share": "60",
    "tasks-0-separable": "y",
    "tasks-0-asks-lopen": "3",
    "tasks-0-asks-lopen-belang": "3",
    "tasks-3-title": "Inpakken",
    "tasks-3-share": "40",
    "tasks-3-asks-handen": "2",
    "times": ["avond"],
    "certificates": ["vca"],
    "conditions-vast_rooster": "aanwezig",
    "conditions-rolstoel": "onmogelijk",
    "conditions-rolstoel-waarom": "Smalle stellingen.",
    "hard-veilig": "2",
    "hard_reason": "Er rijden heftrucks.",
    "starts_on": "2027-01-04",
    "closes_on": "31-12-2098",
}


def logged(stored):
    stored.session.rollback()
    return stored.session.scalars(select(Vacancy)).all()


def value_of(page, name):
    return next((node.get("value") for node in page.all("input") if node.get("name") == name), None)


def chosen(page, name):
    """What is chosen in a list, or with dots."""
    dots = [node for node in page.all("input") if node.get("name") == name]
    if dots:
        (one,) = (node for node in dots if node.get("checked") is not None)
        return one.get("value")
    select_ = next(node for node in page.all("select") if node.get("name") == name)
    return next((o.get("value") for o in select_.iter() if o.get("selected") is not None), None)
