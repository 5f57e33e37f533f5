"""What of a report may be seen, and what it says in words."""

from math import ceil

import pytest

from tests.werkbedrijf.fairness.reports import measures
from tests.werkbedrijf.fairness.telling import PW, WAJONG, WSW
from werkbedrijf.fairness import pictures, sentences
from werkbedrijf.fairness.board import Beside, board_of, margin_of
from werkbedrijf.fairness.margins import smallest_difference
from werkbedrijf.fairness.masking import How, Shown
from werkbedrijf.fairness.measures import Level, Limits, Tally
from werkbedrijf.fairness.pages import waiting_bands
from werkbedrijf.fairness.priority import PriorityTest
from werkbedrijf.fairness.remedies import REMEDIES, offered
from werkbedrijf.fairness.result import Passed

EVEN = (({PW}, 200, 120), ({WAJONG}, 100, 58), ({WSW}, 60, 36))
LESS = (({PW}, 200, 160), ({WAJONG}, 100, 58), ({WSW}, 60, 45))


def board(*rows, **changed):
    return board_of(measures(*rows, **changed), Limits(), 10)


def test_groups_that_get_alike_ask_for_nothing():
    found = board(*EVEN)

    assert found.worst is Level.FINE
    assert (found.alarms, found.reports, found.engine_fails) == ([], [], False)
    assert sentences.lead(found).endswith("Tussen de groepen is geen opvallend verschil.")
    assert sentences.alarms(found) == []


def test_a_group_with_less_is_an_alarm_that_says_beside_whom_and_whether_it_is_chance():
    found = board(*LESS)
    (line,) = found.alarms
    (text,) = sentences.differs(line, found)

    assert line.label == WAJONG
    assert "kregen er ongeveer 60 een voorstel. Bij mensen in de Participatiewet zijn dat er ongeveer 80." in text
    assert "De verhouding ligt onder 0,80: dat is een alarm. Dit verschil is groter dan toeval." in text
    assert sentences.alarms(found) == ["Alarm: mensen met een Wajong krijgen minder vaak een voorstel"]
    assert "te groot voor mensen met een Wajong" in sentences.lead(found)


def test_a_small_difference_is_something_to_look_at():
    found = board(({PW}, 200, 120), ({WAJONG}, 100, 51))

    assert [line.label for line in found.reports] == [WAJONG]
    assert (
        "De verhouding ligt onder 0,90: dat is een melding. Dit verschil kan nog toeval zijn."
        in sentences.differs(found.reports[0], found)[0]
    )
    assert sentences.alarms(found) == []


def test_a_loss_before_the_list_points_to_the_answers():
    found = board(
        cells_changed := ({PW}, 200, 120),
        ({WAJONG}, 100, 58),
    )
    lowered = dict(found.measures.cells)
    lowered[frozenset({WAJONG})] = Tally(registered=300, pool=300, able=100, reached=58, reached_any=58)
    found = board(cells_changed, cells=lowered)

    (line,) = found.alarms
    assert line.level is Level.FINE
    (text,) = sentences.differs(line, found)
    assert "kregen er ongeveer 20 een voorstel; bij mensen in de Participatiewet zijn dat er ongeveer 60." in text
    assert "te lage antwoorden over wat iemand kan" in text


def test_a_group_of_too_few_people_is_named_and_nothing_is_said_of_it():
    found = board(({PW}, 200, 120), ({WAJONG}, 100, 58), ({WSW}, 25, 5))

    assert found.hidden == [WSW]
    assert WSW not in {line.label for line in found.lines}
    assert "Wsw" not in pictures.in_words(found)


def test_a_region_of_a_few_people_says_nothing_at_all():
    found = board(({PW}, 5, 3))

    assert (found.region, found.lines) == (None, [])
    assert sentences.lead(found) == "Er zijn nog te weinig mensen om hier iets over te zeggen."


@pytest.mark.parametrize(
    "changed",
    [
        {"priority": PriorityTest(20, 3, ())},
        {"priority": PriorityTest(20, 0, ("wajong",))},
        {"passed": Passed(1, 0, 0)},
    ],
)
def test_an_allocation_that_breaks_its_promise_is_no_difference_but_a_mistake(changed):
    found = board(*EVEN, **changed)

    assert found.engine_fails
    assert sentences.alarms(found) == ["Er zit een fout in de verdeling van plekken"]


def test_a_few_people_passed_over_are_not_counted_aloud():
    assert board(*EVEN, passed=Passed(3, 3, 0)).passed.words == "minder dan 10"
    assert board(*EVEN, passed=Passed(12, 3, 0)).passed.words == "ongeveer 10"


def test_a_share_just_below_a_limit_is_judged_before_it_is_rounded():
    found = board(({PW}, 1000, 1000), ({WAJONG}, 1000, 799))

    (line,) = found.alarms
    assert (line.shown.per_hundred, line.beside) == (80, Beside.ALARM)
    assert found.best.label == PW


def test_the_margin_and_what_would_be_noticed_follow_from_what_is_told():
    alike = [board(({PW}, 200, 120), ({WAJONG}, 100 + more, 58 + more)).lines[1] for more in (0, 1, 2)]

    assert alike[0].shown.per_hundred == 60
    assert len({(line.shown, line.low, line.high, line.smallest) for line in alike}) == 1
    assert (alike[0].low, alike[0].high) == margin_of(alike[0].shown)
    # Beside the 200 others; beside all 300 a smaller difference would do.
    assert alike[0].smallest == ceil(100 * smallest_difference(0.6, 100, 200))


def test_the_rounding_of_a_share_makes_its_margin_wider():
    exact, rounded = (margin_of(Shown(How.TOLD, 100, 60, half=half)) for half in (0, 2.5))

    assert rounded[0] < exact[0] <= 60 <= exact[1] < rounded[1]


def test_a_small_waiting_time_is_hidden_with_one_that_would_give_it_away():
    bands = {band.words: band.people for band in waiting_bands(board(*EVEN))}

    assert bands["3 tot 6 maanden"] is None
    assert bands["6 tot 12 maanden"] is None
    assert bands["langer dan een jaar"] == 60


def test_every_remedy_stands_there_and_only_pages_that_open_are_linked():
    found = offered({"vacancies.index": "/plekken"}.get)

    assert [one for one, _ in found] == list(REMEDIES)
    assert [url for _, url in found if url] == ["/plekken"]
