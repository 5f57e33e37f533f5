import re

import pytest
from sqlalchemy import select

from candidates.forms import NewCandidateForm
from candidates.models import Candidate
from candidates.profile.forms import PracticalForm
from candidates.profile.models import Profile
from candidates.registration.models import RegelingPeriod, RegisterEntry
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.rooms import METADATA

NEW = {"first_name": "Noor", "last_name": "Verzonnen", "gemeente_code": "GM0153"}


@pytest.fixture
def coach(stored):
    stored.region()
    return stored.user(Role.COACH)


def rows(database, kind):
    with database.session(at=NOW) as session:
        found = session.scalars(select(kind)).all()
        for row in found:
            if isinstance(row, Candidate):
                assert row.name and row.phone is not None  # opened while there is a session
        return found


def looked(database):
    with database.session(at=NOW) as session:
        acts = select(AuditEntry.act).where(AuditEntry.act.like("%.looked_at"))
        return session.scalars(acts.order_by(AuditEntry.id)).all()


def test_an_empty_list_says_what_to_do(client, coach):
    page = client.sign_in_as(coach).get("/kandidaten")
    assert page.h1 == "0 kandidaten"
    assert "Schrijf de eerste in" in page.text
    assert "/kandidaten/nieuw" in page.links()


def test_the_own_list_has_names_and_the_region_only_references(client, coach, stored):
    mine = stored.profile(stored.candidate(coach=coach, last_name="Eigenaar")).candidate
    theirs = stored.profile(stored.candidate(first_name="Geheim", last_name="Elders")).candidate
    client.sign_in_as(coach)

    own = client.get("/kandidaten")
    assert "Sam Eigenaar" in own.text
    assert theirs.reference not in own.text
    region = client.get("/kandidaten/regio")
    assert mine.reference in region.text
    assert theirs.reference in region.text
    for name in ("Eigenaar", "Geheim", "Elders"):
        assert name not in region.html


def test_the_list_searches_filters_and_pages_by_the_address(client, coach, stored):
    for number in range(30):
        stored.candidate(coach=coach, last_name=f"Persoon{number:02d}", search_name=f"sam persoon{number:02d}")
    stored.candidate(coach=coach, last_name="Ander", search_name="sam ander", shown_since=None)
    client.sign_in_as(coach)

    assert client.get("/kandidaten").h1 == "31 kandidaten"
    assert "Persoon24" in client.get("/kandidaten?pagina=2").text
    assert client.get("/kandidaten?zichtbaar=nee").h1 == "1 kandidaat"
    assert "Sam Ander" in client.get("/kandidaten?q=andr").text
    assert "lijkt op ‘zzz’" in client.get("/kandidaten?q=zzz").text
    first = client.get("/kandidaten?sorteer=naam&richting=af").text
    assert "Persoon29" in first
    assert "Sam Ander" not in first


def test_someone_is_taken_in_and_the_profile_comes_next(client, coach, database):
    client.sign_in_as(coach)
    assert "kijkt niemand hiernaar" in client.get("/kandidaten/nieuw").text
    page = client.post(
        "/kandidaten/nieuw",
        NEW | {"regeling": "wajong", "regeling_from": "2024-02-01", "ground": "WAJONG", "ground_from": "01-02-2024"},
        status=200,
    )
    assert page.h1 == "Uren, reis en wensen"
    assert "Ingeschreven als K-0001" in page.text
    (candidate,) = rows(database, Candidate)
    assert (candidate.coach_id, candidate.last_name) == (coach.id, "Verzonnen")
    assert [len(rows(database, kind)) for kind in (RegelingPeriod, RegisterEntry)] == [1, 1]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"last_name": ""}, "Vul de achternaam in."),
        ({"gemeente_code": ""}, "Kies een gemeente"),
        ({"email": "nee"}, "is geen e-mailadres"),
        ({"born_on": "31-02-1990"}, "Vul een datum in"),
        ({"born_on": "2100-01-01"}, "Kijk het jaar na"),
        ({"regeling": "wsw"}, "Vul in vanaf welke dag"),
    ],
)
def test_what_cannot_stay_comes_back_with_what_was_typed(client, coach, database, typed, sentence):
    page = client.sign_in_as(coach).post("/kandidaten/nieuw", NEW | typed, status=422)
    assert sentence in page.text
    assert "Noor" in page.html
    assert rows(database, Candidate) == []


def test_an_account_manager_chooses_a_coach_of_the_own_organisation(client, coach, stored, database):
    stranger = stored.user(Role.COACH, name="Vreemde Coach")
    client.sign_in_as(stored.user(organisation=coach.organisation))
    assert "Vreemde Coach" not in client.get("/kandidaten/nieuw").text
    assert client.post("/kandidaten/nieuw", NEW, status=422).h1 == "Nieuwe kandidaat"
    client.post("/kandidaten/nieuw", NEW | {"coach_id": str(stranger.id)}, status=422)
    client.post("/kandidaten/nieuw", NEW | {"coach_id": str(coach.id)}, status=200)
    assert [candidate.coach_id for candidate in rows(database, Candidate)] == [coach.id]


def test_the_file_tells_everything_and_looking_is_written_down(client, coach, stored, database):
    candidate = stored.candidate(coach=coach, last_name="Zichtbaar", phone="0612345678")
    stored.profile(candidate, build_up="Begint met 12 uur.", levels="4" + "?" * 31, wishes=["groen"], needs=1)
    page = client.sign_in_as(coach).get(f"/kandidaten/{candidate.reference}")

    assert page.h1 == f"Sam Zichtbaar, {candidate.reference}"
    for word in ("0612345678", "Enschede", "Begint met 12 uur.", "4 van 4", "nog niet bekend", "jobcoach", "groen"):
        assert word in page.text, word
    assert f"/kandidaten/{candidate.reference}/profiel/vraag/lezen" in page.links()
    assert looked(database) == ["candidate.looked_at"]


def test_a_colleague_elsewhere_sees_what_someone_can_and_nothing_else(client, coach, stored, database):
    candidate = stored.candidate(
        first_name="Geheime", last_name="Achternaam", phone="0612345678", email="geheim@voorbeeld.example", coach=coach
    )
    stored.profile(candidate, build_up="Vrije notitie.", needs=1)
    stored.regeling(candidate)
    client.sign_in_as(stored.user(Role.COACH))

    page = client.get(f"/kandidaten/{candidate.reference}", follow=True)
    assert page.h1 == f"Kandidaat {candidate.reference}"
    assert "jobcoach" in page.text
    assert coach.name in page.text
    for word in (
        "Geheime",
        "Achternaam",
        "0612345678",
        "geheim@",
        "Vrije notitie",
        "Participatiewet",
        "Enschede",
        "7511",
    ):
        assert word not in page.html, word
    assert f"/kandidaten/{candidate.reference}/profiel/wijzigen" not in page.html
    assert looked(database) == ["profile.looked_at"]


@pytest.mark.parametrize(
    ("door", "method"),
    [
        ("", "get"),
        ("/profiel", "get"),
        ("/gegevens", "get"),
        ("/begeleiding", "get"),
        ("/tellen", "get"),
        ("/profiel/wijzigen", "get"),
        ("/profiel/vragen", "get"),
        ("/profiel/vraag/lezen", "get"),
        ("/zichtbaar", "post"),
        ("/delen", "post"),
        ("/status", "post"),
        ("/profiel/bevestigen", "post"),
    ],
)
@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.ALDERMAN, Role.ADMINISTRATOR])
def test_others_find_nothing_behind_any_door(client, coach, stored, door, method, role):
    candidate = stored.profile(stored.candidate(coach=coach)).candidate
    user = stored.employer_user(stored.employer()) if role == Role.EMPLOYER else stored.user(role)
    client.sign_in_as(user)
    getattr(client, method)(f"/kandidaten/{candidate.reference}{door}", status=404)
    client.get("/kandidaten", status=404)
    client.get("/kandidaten/nieuw", status=404)


@pytest.mark.parametrize("door", ["/gegevens", "/begeleiding", "/profiel/wijzigen", "/profiel/vraag/lezen"])
def test_a_colleague_elsewhere_is_told_whom_to_ask(client, coach, stored, door):
    candidate = stored.profile(stored.candidate(coach=coach)).candidate
    client.sign_in_as(stored.user(Role.COACH))
    assert "Vraag het aan de jobcoach" in client.get(f"/kandidaten/{candidate.reference}{door}", status=403).text
    client.get(f"/kandidaten/{candidate.reference}/tellen", status=404)


def test_candidate_and_coach_both_switch_it_on(client, coach, stored, database):
    candidate = stored.candidate(coach=coach, shown_since=None)
    door = f"/kandidaten/{candidate.reference}/zichtbaar"
    client.sign_in_as(coach)
    assert "zien dit profiel niet" in client.post(door, {"wie": "kandidaat", "antwoord": "ja"}).text
    assert "kunnen dit profiel zien" in client.post(door, {"wie": "coach", "antwoord": "ja"}).text
    assert "zien dit profiel niet" in client.post(door, {"wie": "coach", "antwoord": "nee"}).text
    client.post(door, {"wie": "iemand", "antwoord": "ja"}, status=404)

    client.sign_in_as(stored.user(organisation=coach.organisation))
    assert "samen met de kandidaat" in client.post(door, {"wie": "coach", "antwoord": "ja"}, status=403).text


def test_what_is_shared_after_an_invitation_is_agreed_per_item(client, coach, stored):
    candidate = stored.candidate(coach=coach, phone="0612345678")
    door = f"/kandidaten/{candidate.reference}/delen"
    client.sign_in_as(coach)
    assert "de naam en het telefoonnummer" in client.post(door, {"name": "y", "phone": "y"}).text
    assert "geen e-mailadres om te delen" in client.post(door, {"email": "y"}, status=422).text
    assert "Nog niets afgesproken" in client.post(door, {}).text


def test_the_life_of_a_candidate_goes_by_buttons(client, coach, stored):
    candidate = stored.candidate(coach=coach)
    file, door = f"/kandidaten/{candidate.reference}", f"/kandidaten/{candidate.reference}/status"
    client.sign_in_as(coach)
    assert "heeft nu pauze" in client.post(door, {"stap": "pause"}).text
    assert "weer in beeld" in client.post(door, {"stap": "resume"}).text
    assert "niets wijzigen" in client.post(door, {"stap": "sign_off"}).text
    client.post(door, {"stap": "pause"}, status=409)
    client.post(door, {"stap": "vertrek"}, status=404)
    client.get(f"{file}/gegevens", status=403)


def test_a_change_on_an_old_page_is_refused(client, coach, stored):
    candidate = stored.candidate(coach=coach)
    client.sign_in_as(coach)
    door = f"/kandidaten/{candidate.reference}/gegevens"
    version = re.search(r'name="version"[^>]*value="(\d+)"', client.get(door).html)[1]
    client.post(door, NEW | {"version": version, "phone": "06 12345678"}, status=200)
    assert "intussen gewijzigd" in client.post(door, NEW | {"version": version}, status=412).text


def test_another_coach_gets_the_file_and_the_old_one_the_list(client, coach, stored):
    candidate = stored.candidate(coach=coach)
    colleague = stored.user(Role.COACH, organisation=coach.organisation, name="Nieuwe Coach")
    client.sign_in_as(coach)
    door = f"/kandidaten/{candidate.reference}/begeleiding"
    assert "Nieuwe Coach" in client.get(door).text
    page = client.post(door, {"coach_id": str(coach.id), "substitute_id": str(colleague.id)})
    assert "vervanger" in page.text
    page = client.post(door, {"coach_id": str(colleague.id), "substitute_id": ""})
    assert page.h1 == "0 kandidaten"
    assert client.sign_in_as(colleague).get(f"/kandidaten/{candidate.reference}").status == 200


def test_counting_has_its_own_page_and_refuses_overlap(client, coach, stored):
    candidate = stored.candidate(coach=coach)
    client.sign_in_as(coach)
    door = f"/kandidaten/{candidate.reference}/tellen"
    assert "Nog niets ingevuld" in client.get(door).text
    assert "Kies een regeling" in client.post(door, {}, status=422).text
    assert "1 apr 1998" in client.post(door, {"regeling": "wsw", "regeling_from": "1998-04-01"}).text
    page = client.post(door, {"ground": "PRO", "ground_from": "2025-01-01"})
    assert "Praktijkonderwijs" in page.text
    assert (
        "staat al in het doelgroepregister"
        in client.post(door, {"ground": "VSO", "ground_from": "2025-03-01"}, status=422).text
    )
    page = client.post(f"{door}/register/1/beeindigen")
    assert "telt niet meer mee" in page.text
    for number in (99, 10**30):
        client.post(f"{door}/register/{number}/beeindigen", status=404)
        client.post(f"{door}/regeling/{number}/beeindigen", status=404)


def test_no_field_can_hold_a_diagnosis(app):
    forbidden = re.compile(
        r"diagnos|medic|medisch|ziekte|handicap|beperking|gezondheid|health|strafblad|bsn", re.IGNORECASE
    )
    tables = ("candidate", "visibility", "profile", "level_change", "regeling_period", "register_entry")
    names = [column.name for table in tables for column in METADATA.tables[table].columns]
    with app.test_request_context():
        forms = (NewCandidateForm(), PracticalForm.of(None, None, on=MONDAY))
        asked = [field.name for form in forms for field in form]
    assert ("first_name" in asked, "reference" in names) == (True, True)
    assert [name for name in names if forbidden.search(name)] == []
    # A number may be typed; it is kept locked, in a table of its own.
    assert [name for name in asked if forbidden.search(name)] == ["bsn"]


def test_a_profile_belongs_to_the_candidate_of_its_page(client, coach, stored, database):
    candidate = stored.candidate(coach=coach)
    assert rows(database, Profile) == []
    page = client.sign_in_as(coach).get(f"/kandidaten/{candidate.reference}")
    assert "Nog niet ingevuld" in page.text
