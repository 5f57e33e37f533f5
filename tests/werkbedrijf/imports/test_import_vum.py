"""VUM: the official sets record by record, and what a record becomes."""

import json
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from candidates.models import Candidate
from candidates.profile.models import Mode, Profile
from employers.models import Employer
from employers.vacancies.models import Vacancy, VacancyKind
from employers.vacancies.workflow import VacancyStatus
from tests.importing import save
from tests.making import MONDAY
from werkbedrijf.foundation.actors import OrganisationKind, Role
from werkbedrijf.foundation.importing import Outcome
from werkbedrijf.foundation.tables import FileRefused
from werkbedrijf.imports.models import ImportKind
from werkbedrijf.imports.planning import plan
from werkbedrijf.imports.vum.reading import read_vum, without_empty
from werkbedrijf.imports.vum.sectors import family_of_sbi

SETS = Path(__file__).parents[4] / "shared" / "data" / "vum"


def official(name):
    path = SETS / name
    if not path.exists():
        pytest.skip(f"de officiële VUM-set {name} staat niet naast het project")
    return path.read_bytes()


@pytest.fixture
def manager(make):
    coach = make.user(Role.COACH)
    return make.actor(Role.ACCOUNT_MANAGER, organisation=coach.organisation)


def vum(session, actor, *records, **choices):
    return plan(session, actor, ImportKind.VUM, json.dumps(records).encode(), on=MONDAY, **choices)


def profile(**more):
    return {
        "idWerkzoekende": "abc-1",
        "mobiliteit": {"bemiddelingspostcode": "7511AB", "maximaleReisafstand": 60},
        "werktijden": {"aantalWerkurenPerWeekMinimaal": 16, "aantalWerkurenPerWeekMaximaal": "32"},
    } | more


def vacancy(**more):
    address = {"adres": {"adresNederland": {"postcode": "7511GA", "woonplaatsnaam": "Enschede"}}}
    return {
        "idVacature": "v-1",
        "naamVacature": "Orderpicker",
        "werkgever": {"handelsnaamOrganisatie": "Magazijn Voorbeeld", "adresHouding": [address]},
        "contractvorm": [{"codeTypeOvereenkomst": "02"}],
    } | more


def test_what_no_database_can_hold_is_left_out_of_a_text(session, manager):
    made = vum(session, manager, vacancy(naamVacature="Order\ud800picker\0"), gemeente="Enschede")
    assert save(session, manager, made, chosen=made.doubtful) == 1
    assert session.scalars(select(Vacancy.title)).all() == ["Orderpicker"]


def test_every_official_profile_is_taken_in_or_refused_with_its_reason(session, manager):
    content = official("AccreditatieWerkzoekenden_upload.json")
    made = plan(session, manager, ImportKind.VUM, content, on=MONDAY)
    summary = made.summary
    assert summary["new"] + summary["changed"] + summary["doubtful"] + len(summary["refused"]) == 1000
    # 410 postcodes lie in places whose name does not say the gemeente; nobody guesses for a thousand people.
    assert (summary["new"], summary["changed"], summary["doubtful"], summary["refused"]) == (590, 0, 410, [])


@pytest.mark.slow
def test_the_official_profiles_are_saved_once(session, manager):
    content = official("AccreditatieWerkzoekenden_upload.json")
    made = plan(session, manager, ImportKind.VUM, content, on=MONDAY)
    assert save(session, manager, made, chosen=made.doubtful) == 1000
    assert session.scalar(select(func.count()).select_from(Profile)) == 1000
    again = plan(session, manager, ImportKind.VUM, content, on=MONDAY)
    assert again.counts == Counter({Outcome.SAME: 1000})


def test_with_a_gemeente_chosen_every_official_profile_goes_in(session, manager):
    content = official("AccreditatieWerkzoekenden_upload.json")
    made = plan(session, manager, ImportKind.VUM, content, on=MONDAY, gemeente="Enschede")
    assert made.summary == {"new": 1000, "changed": 0, "doubtful": 0, "refused": []}


def test_every_official_vacancy_is_taken_in_or_refused_with_its_reason(session, manager):
    content = official("AccreditatieVacature_data.json")
    made = plan(session, manager, ImportKind.VUM, content, on=MONDAY)
    summary = made.summary
    assert summary["new"] + summary["changed"] + summary["doubtful"] + len(summary["refused"]) == 100
    # 100 answers name 77 vacancies: 23 repeat one that stands earlier in the file.
    assert made.counts == Counter({Outcome.REFUSED: 21, Outcome.NEW: 37, Outcome.SAME: 23, Outcome.DOUBTFUL: 19})
    reasons = Counter(one["field"] for one in summary["refused"])
    assert reasons == {"handelsnaamOrganisatie": 21}
    assert all(one["reason"] for one in summary["refused"])
    assert save(session, manager, made, chosen=made.doubtful) == 56
    statuses = session.scalars(select(Vacancy.status).distinct()).all()
    assert statuses == [VacancyStatus.DRAFT]
    again = plan(session, manager, ImportKind.VUM, content, on=MONDAY)
    assert again.counts == Counter({Outcome.SAME: 79, Outcome.REFUSED: 21})


def test_the_details_in_the_official_search_questions_are_profiles_too(session, manager):
    made = plan(session, manager, ImportKind.VUM, official("AccreditatieWerkzoekenden_data.json"), on=MONDAY)
    summary = made.summary
    assert summary["new"] + summary["changed"] + summary["doubtful"] + len(summary["refused"]) == 50
    # 50 answers name 44 people.
    assert made.counts[Outcome.SAME] == 6 and not summary["refused"]


def test_search_questions_without_details_are_no_import(session, manager):
    with pytest.raises(FileRefused, match="geen details"):
        vum(session, manager, {"werkzoekende.zoekvraag": "{}", "werkzoekende.zoekresultaten": "[]"})


def test_a_profile_becomes_a_nameless_candidate_with_unknown_levels(session, manager):
    made = vum(
        session,
        manager,
        profile(
            vervoermiddel=[
                {"codeVervoermiddel": 1, "indicatieBeschikbaarVoorWoonWerkverkeer": 2},
                {"codeVervoermiddel": 3, "indicatieBeschikbaarVoorWoonWerkverkeer": 1},
            ],
            arbeidsmarktkwalificatie={"rijbewijs": [{"codeSoortRijbewijs": "B+"}]},
            bemiddelingsberoep=[{"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": "hulpkracht akkerbouw"}}],
            contactpersoon=[{"emailadres": "afdeling@voorbeeld.example"}],
            emailadres=["", "zoeker@voorbeeld.nl"],
            iets_onbekends={"x": 1},
        ),
    )
    assert [one.outcome for one in made.judged] == [Outcome.NEW]
    save(session, manager, made)
    candidate = session.scalars(select(Candidate)).one()
    found = session.scalars(select(Profile)).one()
    assert (candidate.name, candidate.email) == ("Naamloos VUM abc-1", "zoeker@voorbeeld.nl")
    assert candidate.born_on is None and not candidate.visibility.is_shown(MONDAY)
    assert (found.mode, found.pc4, found.hours_min, found.hours_max) == (Mode.BICYCLE, "7511", 16, 32)
    # 60 times 100 metres, 1.25 over the road, 15 km an hour and 3 minutes around it.
    assert found.max_minutes == 33
    assert set(found.levels) == {"?"}
    assert found.wishes == ["agrarisch"]
    assert found.certificates


def test_what_a_coach_completed_stays_when_the_profile_comes_again(session, manager):
    save(session, manager, vum(session, manager, profile()))
    candidate = session.scalars(select(Candidate)).one()
    found = session.scalars(select(Profile)).one()
    candidate.first_name, candidate.last_name = "Sam", "Voorbeeld"
    found.levels = "3" * 32
    werktijden = {"aantalWerkurenPerWeekMinimaal": 20}
    made = vum(session, manager, profile(werktijden=werktijden))
    assert made.judged[0].outcome is Outcome.CHANGED
    assert made.judged[0].changes == ("Uren minimaal",)
    save(session, manager, made)
    assert (found.hours_min, found.hours_max, found.levels, candidate.first_name) == (20, 32, "3" * 32, "Sam")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"idWerkzoekende": "met spatie"}, "idWerkzoekende"),
        ({"mobiliteit": {"bemiddelingspostcode": "75"}}, "bemiddelingspostcode"),
        ({"mobiliteit": None}, "bemiddelingspostcode"),
        ({"werktijden": {"aantalWerkurenPerWeekMinimaal": 40, "aantalWerkurenPerWeekMaximaal": 8}}, "werktijden"),
        ({"werktijden": {"aantalWerkurenPerWeekMaximaal": "veel"}}, "werktijden"),
        ({"werktijden": {"aantalWerkurenPerWeekMaximaal": 0}}, "werktijden"),
    ],
)
def test_a_profile_that_cannot_be_right_is_refused_by_field(session, manager, more, field):
    made = vum(session, manager, profile(**more))
    assert [one["field"] for one in made.summary["refused"]] == [field]
    assert made.summary["refused"][0]["reason"].endswith(".")


def test_open_and_impossible_hours_become_the_widest_that_can_be(session, manager):
    made = vum(session, manager, profile(werktijden={"aantalWerkurenPerWeekMaximaal": 96}))
    save(session, manager, made)
    found = session.scalars(select(Profile)).one()
    assert (found.hours_min, found.hours_max) == (1, 60)
    assert "96 uur per week is hier 60" in made.judged[0].why


def test_without_a_certain_gemeente_a_partner_without_gemeente_must_choose(session, make):
    coach = make.user(Role.COACH, organisation=make.organisation("UWV", OrganisationKind.UWV))
    actor = make.actor(Role.ACCOUNT_MANAGER, organisation=coach.organisation)
    unclear = profile(mobiliteit={"bemiddelingspostcode": "3193AA"})
    assert vum(session, actor, unclear).judged[0].outcome is Outcome.REFUSED
    assert vum(session, actor, unclear, gemeente="Rotterdam").judged[0].outcome is Outcome.NEW


def test_a_vacancy_becomes_a_concept_at_an_employer(session, manager):
    made = vum(session, manager, vacancy(), vacancy(idVacature="v-2"), vacancy())
    assert [one.outcome for one in made.judged] == [Outcome.NEW, Outcome.NEW, Outcome.SAME]
    save(session, manager, made)
    first, _ = session.scalars(select(Vacancy).order_by(Vacancy.id)).all()
    assert session.scalar(select(func.count()).select_from(Employer)) == 1
    assert (first.kind, first.status, first.occupation) == (
        VacancyKind.LEERWERKPLEK,
        VacancyStatus.DRAFT,
        "orderpicker",
    )
    assert first.establishment.gemeente_code == "GM0153"


def test_volunteering_is_no_place_here(session, manager):
    made = vum(session, manager, vacancy(contractvorm=[{"codeTypeOvereenkomst": "03"}]))
    assert made.summary["refused"][0]["field"] == "contractvorm"


@pytest.mark.parametrize(
    ("agreements", "kind"),
    [
        ([], VacancyKind.VACANCY),
        (["01"], VacancyKind.VACANCY),
        (["02"], VacancyKind.LEERWERKPLEK),
        (["04"], VacancyKind.WERKERVARINGSPLEK),
        (["03", "04"], VacancyKind.WERKERVARINGSPLEK),
        (["04", "02", "01"], VacancyKind.VACANCY),
    ],
)
def test_every_agreement_of_vum_has_its_kind(session, manager, agreements, kind):
    save(
        session, manager, vum(session, manager, vacancy(contractvorm=[{"codeTypeOvereenkomst": a} for a in agreements]))
    )
    assert session.scalars(select(Vacancy)).one().kind is kind


def test_empty_counts_as_absent():
    said = {"a": "", "b": [], "c": {"d": None, "e": [{}]}, "f": 0, "g": [" x "]}
    assert without_empty(said) == {"f": 0, "g": ["x"]}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b'["a"]',
        b'[{"iets": 1}]',
        b'[{"idWerkzoekende": NaN}]',
        b"[" * 100_000,
        b"\xff\xfe[\x00]\x00",
        b"%PDF-1.7",
        b'[{"idVacature": ' + b"9" * 5000 + b"}]",
    ],
)
def test_what_is_no_vum_is_refused_with_a_sentence(content):
    with pytest.raises(FileRefused) as refused:
        read_vum(content)
    assert refused.value.sentence.endswith(".")


def test_a_broken_detail_refuses_that_record_alone(session, manager):
    made = vum(session, manager, {"vacature.vacature": "{kapot"}, {"vacature.vacature": json.dumps(vacancy())})
    assert [one.outcome for one in made.judged] == [Outcome.REFUSED, Outcome.NEW]


@pytest.mark.parametrize(
    ("code", "family"), [(4332, "bouw"), (8130, "groen"), (16239, "productie"), (1132, None), (86, None), (99999, None)]
)
def test_a_sector_points_at_a_kind_of_work_where_its_number_leaves_no_doubt(code, family):
    assert family_of_sbi(code) == family


def test_a_person_another_partner_imported_is_not_known_here(session, make, manager):
    save(session, manager, vum(session, manager, profile(), gemeente="Enschede"))
    theirs = session.scalars(select(Candidate)).one()
    elsewhere = make.user(Role.COACH)
    other = make.actor(Role.ACCOUNT_MANAGER, organisation=elsewhere.organisation)

    made = vum(session, other, profile(werktijden={"aantalWerkurenPerWeekMinimaal": 8}), gemeente="Enschede")

    assert made.counts == Counter({Outcome.NEW: 1})
    assert theirs.reference not in str(made.judged)
    save(session, other, made)
    assert session.scalars(select(Profile).where(Profile.candidate_id == theirs.id)).one().hours_min == 16
    again = vum(session, manager, profile(), gemeente="Enschede")
    assert again.counts == Counter({Outcome.SAME: 1})
