"""The pages of taking back: what would go, doing it, and what stayed."""

from io import BytesIO

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from candidates.models import Candidate
from employers.models import Employer
from employers.record.models import TradeName
from tests.conftest import NOW
from tests.making import Make
from tests.werkbedrijf.imports.undoing import employers, firm, imported, people
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.imports import routes
from werkbedrijf.imports.models import ImportBatch, ImportedRecord
from werkbedrijf.imports.undo import actions
from werkbedrijf.imports.undo.carrying import undo_turns, undo_waiting, undo_waits
from werkbedrijf.imports.undo.kept import Kept
from werkbedrijf.imports.undo.queries import held_for_undo
from werkbedrijf.imports.undo.standing import staying
from werkbedrijf.rights.tombstones import file_of, read_tombstones

FOUR = ("Bakkerij Een", "Garage Twee", "Kwekerij Drie", "Slagerij Vier")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


def saved(client, kind, content, **more):
    """The address of a file that was saved."""
    page = client.post("/import", {"kind": kind.value, "file": (BytesIO(content), "bestand.csv"), **more})
    address = page.answer.request.path
    client.post(f"{address}/opslaan", {})
    return address


def names(database):
    with database.reading(at=NOW) as session:
        return session.scalars(select(Employer.name).order_by(Employer.id)).all()


def test_a_saved_import_is_taken_back_with_two_clicks(client, database, importer):
    client.sign_in_as(importer)
    address = saved(client, *employers(firm("Firma Een"), firm("Firma Twee")))
    done = client.get(address)
    assert f"{address}/terugdraaien" in done.links()
    assert "Terugdraaien kan tot" in done.text

    asked = client.get(f"{address}/terugdraaien")
    assert asked.h1 == "Import terugdraaien: werkgevers"
    assert "Dit gaat terug: 2 rijen" in asked.text and "Dit blijft staan" not in asked.text
    assert names(database) == ["Firma Een", "Firma Twee"]

    back = client.post(f"{address}/terugdraaien", {})
    assert back.h1 == "Teruggedraaid: werkgevers"
    assert names(database) == []
    again = client.get(address)
    assert "Alles is weer zoals het was." in again.text
    assert f"{address}/terugdraaien" not in again.links()
    assert "teruggedraaid" in client.get("/import").text


def test_what_stays_is_told_before_and_after(client, database, importer, stored):
    client.sign_in_as(importer)
    address = saved(client, *employers(firm("Firma Een"), firm("Firma Twee")))
    with database.transaction(at=NOW) as session:
        session.execute(Employer.__table__.update().where(Employer.name == "Firma Twee").values(name="Firma Anders"))

    asked = client.get(f"{address}/terugdraaien")
    assert "Dit gaat terug: 1 rij" in asked.text and "Dit blijft staan: 1 rij" in asked.text
    assert "Iemand heeft dit daarna gewijzigd." in asked.text

    client.post(f"{address}/terugdraaien", {})
    done = client.get(address)
    assert "1 rij is terug; 1 rij blijft staan." in done.text
    assert "Iemand heeft dit daarna gewijzigd." in done.text
    assert "Draai de rest ook terug" in done.text
    assert names(database) == ["Firma Anders"]


def test_what_was_used_is_told_before_anything_happens(client, database, importer):
    client.sign_in_as(importer)
    address = saved(client, *employers(firm("Firma Een"), firm("Firma Twee")))
    with database.transaction(at=NOW) as session:
        used = session.scalars(select(Employer.id).where(Employer.name == "Firma Een")).one()
        name = {"employer_id": used, "name": "Een", "search_name": "een", "added_on": NOW.date()}
        session.execute(TradeName.__table__.insert().values(name))

    asked = client.get(f"{address}/terugdraaien")
    assert "Dit blijft staan: 1 rij" in asked.text
    assert "Dit is daarna gebruikt: er is later iets aan toegevoegd." in asked.text


def test_who_was_imported_stands_on_the_list_of_erasures_outside_the_database(client, database, importer, tmp_path):
    client.sign_in_as(importer)
    address = saved(client, *people("Sam Voorbeeld", "Kim Voorbeeldig"), gemeente="Enschede")
    assert (
        "Nieuwe kandidaten worden gewist. Dat kan niemand ongedaan maken." in client.get(f"{address}/terugdraaien").text
    )

    client.post(f"{address}/terugdraaien", {})

    with database.reading(at=NOW) as session:
        uuids = set(session.scalars(select(Candidate.uuid)))
        assert session.scalar(select(func.count()).where(Candidate.erased_revision.is_(None))) == 0
    settings = Settings(data_dir=tmp_path, secret_key="only for tests", password_cost="test").prepare()
    # The list stands with the keys, which the tests of one run share.
    assert len(uuids) == 2 and uuids <= {told.uuid for told in read_tombstones(file_of(settings))}


def test_a_large_file_is_for_the_timetable_and_the_page_says_how_far(client, database, importer, tmp_path, monkeypatch):
    monkeypatch.setattr(routes, "AT_ONCE", 2)
    monkeypatch.setattr(actions, "SOME", 2)
    client.sign_in_as(importer)
    address = saved(client, *employers(*map(firm, FOUR)))

    page = client.post(f"{address}/terugdraaien", {})
    assert "Deze import wordt teruggedraaid. 0 van 4 rijen bekeken." in page.text
    assert "wordt teruggedraaid" in client.get("/import").text
    state = client.flask.get(f"{address}/stand").json
    words = "Deze import wordt teruggedraaid. 0 van 4 rijen bekeken."
    assert state == {"done": 0, "total": 4, "label": words, "url": None}
    assert "Deze import wordt al teruggedraaid." in client.post(f"{address}/terugdraaien", {}, status=403).text

    settings = Settings(data_dir=tmp_path, secret_key="only for tests", password_cost="test").prepare()
    with database.reading(at=NOW) as session:
        assert undo_waits(session)
    assert undo_waiting(database, settings, at=NOW) == 1
    assert names(database) == []
    assert client.flask.get(f"{address}/stand").json["url"] == address
    with database.reading(at=NOW) as session:
        assert not undo_waits(session)
    assert undo_waiting(database, settings, at=NOW) == 0


def test_cut_short_in_the_middle_it_goes_on_where_it_was(client, database, importer, tmp_path, monkeypatch):
    monkeypatch.setattr(routes, "AT_ONCE", 0)
    client.sign_in_as(importer)
    address = saved(client, *employers(*map(firm, FOUR)))
    client.post(f"{address}/terugdraaien", {})
    with database.transaction(at=NOW) as session:
        batch = session.scalars(select(ImportBatch)).one()
        manager_now = stored_actor(session, importer)
        assert actions.undo_some(session, manager_now, batch, on=NOW.date(), most=2)
    assert names(database) == ["Bakkerij Een", "Garage Twee"]
    assert "2 van 4 rijen bekeken." in client.get(address).text

    settings = Settings(data_dir=tmp_path, secret_key="only for tests", password_cost="test").prepare()
    undo_waiting(database, settings, at=NOW)

    assert names(database) == []
    with database.reading(at=NOW) as session:
        assert session.scalar(select(func.count()).where(ImportedRecord.undone_at.is_(None))) == 0


def stored_actor(session, user):
    from werkbedrijf.foundation.actors import User, actor_for

    return actor_for(session, session.get_one(User, user.id))


def test_only_the_own_partner_takes_it_back(client, database, importer, stored):
    client.sign_in_as(importer)
    address = saved(client, *employers(firm("Firma Een")))
    client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER))

    client.get(f"{address}/terugdraaien", status=404)
    client.post(f"{address}/terugdraaien", {}, status=404)
    client.get(f"{address}/stand", status=404)
    assert names(database) == ["Firma Een"]


def test_too_late_is_told_and_nothing_changes(client, database, importer, monkeypatch):
    client.sign_in_as(importer)
    address = saved(client, *employers(firm("Firma Een")))
    with database.transaction(at=NOW) as session:
        session.execute(ImportBatch.__table__.update().values(saved_at=NOW.replace(year=NOW.year - 1)))

    assert "Terugdraaien kan niet meer" in client.get(address).text
    assert client.get(f"{address}/terugdraaien", status=302).answer.location == address
    assert "kan niet meer terug: de termijn is voorbij" in client.post(f"{address}/terugdraaien", {}).text
    assert names(database) == ["Firma Een"]


def test_sent_twice_with_one_key_it_is_one_act(client, database, importer):
    client.sign_in_as(importer)
    address = saved(client, *employers(firm("Firma Een")))

    answers = [client.post(f"{address}/terugdraaien", {}, key="a-key", follow=False).answer for _ in range(2)]

    assert [(answer.status_code, answer.location) for answer in answers] == [(302, address)] * 2
    assert names(database) == []


def test_two_that_go_on_with_it_at_the_same_moment_do_not_wait_for_each_other(postgresql, tmp_path):
    session = postgresql.session(at=NOW)
    make = Make(session)
    make.parameters()
    coach = make.user(Role.COACH)
    manager = make.actor(Role.ACCOUNT_MANAGER, organisation=coach.organisation)
    batch = imported(session, manager, *employers(*map(firm, FOUR)))
    actions.ask_undo(session, manager, batch)
    session.commit()
    number = batch.id
    settings = Settings(data_dir=tmp_path, secret_key="only for tests", password_cost="test").prepare()

    with postgresql.transaction(at=NOW) as other:
        assert held_for_undo(other, number) is not None
        undo_turns(postgresql, settings, number, at=NOW)
        assert names(postgresql) == list(FOUR)
    undo_turns(postgresql, settings, number, at=NOW)

    assert names(postgresql) == []
    session.close()


def test_what_somebody_changes_at_that_moment_waits_or_stays(postgresql, tmp_path):
    """Between looking and putting back nobody gets in: their change comes before the look, or waits for the end."""
    session = postgresql.session(at=NOW)
    make = Make(session)
    make.parameters()
    coach = make.user(Role.COACH)
    manager = make.actor(Role.ACCOUNT_MANAGER, organisation=coach.organisation)
    known = make.employer(name="Garage Twee", kvk="12345678")
    batch = imported(session, manager, *employers(firm("Garage Twee", "12345678", "twee.example")))
    actions.ask_undo(session, manager, batch)
    session.commit()

    with postgresql.transaction(at=NOW) as one:
        kept = Kept.read(one.get_one(ImportBatch, batch.id).journal)
        assert staying(one, kept, list(kept.records), hold=True) == {}
        with postgresql.session(at=NOW) as other:
            other.execute(text("SET LOCAL lock_timeout = '50ms'"))
            change = Employer.__table__.update().where(Employer.id == known.id).values(website="https://x.example")
            with pytest.raises(OperationalError):
                other.execute(change)
    session.close()
