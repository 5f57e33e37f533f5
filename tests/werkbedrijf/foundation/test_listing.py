import pytest
from sqlalchemy import select

from employers.models import Employer
from werkbedrijf.foundation.listing import Filter, Listing, page_of

FILTERS = (Filter("sector", "Sector", [("markt", "markt"), ("overheid", "overheid")]),)


def read(**args):
    return Listing.read(args, sorts=("naam", "datum"), default="-datum", filters=FILTERS)


@pytest.mark.parametrize(
    ("args", "sort", "descending", "page", "filters"),
    [
        ({}, "datum", True, 1, {}),
        ({"sorteer": "naam"}, "naam", False, 1, {}),
        ({"sorteer": "naam", "richting": "af"}, "naam", True, 1, {}),
        ({"sorteer": "id; drop table"}, "datum", True, 1, {}),
        ({"pagina": "3"}, "datum", True, 3, {}),
        ({"pagina": "-3"}, "datum", True, 1, {}),
        ({"pagina": "²"}, "datum", True, 1, {}),
        ({"pagina": "99999999999"}, "datum", True, 1, {}),
        ({"sector": "markt"}, "datum", True, 1, {"sector": "markt"}),
        ({"sector": "anders"}, "datum", True, 1, {}),
    ],
)
def test_the_address_is_read_forgivingly(args, sort, descending, page, filters):
    listing = read(**args)

    assert (listing.sort, listing.descending, listing.page, dict(listing.filters)) == (sort, descending, page, filters)


def test_a_page_past_the_end_shows_the_last(session, make):
    for _ in range(3):
        make.employer()
    query = select(Employer).order_by(Employer.id)

    page = page_of(session, query, read(pagina="9"), size=2)

    assert (page.number, page.pages, page.total, page.first, page.last) == (2, 2, 3, 3, 3)
    assert len(page.rows) == 1


def test_an_empty_list_is_one_empty_page(session):
    page = page_of(session, select(Employer), read())

    assert (page.pages, page.first, page.last, page.total) == (1, 0, 0, 0)
