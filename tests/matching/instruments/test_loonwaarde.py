"""The legal loonwaarde: the sum of the law, and a file of tasks as people make them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.instruments.loonwaarde import TaskValue, loonwaarde_of
from matching.instruments.tasks_file import loonwaarde_in
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.tables import read_here

PART = st.decimals(min_value=0, max_value=100, places=1)


def task(*, share="100", tempo="100", quality="100", deployability="100", name="vegen"):
    return TaskValue(name, Decimal(tempo), Decimal(quality), Decimal(deployability), Decimal(share))


def in_file(text):
    return loonwaarde_in(read_here(text.encode()))


# Regeling loonkostensubsidie Participatiewet art. 4: L = T x K x I x BT per task, added up, rounded to whole percent.
@pytest.mark.parametrize(
    ("tasks", "percent"),
    [
        ([task()], 100),
        ([task(tempo="50")], 50),
        ([task(tempo="80", quality="90", share="60"), task(tempo="62.5", deployability="80", share="40")], 63),
        ([task(tempo="64.5")], 65),
        ([task(tempo="64.4")], 64),
        ([task(tempo="0")], 0),
    ],
)
def test_the_loonwaarde_out_of_tasks(tasks, percent):
    assert loonwaarde_of(tasks).percent == percent


def test_tasks_that_are_not_the_whole_work_are_refused():
    with pytest.raises(ValueError, match="100"):
        loonwaarde_of([task(share="60")])


@given(st.lists(st.tuples(PART, PART, PART), min_size=1, max_size=6), PART)
def test_who_works_faster_is_never_worth_less(parts, faster):
    shares = [Decimal(100) / 8] * (len(parts) - 1)
    shares.append(Decimal(100) - sum(shares))
    tasks = [TaskValue("t", *part, share) for part, share in zip(parts, shares, strict=True)]
    quicker = [TaskValue("t", max(one.tempo, faster), one.quality, one.deployability, one.share) for one in tasks]

    assert 0 <= loonwaarde_of(tasks).percent <= loonwaarde_of(quicker).percent <= 100


@pytest.mark.parametrize(
    "text",
    [
        "taak;tempo;kwaliteit;inzetbaarheid;aandeel\nvegen;80;90;100;60\ndweilen;62,5;100;80 %;40\n",
        "Taak,Tempo (%),Kwaliteit (%),Inzetbaarheid,Aandeel\nvegen,80,90,100,60\ndweilen,62.5,100,80,40\n",
        'task,share,tempo,quality,deployability\nvegen,60,80,90,100\ndweilen,40,"62,5",100,80\n',
    ],
)
def test_a_file_is_read_however_it_was_saved(text):
    assert in_file(text).percent == 63


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("taak;tempo;kwaliteit;inzetbaarheid;aandeel\nvegen;snel;90;100;100\n", "Rij 2.*tempo ‘snel’"),
        ("taak;tempo;kwaliteit;inzetbaarheid;aandeel\nvegen;80;120;;100\n", "Rij 2.*kwaliteit ‘120’, inzetbaarheid ‘’"),
        ("taak;tempo;kwaliteit;inzetbaarheid;aandeel\nvegen;80;90;100;60\n", "samen 60 procent"),
        ("taak;tempo;kwaliteit;inzetbaarheid;aandeel\nvegen;1e9;90;100;100\n", "Rij 2.*1e9"),
        ("taak;tempo;kwaliteit\nvegen;80;90\n", "inzetbaarheid, aandeel. Zet op de eerste rij"),
        ("taak;tempo;kwaliteit;inzetbaarheid;aandeel\n", "geen enkele taak"),
    ],
)
def test_what_is_wrong_is_said_per_row(text, words):
    with pytest.raises(InputRefused, match=words):
        in_file(text)
