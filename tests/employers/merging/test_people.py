"""Contact persons that stand double: found, made one without losing anything, and two again, alone or with their employers."""

import pytest
from sqlalchemy import select

from employers.contacts.actions import log_contact
from employers.facts import ContactFacts, MomentFacts
from employers.merging.actions import merge, undo
from employers.merging.errors import NotTwo, UndoFirst
from employers.merging.models import ContactJoin
from employers.merging.people import doubles_among, join, take_apart
from employers.merging.queries import joins_of
from employers.models import ContactMoment, ContactPerson
from employers.record.actions import agree, change_contact
from employers.record.facts import AgreementFacts
from employers.record.models import AgreementKind
from tests.employers.merging.whole import digest
from tests.making import MONDAY


@pytest.fixture
def zon(session, make):
    return make.employer("De Zon")


def person(name, **more):
    return ContactPerson(name=name, **{"phone": "", "email": "", "function": ""} | more)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"name": "Kim de Vries"}, {"name": "kim  de vries"}, "dezelfde naam"),
        ({"name": "Zoë Bos"}, {"name": "Zoe Bos"}, "dezelfde naam"),
        ({"name": "Kim", "email": "Kim@zon.nl"}, {"name": "Balie", "email": "kim@zon.nl"}, "hetzelfde e-mailadres"),
        ({"name": "Kim Bos", "email": "info@zon.nl"}, {"name": "Jan Smit", "email": "info@zon.nl"}, None),
        ({"name": "K. de Vries"}, {"name": "Kim de Vries"}, "bijna dezelfde naam"),
        (
            {"name": "K. de Vries", "phone": "06-12345678"},
            {"name": "Kim de Vries", "phone": "+31 6 1234 5678"},
            "hetzelfde telefoonnummer",
        ),
        ({"name": "Kim Bos", "phone": "053 1234567"}, {"name": "Jan Smit", "phone": "053 1234567"}, None),
        ({"name": "Kim"}, {"name": "Kees"}, None),
        ({"name": "Kim Bos", "left_on": MONDAY}, {"name": "Kim Bos"}, None),
    ],
)
def test_the_signs(one, other, why):
    people = [person(id=1, **one), person(id=2, **other)]
    assert [(pair.first.id, pair.second.id, pair.why) for pair in doubles_among(reversed(people))] == (
        [(1, 2, why)] if why else []
    )


def two(session, make, employer):
    """Kim is known twice, each with a contact and an agreement."""
    actor = make.actor()
    first = make.contact(employer, name="Kim de Vries", email="", phone="06-12345678")
    second = make.contact(employer, name="K. de Vries", email="kim@zon.example", function="Chef")
    for one in (first, second):
        log_contact(session, actor, employer, MomentFacts(one.name, contact_person_id=one.id), on=MONDAY)
        agree(session, actor, employer, AgreementFacts(AgreementKind.SROI, "x", contact_id=one.id), on=MONDAY)
    session.flush()
    session.refresh(employer, ["contacts"])
    return actor, first, second


def test_everything_goes_to_the_one_that_stays_and_all_of_it_comes_back(session, make, zon):
    actor, first, second = two(session, make, zon)
    before = digest(session)

    done = join(session, actor, first, second, on=MONDAY)
    assert set(session.scalars(select(ContactMoment.contact_person_id))) == {first.id}
    assert (first.phone, first.email, first.function, second.left_on) == (
        *("06-12345678", "kim@zon.example", "Chef"),
        MONDAY,
    )
    assert doubles_among(zon.contacts) == []
    take_apart(session, actor, done, on=MONDAY)
    take_apart(session, actor, done, on=MONDAY)
    session.commit()
    assert digest(session) == before
    assert len(doubles_among(zon.contacts)) == 1


def test_what_somebody_changed_since_stays_so(session, make, zon):
    actor, first, second = two(session, make, zon)
    done = join(session, actor, first, second, on=MONDAY)
    change_contact(session, actor, first, ContactFacts("Kim de Vries", email="nieuw@zon.example"), on=MONDAY)
    take_apart(session, actor, done, on=MONDAY)
    assert (first.email, second.email, second.left_on) == ("nieuw@zon.example", "kim@zon.example", None)


def test_only_two_people_who_are_there_at_one_employer(session, make, zon):
    actor, first, second = two(session, make, zon)
    for one, other in ((first, first), (first, make.contact(make.employer()))):
        with pytest.raises(NotTwo):
            join(session, actor, one, other, on=MONDAY)
    join(session, actor, first, second, on=MONDAY)
    with pytest.raises(NotTwo):
        join(session, actor, first, second, on=MONDAY)


def test_a_chain_comes_apart_from_the_end(session, make, zon):
    actor, first, second = two(session, make, zon)
    third = make.contact(zon, name="Kim de Vries")
    one = join(session, actor, second, third, on=MONDAY)
    other = join(session, actor, first, second, on=MONDAY)
    with pytest.raises(UndoFirst, match="Kim de Vries"):
        take_apart(session, actor, one, on=MONDAY)
    take_apart(session, actor, other, on=MONDAY)
    take_apart(session, actor, one, on=MONDAY)
    assert joins_of(session, zon) == []


def test_taking_two_employers_apart_takes_their_people_apart(session, make, zon):
    actor, first, _ = two(session, make, zon)
    maan = make.employer("De Maan")
    _, theirs, theirs_too = two(session, make, maan)
    before = digest(session)

    own = join(session, actor, theirs, theirs_too, on=MONDAY)
    inner = digest(session)
    merged = merge(session, actor, zon, maan, {}, on=MONDAY)
    across = join(session, actor, first, theirs, on=MONDAY)
    assert (own.merge_id, across.merge_id) == (None, merged.id)
    undo(session, actor, merged, on=MONDAY)
    session.commit()

    assert digest(session) == inner
    assert [one.id for one in joins_of(session, maan)] == [own.id]
    take_apart(session, actor, session.get_one(ContactJoin, own.id), on=MONDAY)
    assert digest(session) == before


@pytest.fixture
def known(client, stored):
    stored.region()
    stored.parameters()
    anna = stored.user(name="Anna Bos")
    employer = stored.employer("De Zon", account_manager=anna)
    two(stored.session, stored, employer)
    client.sign_in_as(anna)
    return employer


def test_the_pages_show_both_join_them_and_take_them_apart(client, stored, known):
    address = f"/werkgevers/{known.reference}"
    first, second = sorted(one.id for one in known.contacts)
    page = client.get(address)
    assert "Kim de Vries en K. de Vries (bijna dezelfde naam)" in page.text
    compare = f"/werkgevers/contactpersonen/{first}/samenvoegen/{second}"
    assert compare in page.links()
    page = client.get(compare)
    assert "kim@zon.example (van K. de Vries)" in page.text
    assert f"/werkgevers/contactpersonen/{second}/samenvoegen/{first}" in page.links()

    page = client.post(compare)
    assert "K. de Vries en Kim de Vries zijn nu één contactpersoon" in page.text
    assert "1 samengevoegde contactpersoon" in page.text
    assert "Misschien dezelfde" not in page.text
    client.get(compare, status=403)
    join_id = stored.session.scalars(select(ContactJoin.id)).one()
    page = client.post(f"/werkgevers/contactpersonen/samengevoegd/{join_id}/uit-elkaar")
    assert "staan weer apart" in page.text and "Misschien dezelfde" in page.text
