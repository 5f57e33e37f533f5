"""Every edit that a version guards: its door, who opens which page, and what somebody else changes meanwhile."""

from tests.house.employer_edits import AT_EMPLOYERS
from tests.house.training_edits import AT_TRAINING

CANDIDATE = "UPDATE candidate SET status = 'pauze'"
INTERRUPTION = "UPDATE interruption SET ends_on = '2027-03-01'"
PLACEMENT = "UPDATE placement SET starts_on = '2026-10-01'"
PROFILE = "UPDATE profile SET max_minutes = 44"
CARVING = "UPDATE carving SET title = 'Heel anders'"
SCORING = "UPDATE second_scoring SET levels = '1' || substr(levels, 2)"
ASSESSMENT = "UPDATE closing_assessment SET written_on = '2026-10-01'"
EDITS = (
    *AT_EMPLOYERS,
    *AT_TRAINING,
    ("vacancies.change", "manager", "/plekken/{vacancy}/wijzigen", "UPDATE vacancy SET title = 'Heel iets anders'"),
    ("candidates.change", "coach", "/kandidaten/{candidate}/gegevens", CANDIDATE),
    ("candidates.share", "coach", "/kandidaten/{candidate}", "UPDATE visibility SET shares_agreed_on = '2026-01-01'"),
    (
        "candidates.show_to_employers",
        "coach",
        "/kandidaten/{candidate}",
        "UPDATE visibility SET coach_agreed_on = NULL",
    ),
    ("candidates.move", "coach", "/kandidaten/{candidate}", CANDIDATE),
    ("candidates.hand_over", "manager", "/kandidaten/{candidate}/begeleiding", CANDIDATE),
    ("profile.change", "coach", "/kandidaten/{candidate}/profiel/wijzigen", PROFILE),
    ("profile.change", "coach", "/kandidaten/{candidate}/profiel/wijzigen/denken", PROFILE),
    ("profile.ask", "coach", "/kandidaten/{candidate}/profiel/vraag/lezen", PROFILE),
    ("registration.show", "coach", "/kandidaten/{candidate}/tellen", CANDIDATE),
    ("scoring.score", "coach2", "/dubbel-beoordelen/{scoring}/vraag/lezen", SCORING),
    ("scoring.hand_back", "coach2", "/dubbel-beoordelen/{scoring}", SCORING),
    ("carving.agree", "manager", "/werk-anders-verdelen/{carving}", CARVING),
    ("carving.decline", "manager", "/werk-anders-verdelen/{carving}", CARVING),
    ("placements.start", "manager", "/plaatsingen/{placement}", PLACEMENT),
    (
        "placements.change_hours",
        "manager",
        "/plaatsingen/{placement}",
        "UPDATE terms SET hours_per_week = hours_per_week + 1",
    ),
    (
        "supports.stop",
        "manager",
        "/plaatsingen/{placement}/hulp",
        "UPDATE placement_support SET until = '2027-01-01'",
    ),
    ("aftercare.change", "coach", "/plaatsingen/contact/{visit}", "UPDATE care_visit SET minutes = 44"),
    (
        "aftercare.change_grant",
        "manager",
        "/plaatsingen/uren-jobcoach/{budget}",
        "UPDATE care_budget SET granted = 'uwv'",
    ),
    ("closing.change", "coach", "/plaatsingen/afsluiting/{assessment}/wijzigen", ASSESSMENT),
    ("closing.sign", "coach", "/plaatsingen/afsluiting/{assessment}/tekenen", ASSESSMENT),
    ("placements.agree_end", "manager", "/plaatsingen/{placement}", PLACEMENT),
    ("interruptions.resume", "manager", "/plaatsingen/{placement}/onderbreking", INTERRUPTION),
    ("interruptions.withdraw", "manager", "/plaatsingen/{placement}/onderbreking", INTERRUPTION),
    ("registration.correct_entry", "coach", "/kandidaten/{candidate}/tellen", CANDIDATE),
    ("registration.correct_regeling", "coach", "/kandidaten/{candidate}/tellen", CANDIDATE),
    ("placements.cancel", "manager", "/plaatsingen/{placement}", PLACEMENT),
    ("proposals.invite", "employer", "/voordrachten/{proposal}", "UPDATE proposal SET held_until = '2027-01-01'"),
    ("proposals.accept", "employer", "/voordrachten/{proposal}", "UPDATE proposal SET held_until = '2027-01-01'"),
    ("proposals.decline", "employer", "/voordrachten/{proposal}", "UPDATE proposal SET held_until = '2027-01-01'"),
    (
        "administration.user_change",
        "org_admin",
        "/beheer/gebruikers/{user}/wijzigen",
        "UPDATE \"user\" SET phone = '074'",
    ),
    ("administration.user_off", "org_admin", "/beheer/gebruikers/{user}", "UPDATE \"user\" SET phone = '075'"),
    (
        "administration.organisation_numbers",
        "administrator",
        "/beheer/organisaties/{organisation}/burgerservicenummer",
        "UPDATE organisation SET name = name || '?'",
    ),
    ("objections.choose_people_only", "coach", "/kandidaten/{candidate}/bezwaar", CANDIDATE),
    ("objections.extend", "coordinator", "/bezwaren/{objection}", "UPDATE objection SET due_on = '2027-01-01'"),
    ("rights.correction", "coach", "/verbeteren/{correction}", "UPDATE correction SET due_on = '2027-01-01'"),
    ("rights.keep", "coach", "/kandidaten/{candidate}/rechten/bewaren", CANDIDATE),
    (
        "papers.fill_in",
        "administrator",
        "/papieren/invullen",
        "INSERT INTO paper_value (name, value, set_on, by_id) VALUES ('website', 'x', '2026-01-01', 1)",
    ),
    (
        "administration.organisation_change",
        "administrator",
        "/beheer/organisaties/{organisation}",
        "UPDATE organisation SET name = name || '!'",
    ),
    ("administration.region", "administrator", "/beheer/regio", "UPDATE region SET name = 'Andere naam'"),
    (
        "administration.parameter",
        "administrator",
        "/beheer/instellingen/{parameter}",
        "UPDATE parameter_value SET value = value + 1000",
    ),
)
