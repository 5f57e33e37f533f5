"""What ESCO tells of the work finds our occupations for sentences in which our own words find nothing."""

import csv
from pathlib import Path

import numpy as np
import pytest

from employers.vocabulary.catalogue import occupations
from employers.vocabulary.esco.actions import take_release
from employers.vocabulary.esco.queries import in_group
from employers.vocabulary.esco.reading import read_esco
from employers.vocabulary.esco.telling import TELLING, Telling, Told, told_like
from employers.vocabulary.likeness import kernel
from tests.employers.vocabulary.measuring import HELD, TUNING, labelled
from tests.making import MAKER, MONDAY

PUBLIC = Path(__file__).parents[4] / "shared" / "data" / "public"
ADDRESS = "http://data.europa.eu/esco/occupation"
TOLD = "Rekkenvullers zorgen dat levensmiddelen netjes uitgestald staan en halen wat over de datum is weg."
FILE = f"""conceptUri,iscoGroup,preferredLabel,altLabels,description
{ADDRESS}/een,9334,rekkenvuller,schapbeheerder,{TOLD}
{ADDRESS}/twee,0110,admiraal,vlootvoogd,Admiraals voeren het bevel over de vloot.
"""


def take(session, text=FILE):
    take_release(session, MAKER, read_esco(text.encode()), on=MONDAY)
    session.flush()


def test_a_description_is_kept_and_leads_to_our_own_occupations(session, make):
    assert told_like(session, ["Je haalt levensmiddelen weg die over de datum zijn"]) == []
    take(session)
    found = told_like(session, ["Je haalt levensmiddelen weg die over de datum zijn"])
    assert "vakkenvuller" in [one.occupation.code for one in found]
    assert {one.label for one in found} == {"rekkenvuller"}


def test_what_resembles_nothing_and_groups_outside_our_work_give_nothing(session, make):
    take(session)
    assert told_like(session, ["Vlootvoogd", "Piano"]) == []


def test_a_new_release_is_read_anew(session, make):
    take(session)
    told_like(session, ["levensmiddelen"])
    take(session, FILE.replace("levensmiddelen netjes uitgestald", "kleding gevouwen"))
    assert told_like(session, ["Je vouwt kleding op"])


def _public(with_descriptions):
    told = {}
    if with_descriptions:
        with (PUBLIC / "esco_beroepomschrijvingen_nl.csv").open(encoding="utf-8", newline="") as file:
            told = {row["conceptUri"]: kernel(row["description"]) for row in csv.DictReader(file)}
    with (PUBLIC / "esco_beroepen_nl.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            group = row["iscoGroup"].zfill(4)
            if group in in_group():
                words = [kernel(label) for label in (row["preferredLabel"], *row["altLabels"].split("|"))]
                yield Told(row["preferredLabel"], group, " ".join([*words, told.get(row["conceptUri"], "")]))


def _measured(telling, part):
    """The share of phrases with a task of which a right group is among three, and the strongest without a task."""
    hits = []
    for one in labelled():
        if one.part == part and one.tasks:
            codes = {task.partition("/")[0] for task in one.tasks}
            groups = {told.isco for told in telling.groups(one.phrase, least=0.0)}
            hits.append(any(occupations()[code] in in_group()[group] for code in codes for group in groups))
    silent = [one.phrase for one in labelled() if one.part == part and not one.tasks]
    return np.mean(hits), sum(bool(telling.groups(phrase)) for phrase in silent)


@pytest.mark.skipif(not PUBLIC.exists(), reason="de ESCO-bestanden staan hier niet")
def test_descriptions_find_what_labels_alone_do_not():
    """Measured: 0.57 with descriptions and 0.46 without on the held half; no false one at the threshold while tuning."""
    both, labels = Telling(list(_public(with_descriptions=True))), Telling(list(_public(with_descriptions=False)))
    (held, _), (alone, _) = _measured(both, HELD), _measured(labels, HELD)
    assert held >= 0.54, held
    assert held > alone + 0.05, (held, alone)
    assert _measured(both, TUNING)[1] == 0
    assert 0 < TELLING < 1
