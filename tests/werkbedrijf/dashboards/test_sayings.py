"""The sentences of the alderman's page, also where figures are hidden or not there yet."""

from datetime import date
from decimal import Decimal

import pytest

from werkbedrijf.dashboards import sayings
from werkbedrijf.dashboards.sayings import Stand, course, where_we_stand
from werkbedrijf.outlook.reading import Sheet
from werkbedrijf.outlook.sheet import BRANCH, CAME, ENDING, HOPED, LEFT, PLANNED, SECTOR, Line

REGION = Stand("de regio", 640, 560, None)
OCTOBER = date(2026, 10, 31)
TWENTY_AT_WORK = (
    "In de regio werkten ongeveer 20 mensen op garantiebanen; ongeveer evenveel mensen als een kwartaal eerder."
)


@pytest.mark.parametrize(
    ("own", "region", "to_target", "said"),
    [
        (
            Stand("Losser", None, None, None),
            REGION,
            None,
            (
                "Voor Losser staat hier geen getal: er werken weinig mensen op een garantiebaan, of een andere gemeente was dan uit te rekenen. "
                "In de hele regio waren het ongeveer 640 mensen op ongeveer 560 garantiebanen."
            ),
        ),
        (
            Stand("Borne", 0, 0, None),
            REGION,
            0,
            (
                "In Borne werkte niemand op een garantiebaan. In de hele regio waren het ongeveer 640 mensen op ongeveer 560 garantiebanen. "
                "De indicatieve taakstelling was gehaald."
            ),
        ),
        (None, Stand("de regio", 20, None, 20), None, TWENTY_AT_WORK),
        (
            None,
            Stand("de regio", 10, 0, 30),
            10,
            (
                "In de regio werkten ongeveer 10 mensen op minder dan 5 garantiebanen; dat waren ongeveer 20 mensen minder dan een kwartaal eerder. "
                "Dat zijn ongeveer 10 banen minder dan de indicatieve taakstelling."
            ),
        ),
    ],
)
def test_the_first_sentence_stays_a_sentence(own, region, to_target, said):
    assert where_we_stand(own, region, to_target, 10) == said


def test_a_hidden_region_gives_no_number():
    assert "Wij tonen dan geen getal" in where_we_stand(
        Stand("Borne", None, None, None), Stand("", None, None, None), None, 10
    )


def sheet(**numbers):
    return Sheet({(kind, code): n for kind, codes in numbers.items() for code, n in codes.items()})


def test_what_changed_is_told_in_tens_or_as_few():
    told = sayings.changed(sheet(**{CAME: {"": 20}, LEFT: {"": None}}), OCTOBER, 10)

    assert told == "In oktober 2026 begonnen ongeveer 20 mensen op een garantiebaan en stopten er minder dan 10."
    assert "staat hier niet" in sayings.changed(sheet(), OCTOBER, 10)


def test_the_branches_with_most_people_come_first_and_hidden_ones_are_not_named():
    told = sayings.branches(
        sheet(**{BRANCH: {"zorg": 40, "bouw": None, "handel": 60, "horeca": 10, "land": 0, "onbekend": 90}})
    )

    assert told.startswith(
        "Het meeste werk is in winkels en groothandel (ongeveer 60 mensen), zorg en welzijn (ongeveer 40 mensen) en "
    )
    assert "bouw (" not in told and "niet bekend" not in told
    assert "te klein" in sayings.branches(sheet(**{BRANCH: {"zorg": None}}))


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"markt": 60, "overheid": 20}, "Bij bedrijven werken ongeveer 60 mensen, bij de overheid ongeveer 20."),
        ({"markt": 60}, "Iedereen werkt bij bedrijven, niemand bij de overheid."),
        ({"markt": None, "overheid": None}, None),
        ({}, None),
    ],
)
def test_market_and_government(parts, told):
    assert sayings.sectors(sheet(**{SECTOR: parts})) == told


@pytest.mark.parametrize(("soon", "told"), [(20, "Bij ongeveer 20 mensen"), (0, "Bij niemand"), (None, "te klein")])
def test_what_ends(soon, told):
    assert told in sayings.endings(sheet(**{ENDING: {"loopt_af": soon}}), 10)


def test_what_comes():
    told = sayings.pipeline(sheet(**{PLANNED: {"": None}, HOPED: {"": 40}}), 10)

    assert (
        told
        == "Voor minder dan 10 mensen staat een eerste werkdag vast; ongeveer 40 zijn voorgesteld bij een werkgever en wachten nog."
    )


@pytest.mark.parametrize(
    ("about", "percent", "told"),
    [
        (
            None,
            None,
            "Te weinig mensen begonnen lang genoeg geleden om te zeggen hoeveel er een jaar later nog werken.",
        ),
        (0, None, "Nog geen plaatsing begon lang genoeg geleden"),
        (40, None, "Van ongeveer 40 plaatsingen is een jaar voorbij. Hoeveel er zo lang duurden, staat hier niet"),
        (40, 75, "Van ongeveer 40 plaatsingen duurde ongeveer 75 procent een jaar of langer."),
        (40, 90, "duurde 90 procent of meer een jaar"),
        (40, 10, "duurde 10 procent of minder een jaar"),
    ],
)
def test_who_found_lasting_work(about, percent, told):
    assert told in sayings.stayed("een jaar", about, None if percent is None else Decimal(percent))


@pytest.mark.parametrize(
    ("line", "target", "word"),
    [
        (Line(12, 200, 220, 240), 180, "Op koers"),
        (Line(12, 100, 120, 140), 180, "Niet op koers"),
        (Line(12, 150, 170, 190), 180, "Nog onzeker"),
        (Line(12, 150, 170, 190), None, "Geen doel"),
    ],
)
def test_on_course_is_said_only_when_the_whole_band_says_so(line, target, word):
    targets = {} if target is None else {date(2027, 10, 31): target}

    found = course([line], OCTOBER, targets)

    assert found.word == word
    assert found.sentence.startswith("Eind oktober 2027 verwachten wij ongeveer")


def test_without_a_forecast_nothing_is_said_of_the_course():
    assert course([], OCTOBER, {}) is None


def test_how_good_the_line_is_stays_honest():
    assert "weten wij nog niet" in sayings.trust(0, 0, afterwards=False)
    assert "achteraf nagerekend" in sayings.trust(6, 4, afterwards=True)
    assert "Toen lag het getelde aantal een kwartaal later niet in het lichte vlak." in sayings.trust(
        1, 0, afterwards=False
    )
