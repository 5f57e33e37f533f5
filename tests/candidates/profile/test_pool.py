import random
from dataclasses import replace
from threading import Thread

import numpy as np
import pytest
from sqlalchemy import event

from candidates.actions import pause_candidate, resume_candidate, sign_off_candidate
from candidates.profile.actions import save_profile, set_level
from candidates.profile.facts import facts_of
from candidates.profile.models import Mode
from candidates.profile.offer import offer_of
from candidates.profile.pool import Pool, fresh_people, pool_of
from matching.core.catalogue import CAPABILITY_CODES, FAMILY_CODES
from tests.candidates.telling import FACTS
from tests.conftest import NOW
from tests.making import MONDAY, Make
from werkbedrijf.foundation.actors import Role

COLUMNS = (
    "levels",
    "essential",
    "obstacles",
    "wishes",
    "hours_max",
    "mode",
    "most_minutes",
    "exposure",
    "point",
    "need",
)


def saved_and_asked(session):
    """Save, so that what follows is no longer only this session's own, and ask."""
    session.commit()
    return fresh_people(session)


def content(snapshot):
    """What the snapshot says per person, whatever the order of the rows."""
    people = snapshot.people
    per_person = {
        pseudonym: (
            int(snapshot.candidate_ids[row]),
            tuple(np.atleast_1d(getattr(people, name)[..., row]).tolist() for name in COLUMNS),
        )
        for row, pseudonym in enumerate(people.ids)
    }
    return per_person, people.neutral.tolist()


def test_a_new_person_is_found_at_the_next_question(session, make):
    assert len(fresh_people(session)) == 0
    first = make.profile()
    assert saved_and_asked(session).people.ids.tolist() == [first.pseudonym]
    make.candidate()
    second = make.profile(pc4="7001")
    snapshot = saved_and_asked(session)
    assert set(snapshot.people.ids) == {first.pseudonym, second.pseudonym}
    assert snapshot.ids_of([second.pseudonym, first.pseudonym]) == [second.candidate_id, first.candidate_id]


def test_who_does_not_look_for_work_is_not_there(session, make):
    actor, here, away = make.actor(Role.COACH), make.profile(), make.profile()
    saved_and_asked(session)
    pause_candidate(session, actor, away.candidate, on=MONDAY)
    assert saved_and_asked(session).people.ids.tolist() == [here.pseudonym]
    resume_candidate(session, actor, away.candidate, on=MONDAY)
    assert len(saved_and_asked(session)) == 2
    sign_off_candidate(session, actor, away.candidate, on=MONDAY)
    assert saved_and_asked(session).people.ids.tolist() == [here.pseudonym]


def test_those_who_work_already_can_be_left_out(session, make):
    one, two, three = make.profile(), make.profile(pc4="7001"), make.profile(mode=Mode.CAR)
    snapshot = fresh_people(session)
    rest = snapshot.without({two.candidate_id, 999_999})
    assert set(rest.ids) == {one.pseudonym, three.pseudonym}
    assert snapshot.without({two.candidate_id}) is rest
    assert snapshot.without(set()) is snapshot.people
    assert rest.neutral.tolist() == snapshot.people.neutral.tolist()


def test_a_packed_person_says_what_the_offer_says(session, make):
    profile = save_profile(session, make.actor(Role.COACH), make.candidate(), FACTS, on=MONDAY)
    people = fresh_people(session).people
    known = people.known_levels(people.row(profile.pseudonym))
    assert known == dict(offer_of(profile).levels)


@pytest.mark.parametrize("seed", range(3))
def test_changing_bit_by_bit_ends_where_reading_anew_begins(session, make, seed):
    chance, actor = random.Random(seed), make.actor(Role.COACH)
    profiles = [make.profile() for _ in range(12)]
    for _ in range(25):
        profile = chance.choice(profiles)
        if profile.candidate.status != "in_beeld":
            resume_candidate(session, actor, profile.candidate, on=MONDAY)
        elif chance.random() < 0.2:
            pause_candidate(session, actor, profile.candidate, on=MONDAY)
        else:
            facts = replace(
                facts_of(profile),
                levels={code: chance.choice([None, 0, 1, 2, 3, 4]) for code in CAPABILITY_CODES},
                pc4=chance.choice(["7511", "7001", "9999"]),
                mode=chance.choice(list(Mode)),
                wishes=tuple(chance.sample(FAMILY_CODES, 2)),
            )
            save_profile(session, actor, profile.candidate, facts, on=MONDAY)
        if chance.random() < 0.5:
            saved_and_asked(session)
    assert content(saved_and_asked(session)) == content(Pool().fresh(session))


def test_asking_again_reads_one_number(database):
    with database.transaction(at=NOW) as session:
        Make(session).profile()
    asked = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    with database.session(at=NOW) as session:
        first = fresh_people(session)
        asked.clear()
        assert fresh_people(session) is first
    assert len(asked) == 1
    assert "pool_revision" in asked[0]


def test_what_is_not_saved_stays_with_who_changed_it(database):
    with database.transaction(at=NOW) as session:
        make = Make(session)
        profile, actor = make.profile(level=1), make.actor(Role.COACH)
    writing = database.session(at=NOW, write=True)
    set_level(writing, actor, writing.merge(profile), "lezen", 4, on=MONDAY)
    with database.session(at=NOW) as reading:
        assert level_of(writing, profile) == 4
        assert level_of(reading, profile) == 1
        writing.rollback()
        writing.close()
        assert level_of(reading, profile) == 1
    # The number that was never saved is given out again, for something else.
    with database.transaction(at=NOW) as session:
        set_level(session, actor, session.merge(profile), "lezen", 2, on=MONDAY)
    with database.session(at=NOW) as reading:
        assert level_of(reading, profile) == 2


def test_an_older_view_does_not_set_the_pool_back(database):
    with database.transaction(at=NOW) as session:
        make = Make(session)
        profile, actor = make.profile(level=1), make.actor(Role.COACH)
    with database.session(at=NOW) as old, database.session(at=NOW) as new:
        assert level_of(old, profile) == 1
        with database.transaction(at=NOW) as writing:
            set_level(writing, actor, writing.merge(profile), "lezen", 4, on=MONDAY)
        assert level_of(new, profile) == 4
        assert level_of(old, profile) == 1
        assert level_of(new, profile) == 4


def test_many_asking_at_once_get_one_answer(database):
    with database.transaction(at=NOW) as session:
        make = Make(session)
        for _ in range(20):
            make.profile()
    answers = []

    def ask():
        with database.session(at=NOW) as session:
            answers.append(fresh_people(session))

    threads = [Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(answer) for answer in answers}) == 1
    assert len(answers[0]) == 20


def test_the_pool_reads_nothing_about_who_someone_is(database):
    with database.transaction(at=NOW) as session:
        Make(session).profile()
    asked = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    with database.session(at=NOW) as session:
        Pool().fresh(session)
        assert pool_of(session) is pool_of(session)
    for word in ("name", "born_on", "email", "phone", "gemeente", "organisation", "regeling", "register", "coach"):
        assert not any(word in statement for statement in asked), word


def level_of(session, profile):
    people = fresh_people(session).people
    return people.known_levels(people.row(profile.pseudonym))["lezen"]


def test_a_transaction_that_changed_the_pool_reads_it_once(session, make):
    make.profile()
    first = fresh_people(session)

    assert fresh_people(session) is first
    make.profile()
    assert len(fresh_people(session)) == len(first) + 1


def test_a_transaction_that_goes_on_changing_reads_only_what_it_changed(session, make, monkeypatch):
    make.profile()
    fresh_people(session)
    monkeypatch.setattr("candidates.profile.pool._load", lambda *_: pytest.fail("everything was read anew"))

    second = make.profile()

    assert list(fresh_people(session).people.ids)[-1:] == [second.pseudonym]
    assert len(fresh_people(session)) == 2
