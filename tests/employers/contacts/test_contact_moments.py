"""What is kept of a contact, and what each reader sees of it."""

from datetime import date, timedelta

import pytest

from employers.contacts.actions import finish_next_step, keep_agreement, log_contact
from employers.contacts.codes import CodeList
from employers.contacts.policy import may_finish_promise, may_read_detail
from employers.contacts.queries import find_moment, promises_of, promises_owned_by, words_of
from employers.contacts.seen import seen_by
from employers.contacts.wording import say_word
from employers.facts import MomentFacts
from employers.models import ContactKind
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused

SECRET = MomentFacts(
    "Over de Fusie",
    spoke_with="Kim Geheim",
    agreement="Een Offerte",
    next_step="Naar Notaris",
    next_step_on=date(2026, 11, 30),
    subject_code=3,
    shared=False,
)


@pytest.fixture
def hengelo(make):
    return make.organisation("Gemeente Hengelo")


def test_a_contact_keeps_codes_person_promise_and_next_step_with_their_owners(session, make, hengelo):
    employer, anna, bas = make.employer(), make.user(organisation=hengelo), make.user(organisation=hengelo)
    kim = make.contact(employer, name="Kim de Vries")
    told = MomentFacts(
        "Rondleiding gehad",
        kind_code=4,
        subject_code=3,
        contact_person_id=kim.id,
        agreement="Rooster sturen",
        agreement_by_id=bas.id,
        agreement_on=date(2026, 11, 27),
        next_step="Terugbellen",
        next_step_on=date(2026, 11, 30),
    )
    moment = log_contact(session, make.actor_of(anna), employer, told, on=MONDAY)
    assert (moment.code, moment.subject_code, moment.kind) == (4, 3, ContactKind.OTHER)
    assert (moment.contact_person_id, moment.spoke_with) == (kim.id, "Kim de Vries")
    assert (moment.agreement_by_id, moment.next_step_by_id) == (bas.id, anna.id)
    assert [(one.what, one.owner.id) for one in promises_owned_by(session, [bas.id])] == [("Rooster sturen", bas.id)]

    keep_agreement(session, make.actor_of(anna), moment, on=MONDAY)
    finish_next_step(session, make.actor_of(anna), moment, on=MONDAY)
    assert promises_owned_by(session, [anna.id, bas.id]) == []


@pytest.mark.parametrize(("kind", "code"), [("telefoon", 1), ("bezoek", 2), ("e-mail", 3), ("anders", 6)])
def test_the_older_words_are_codes(session, make, kind, code):
    told = MomentFacts("x", kind=ContactKind(kind))
    moment = log_contact(session, make.actor(), make.employer(), told, on=MONDAY)
    assert moment.kind_code == code
    moment.kind_code = None  # as the older version leaves it
    assert moment.code == code


def test_what_the_older_version_promised_is_kept_by_who_logged_it(session, make):
    anna, employer = make.user(), make.employer()
    moment = log_contact(session, make.actor_of(anna), employer, MomentFacts("x", next_step="Bellen"), on=MONDAY)
    moment.next_step_by_id = None
    session.flush()
    session.refresh(moment)
    (promise,) = promises_owned_by(session, [anna.id])
    assert promise.owner is anna


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (MomentFacts("x", kind_code=7), "kind"),
        (MomentFacts("x", subject_code=0), "subject"),
        (MomentFacts("x", contact_person_id=99999), "contact"),
        (MomentFacts("x", agreement_on=MONDAY), "agreement"),
        (MomentFacts("x", agreement="y", agreement_on=date(2026, 11, 1)), "agreement_on"),
        (MomentFacts("x", agreement="y", agreement_by_id=99999), "agreement_by"),
        (MomentFacts("x", next_step="y", next_step_by_id=99999), "next_step_by"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(session, make, told, field):
    with pytest.raises(InputRefused) as refusal:
        log_contact(session, make.actor(), make.employer(), told, on=MONDAY)
    assert list(refusal.value.problems) == [field]


def test_somebody_of_another_employer_or_another_partner_is_not_named(session, make, hengelo):
    stranger, anna = make.contact(make.employer()), make.user(organisation=hengelo)
    with pytest.raises(InputRefused, match="staat niet bij deze werkgever"):
        log_contact(
            session, make.actor_of(anna), make.employer(), MomentFacts("x", contact_person_id=stranger.id), on=MONDAY
        )
    told = MomentFacts("x", next_step="y", next_step_by_id=make.user().id, shared=False)
    with pytest.raises(InputRefused, match="mag het niet lezen"):
        log_contact(session, make.actor_of(anna), make.employer(), told, on=MONDAY)


def test_that_it_happened_is_always_seen_and_the_detail_only_by_the_own_partner(session, make, hengelo):
    anna, employer = make.user(organisation=hengelo, name="Anna Bos"), make.employer()
    moment = log_contact(session, make.actor_of(anna), employer, SECRET, on=MONDAY)
    own, other, words = make.actor(Role.COACH, organisation=hengelo), make.actor(), words_of(session)

    told = seen_by(other, moment, words)
    assert (told.on, told.who, told.organisation) == (MONDAY, "Anna Bos", "Gemeente Hengelo")
    assert (told.kind, told.subject, told.only_for) == ("telefoon", "leerwerkplekken", "Gemeente Hengelo")
    assert not any(secret in repr(told) for secret in ("Fusie", "Geheim", "Offerte", "Notaris"))
    assert seen_by(own, moment, words).note == "Over de Fusie"

    for actor, may in ((own, True), (other, False)):
        assert bool(may_read_detail(actor, moment=moment)) == may
        assert bool(may_finish_promise(actor, moment=moment)) == may
        assert (find_moment(session, actor, str(moment.id)) is moment) == may
        assert (len(promises_of(session, actor, employer)) == 2) == may


def test_a_word_of_the_region_holds_from_its_day_and_older_contacts_keep_theirs(session, make):
    admin, later = make.actor(Role.ADMINISTRATOR), MONDAY + timedelta(days=7)
    say_word(session, admin, CodeList.SUBJECT, 3, "leren en werken", valid_from=later, on=MONDAY)
    say_word(session, admin, CodeList.SUBJECT, 3, "leren op het werk", valid_from=later, on=MONDAY)
    words = words_of(session)
    assert words.said(CodeList.SUBJECT, 3, MONDAY) == "leerwerkplekken"
    assert words.said(CodeList.SUBJECT, 3, later) == "leren op het werk"
    assert [row.word for row in words.coming(MONDAY)] == ["leren op het werk"]
    with pytest.raises(InputRefused, match="vandaag in of later"):
        say_word(session, admin, CodeList.KIND, 1, "bellen", valid_from=MONDAY - timedelta(days=1), on=MONDAY)
    with pytest.raises(InputRefused, match="Vul het woord in"):
        say_word(session, admin, CodeList.KIND, 1, "  ", valid_from=None, on=MONDAY)
