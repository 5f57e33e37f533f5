"""Contact moments in the shape of VUM 3.1: what goes out, what comes back, and what never leaves."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.contacts.actions import log_contact
from employers.contacts.exchange.reading import read_answer, read_question
from employers.contacts.exchange.shape import MOST_RESULTS, About, Address, Answer, Match, NotVum, Person, Question
from employers.contacts.exchange.sharing import answer_to
from employers.contacts.exchange.writing import answer_body, question_body
from employers.facts import MomentFacts
from employers.record.actions import agree
from employers.record.facts import AgreementFacts
from employers.record.models import AgreementKind
from tests.making import MONDAY

KVK = st.from_regex(r"[0-9]{8}", fullmatch=True)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def texts(longest):
    letters = st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"))
    return st.text(letters, max_size=longest)


PHONES = st.one_of(st.just(""), st.from_regex(r"\+?[0-9]{3,13}", fullmatch=True))
ADDRESSES = st.builds(
    Address,
    street=texts(24),
    number=st.none() | st.integers(0, 99_999),
    addition=texts(6),
    place=texts(80),
    postcode=st.just("") | st.from_regex(r"[0-9]{4}[A-Z]{2}", fullmatch=True),
    person=st.builds(
        Person, name=texts(35), email=texts(320), phone=PHONES, organisation=st.just(""), function=texts(70)
    ),
)
MATCHES = st.builds(
    Match,
    on=DAYS,
    subject=st.none() | st.integers(1, 6),
    kind=st.none() | st.integers(1, 6),
    by=st.builds(Person, name=texts(70), email=texts(320), phone=PHONES, organisation=texts(70), function=st.just("")),
    employer=st.builds(
        About,
        name=texts(500),
        kvk=KVK,
        sbi=st.none() | st.integers(0, 99_999),
        agreement=st.none() | st.integers(1, 3),
        sbb=st.none() | st.booleans(),
        address=ADDRESSES,
    ),
)
ANSWERS = st.builds(Answer, st.lists(MATCHES, max_size=4).map(tuple), st.booleans())


@given(ANSWERS)
def test_what_fits_goes_out_and_comes_back_the_same(answer):
    assert read_answer(json.loads(json.dumps(answer_body(answer)))) == answer


@given(
    st.builds(
        Match,
        on=DAYS,
        by=st.builds(Person, name=st.text(), email=st.text(), phone=st.text(), organisation=st.text()),
        employer=st.builds(
            About, name=st.text(), kvk=KVK, address=st.builds(Address, street=st.text(), addition=st.text())
        ),
    )
)
def test_whatever_stands_here_what_goes_out_fits_the_exchange(match):
    once = read_answer(answer_body(Answer((match,))))
    assert answer_body(once) == answer_body(read_answer(answer_body(once)))


@given(KVK, st.none() | DAYS)
def test_a_question_comes_back_the_same(kvk, since):
    assert read_question(question_body(Question(kvk, since))) == Question(kvk, since)


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ([], "bericht"),
        ({}, "vraagObject"),
        ({"vraagObject": {"datum": {"$gte": "2026-01-01"}}}, "werkgever"),
        ({"vraagObject": {"werkgever": {"nummerKvk": {"$eq": 12345678}}}}, "werkgever.nummerKvk"),
        ({"vraagObject": {"werkgever": {"nummerKvk": {"$gte": "12345678"}}}}, "werkgever.nummerKvk"),
        ({"vraagObject": {"werkgever": {"nummerKvk": {"$eq": "1234567"}}}}, "werkgever.nummerKvk"),
        ({"vraagObject": {"werkgever": {"nummerKvk": {"$eq": "12345678"}}, "datum": {"$gte": "1-1-2026"}}}, "datum"),
        ({"vraagObject": {"werkgever": {"nummerKvk": {"$eq": "12345678"}}, "datum": {"$gte": "2026-02-30"}}}, "datum"),
    ],
)
def test_a_question_that_does_not_fit_is_refused_at_its_field(asked, where):
    with pytest.raises(NotVum) as refusal:
        read_question(asked)
    assert refusal.value.where == where


FINE = {"maximumAantalResultatenBereikt": False, "matches": [{"datum": "2026-01-31"}]}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"maximumAantalResultatenBereikt": "nee"}, "maximumAantalResultatenBereikt"),
        ({"matches": {}}, "matches"),
        ({"matches": [{}]}, "matches[0].datum"),
        ({"matches": [{"datum": "2026-01-31", "codeOnderwerp": 7}]}, "matches[0].codeOnderwerp"),
        ({"matches": [{"datum": "2026-01-31", "codeSoort": True}]}, "matches[0].codeSoort"),
        ({"matches": [{"datum": "2026-01-31", "werkgever": {"codeSoortAfspraken": 4}}]}, "codeSoortAfspraken"),
        ({"matches": [{"datum": "2026-01-31", "accountmanager": {"naam": "x" * 71}}]}, "accountmanager.naam"),
        ({"matches": [{"datum": "2026-01-31", "werkgever": {"nummerKvk": "1234"}}]}, "nummerKvk"),
        ({"matches": [{"datum": "2026-01-31", "werkgever": "De Zon"}]}, "werkgever"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_at_its_field(change, where):
    read_answer(FINE)
    with pytest.raises(NotVum) as refusal:
        read_answer(FINE | change)
    assert refusal.value.where.endswith(where)


def test_empty_is_absent_and_a_list_of_one_is_that_one():
    told = {"datum": "2026-01-31", "accountmanager": {"naam": "", "emailadres": ["a@b.nl"]}, "werkgever": None}
    (match,) = read_answer(FINE | {"matches": [told | {"nieuwVeld": 1}]}).matches
    assert (match.by, match.employer) == (Person(email="a@b.nl"), About())


@pytest.fixture
def hengelo(make):
    return make.organisation("Gemeente Hengelo")


@pytest.fixture
def zon(make):
    employer = make.employer("De Zon", kvk="01234567", sbb_recognised=True)
    make.establishment(employer, street="Burgemeester van Heemstrastraat", house_number="12 a", postcode="7511ab")
    return employer


def test_a_moment_goes_out_with_who_was_there_and_who_was_spoken_with(session, make, zon, hengelo):
    anna = make.user(name="Anna Bos", organisation=hengelo, phone="074 - 123 45 67", email="anna@hengelo.example")
    kim = make.contact(
        zon, name="Kim de Vries", function="Bedrijfsleider", phone="06-12345678", email="kim@zon.example"
    )
    told = MomentFacts("Over plekken", kind_code=2, subject_code=3, contact_person_id=kim.id, agreement="Bellen")
    log_contact(session, make.actor_of(anna), zon, told, on=MONDAY)

    body = answer_body(answer_to(session, Question("01234567"), on=MONDAY))

    assert body == {
        "maximumAantalResultatenBereikt": False,
        "matches": [
            {
                "datum": MONDAY.isoformat(),
                "codeOnderwerp": 3,
                "codeSoort": 2,
                "accountmanager": {
                    "naam": "Anna Bos",
                    "naamOrganisatie": "Gemeente Hengelo",
                    "emailadres": "anna@hengelo.example",
                    "telefoonnummer": "0741234567",
                },
                "werkgever": {
                    "handelsnaamOrganisatie": "De Zon",
                    "nummerKvk": "01234567",
                    "erkendSbbLeerbedrijf": 1,
                    "vestigingsadres": {
                        "straatnaam": "Burgemeester van Heemstr",
                        "huisnummer": 12,
                        "huisnummertoevoeging": "a",
                        "woonplaatsnaam": "Enschede",
                        "postcode": "7511AB",
                        "contactpersoonAfdeling": {
                            "naam": "Kim de Vries",
                            "functie": "Bedrijfsleider",
                            "emailadres": "kim@zon.example",
                            "telefoonnummer": "0612345678",
                        },
                    },
                },
            }
        ],
    }
    read_answer(body)


def test_what_a_partner_keeps_to_itself_goes_out_only_as_that_it_happened(session, make, zon, hengelo):
    anna = make.user(name="Anna Bos", organisation=hengelo, phone="0741234567", email="anna@hengelo.example")
    told = MomentFacts("Over de Fusie", spoke_with="Kim Geheim", agreement="Stil", subject_code=3, shared=False)
    log_contact(session, make.actor_of(anna), zon, told, on=MONDAY)

    body = answer_body(answer_to(session, Question("01234567"), on=MONDAY))

    written = json.dumps(body)
    for secret in ("Kim Geheim", "Fusie", "Stil", "anna@hengelo.example", "0741234567"):
        assert secret not in written
    assert body["matches"][0]["accountmanager"] == {"naam": "Anna Bos", "naamOrganisatie": "Gemeente Hengelo"}
    assert body["matches"][0]["codeOnderwerp"] == 3


def test_who_left_is_named_but_not_reached(session, make, zon):
    anna = make.user(email="anna@weg.example")
    kim = make.contact(zon, name="Kim de Vries", email="kim@weg.example")
    log_contact(session, make.actor_of(anna), zon, MomentFacts("x", contact_person_id=kim.id), on=MONDAY)
    kim.left_on, anna.is_active = MONDAY, False

    (match,) = answer_to(session, Question("01234567"), on=MONDAY).matches

    person = match.employer.address.person
    assert (person.name, person.email, match.by.name, match.by.email) == ("Kim de Vries", "", anna.name, "")


def test_a_question_picks_the_employer_and_the_days_and_says_when_there_are_more(session, make, zon):
    actor = make.actor()
    for days in range(MOST_RESULTS + 1):
        told = MomentFacts(f"{days}", held_on=MONDAY - timedelta(days=days))
        log_contact(session, actor, zon, told, on=MONDAY)
    log_contact(session, actor, make.employer("Anders"), MomentFacts("x"), on=MONDAY)

    everything = answer_to(session, Question("01234567"), on=MONDAY)
    assert (len(everything.matches), everything.is_cut) == (MOST_RESULTS, True)
    assert everything.matches[0].on == MONDAY
    some = answer_to(session, Question("01234567", MONDAY - timedelta(days=4)), on=MONDAY)
    assert (len(some.matches), some.is_cut) == (5, False)
    assert answer_to(session, Question("99999999"), on=MONDAY) == Answer()


def test_the_code_of_the_agreement_that_runs_goes_along(session, make, zon):
    actor = make.actor()
    log_contact(session, actor, zon, MomentFacts("x"), on=MONDAY)

    def sent():
        return answer_to(session, Question("01234567"), on=MONDAY).matches[0].employer.agreement

    agree(session, actor, zon, AgreementFacts(AgreementKind.SROI, "Zonder code"), on=MONDAY)
    assert sent() is None
    ended = AgreementFacts(AgreementKind.SROI, "Voorbij", date(2025, 1, 1), date(2025, 2, 1), exchange_code=1)
    agree(session, actor, zon, ended, on=MONDAY)
    assert sent() is None
    for code, start in ((3, MONDAY - timedelta(days=1)), (2, MONDAY - timedelta(days=9))):
        agree(session, actor, zon, AgreementFacts(AgreementKind.SROI, "Loopt", start, exchange_code=code), on=MONDAY)
    assert sent() == 3
