"""The pages: an account manager asks, a coordinator confirms, a coach answers; nobody else knows of it."""

import io
import zipfile

import pytest
from sqlalchemy import select

from candidates.models import Candidate
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.four_eyes import PendingAct
from werkbedrijf.rights.models import Correction, CorrectionOutcome, RetentionChoice, RetentionHold, Tombstone


@pytest.fixture(autouse=True)
def own_keys(tmp_path_factory, monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture
def people(stored):
    """A coach, the account manager of the same partner, one of another, and the coordinator."""
    stored.region()
    stored.parameters()
    home = stored.organisation("Gemeente Thuis")
    return {
        "coach": stored.user(Role.COACH, organisation=home, name="Kees Coach"),
        "manager": stored.user(Role.ACCOUNT_MANAGER, organisation=home),
        "elsewhere": stored.user(Role.ACCOUNT_MANAGER),
        "coordinator": stored.user(Role.COORDINATOR, organisation=home),
        "org_admin": stored.user(Role.ORG_ADMIN, organisation=home),
    }


@pytest.fixture
def candidate(stored, people):
    found = stored.candidate(coach=people["coach"], first_name="Noor", last_name="Rechthebbende")
    stored.profile(found)
    return found


def _one(database, kind):
    with database.reading(at=NOW) as session:
        return session.scalars(select(kind)).one()


def test_asked_by_one_and_confirmed_by_another_somebody_is_erased(client, database, people, candidate):
    at = f"/kandidaten/{candidate.reference}/rechten"
    client.sign_in_as(people["manager"]).post(f"{at}/wissen", {"ground": "bezwaar"})
    assert "De regiocoördinator is gevraagd" in client.get(at).text
    pending = _one(database, PendingAct)

    client.sign_in_as(people["coordinator"])
    assert f"{candidate.reference} laten wissen" in client.get("/vandaag").text
    page = client.get(f"/wisverzoeken/{pending.reference}")
    assert "Rechthebbende" not in page.html
    client.post(f"/wisverzoeken/{pending.reference}/bevestigen", status=200)

    with database.reading(at=NOW) as session:
        row = session.scalars(select(Candidate)).one()
        assert (row.first_name, row.erased_revision is not None) == ("", True)
    assert _one(database, Tombstone).ground.value == "bezwaar"
    client.sign_in_as(people["manager"]).get(f"/kandidaten/{candidate.reference}", status=404)
    assert candidate.reference not in client.get("/kandidaten").text


def test_the_mails_are_gone_before_the_erasure_is_saved(client, database, people, candidate, app, monkeypatch):
    """Whoever is stopped after saving cannot look any more: nobody knows what this person was called."""
    folder = app.extensions["werkbedrijf.settings"].mail_folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bericht-1.eml").write_text("Subject: Over Noor Rechthebbende\n\nZie de dienst.")
    (folder / "bericht-2.eml").write_text("Subject: Over iemand anders\n\nZie de dienst.")
    client.sign_in_as(people["manager"]).post(
        f"/kandidaten/{candidate.reference}/rechten/wissen", {"ground": "bezwaar"}
    )
    pending = _one(database, PendingAct)
    monkeypatch.setattr("werkbedrijf.rights.routes.clear_traces", lambda *_args: None)

    client.sign_in_as(people["coordinator"]).post(f"/wisverzoeken/{pending.reference}/bevestigen", status=200)

    assert [path.name for path in folder.glob("*.eml")] == ["bericht-2.eml"]


def test_saying_no_erases_nothing(client, database, people, candidate):
    client.sign_in_as(people["manager"]).post(
        f"/kandidaten/{candidate.reference}/rechten/wissen", {"ground": "verzoek"}
    )
    pending = _one(database, PendingAct)

    door = f"/wisverzoeken/{pending.reference}"
    why = {"reason": "De gemeente heeft de gegevens nog nodig."}
    client.sign_in_as(people["coordinator"]).post(f"{door}/afwijzen", why)

    assert client.sign_in_as(people["manager"]).get(f"/kandidaten/{candidate.reference}").status == 200


def test_a_running_placement_is_the_reason_that_is_told(client, stored, people, candidate):
    from matching.proposals.workflow import ProposalStatus

    proposal = stored.proposal(candidate=candidate, status=ProposalStatus.ACCEPTED)
    stored.placement(proposal)
    client.sign_in_as(people["manager"])

    page = client.get(f"/kandidaten/{candidate.reference}/rechten/wissen")
    assert "Dat kan nu niet" in page.text and "Beëindig of annuleer eerst" in page.text
    client.post(f"/kandidaten/{candidate.reference}/rechten/wissen", {"ground": "verzoek"}, status=409)


def test_a_request_without_a_reason_says_so_at_the_field(client, people, candidate):
    client.sign_in_as(people["manager"])
    page = client.post(f"/kandidaten/{candidate.reference}/rechten/wissen", {"ground": ""}, status=422)

    assert "Kies waarom" in page.text


def test_the_copy_comes_as_a_file_and_is_on_record(client, database, people, candidate):
    answer = (
        client.sign_in_as(people["manager"])
        .post(f"/kandidaten/{candidate.reference}/rechten/kopie", {"passphrase": ""})
        .answer
    )

    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert "Rechthebbende" in archive.read("gegevens.html").decode()
    assert answer.headers["Content-Disposition"].endswith(f"gegevens-{candidate.reference}.zip")
    assert "no-store" in answer.headers["Cache-Control"]
    with database.reading(at=NOW) as session:
        assert "candidate.exported" in session.scalars(select(AuditEntry.act)).all()


def test_a_copy_asks_for_a_fresh_proof(client, people, candidate):
    page = client.sign_in_as(people["manager"], fresh=False).get(
        f"/kandidaten/{candidate.reference}/rechten/kopie", status=None, follow=True
    )

    assert "Bevestig dat u het bent" in page.text


def test_the_coach_asks_the_account_manager_for_a_copy(client, people, candidate):
    page = client.sign_in_as(people["coach"]).get(f"/kandidaten/{candidate.reference}/rechten")

    assert "Dit doet de accountmanager" in page.text
    client.get(f"/kandidaten/{candidate.reference}/rechten/kopie", status=403)


def test_what_does_not_fit_is_answered_and_told_on(client, database, stored, people, candidate):
    vacancy = stored.vacancy()
    stored.proposal(vacancy, candidate)
    client.sign_in_as(people["manager"]).post(
        f"/kandidaten/{candidate.reference}/rechten/klopt-niet", {"what": "De uren kloppen niet: het moet 24 zijn"}
    )
    row = _one(database, Correction)
    assert (row.owner_id, row.asked_on, str(row.due_on)) == (people["coach"].id, MONDAY, "2026-12-23")
    client.sign_in_as(people["coach"])
    assert "zegt dat iets niet klopt" in client.get("/vandaag").text

    page = client.post(f"/verbeteren/{row.reference}", {"outcome": "aangepast", "answer": "De uren zijn nu 24."})

    assert vacancy.employer.name in page.text and "nog niet" in page.text
    assert _one(database, Correction).outcome is CorrectionOutcome.CORRECTED
    assert "Vertel wie de gegevens van" in client.get("/vandaag").text
    client.post(f"/verbeteren/{row.reference}/verteld", {"bericht": "1"})
    assert "Vertel wie de gegevens van" not in client.get("/vandaag").text


def test_an_answer_stands_and_an_empty_one_is_refused(client, database, people, candidate):
    client.sign_in_as(people["coach"])
    at = f"/kandidaten/{candidate.reference}/rechten/klopt-niet"
    assert "Vertel wat er niet klopt" in client.post(at, {"what": " "}, status=422).text
    client.post(at, {"what": "Mijn naam is fout"})
    reference = _one(database, Correction).reference

    assert "Kies wat ermee is gedaan" in client.post(f"/verbeteren/{reference}", {"answer": "x"}, status=422).text
    client.post(f"/verbeteren/{reference}", {"outcome": "niet_aangepast", "answer": "De naam klopt"})
    client.post(f"/verbeteren/{reference}", {"outcome": "aangepast", "answer": "Toch"}, status=409)


def test_who_looked_is_listed_without_a_name_for_the_manager_and_counted_for_the_coach(client, people, candidate):
    client.sign_in_as(people["coach"]).get(f"/kandidaten/{candidate.reference}")
    at = f"/kandidaten/{candidate.reference}/rechten/wie-keek-mee"
    assert not client.get(at).all("table")

    page = client.sign_in_as(people["manager"]).get(at)

    assert "Gemeente Thuis" in page.text and "jobcoach" in page.text
    assert "Kees Coach" not in page.html


def test_another_partner_knows_of_none_of_these_pages(client, people, candidate):
    client.sign_in_as(people["elsewhere"])
    for page in ("", "/kopie", "/wissen", "/wie-keek-mee", "/klopt-niet", "/bewaren"):
        client.get(f"/kandidaten/{candidate.reference}/rechten{page}", status=404)


def test_a_file_that_ends_is_announced_and_may_be_held(client, database, stored, people, candidate, monkeypatch):
    from datetime import timedelta

    from candidates.actions import sign_off_candidate
    from tests.making import MAKER

    sign_off_candidate(stored.session, MAKER, candidate, on=MONDAY)
    later = NOW + timedelta(days=160)
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: later)
    client.sign_in_as(people["coach"])
    assert f"De gegevens van {candidate.reference} worden gewist" in client.get("/vandaag").text

    client.post(
        f"/kandidaten/{candidate.reference}/rechten/bewaren", {"until": "2027-08-01", "reason": "Er loopt een bezwaar"}
    )

    assert str(_one(database, RetentionHold).until) == "2027-08-01"
    assert f"De gegevens van {candidate.reference} worden gewist" not in client.get("/vandaag").text


def test_the_rules_stand_on_a_page_with_counts_and_no_people(client, people, candidate):
    page = client.sign_in_as(people["org_admin"]).get("/bewaartermijnen")

    assert "6 maanden na het einde" in page.text
    assert candidate.reference not in page.html and "Rechthebbende" not in page.html


def test_a_partner_decides_on_its_own_months(client, database, people):
    client.sign_in_as(people["org_admin"])
    assert "1 tot en met 120" in client.post("/bewaartermijnen/eigen", {"months": "0", "reason": "x"}, status=422).text

    page = client.post("/bewaartermijnen/eigen", {"months": "9", "reason": "Besluit van het college"})

    assert "eigen besluit" in page.text
    assert _one(database, RetentionChoice).months == 9
