"""Offers and demands refuse what cannot be meant, and have no room for what may not weigh in."""

import dataclasses
from decimal import Decimal

import pytest

from matching.core.language import Ask, ConditionState, Demand, Offer, Task, Travel, TravelMode, WorkTime


def _offer(**changes):
    plain = dict(
        id="K-0001",
        levels={"lezen": 2, "staan": None},
        hours_min=Decimal(16),
        hours_max=Decimal(24),
        travel=Travel(TravelMode.BICYCLE, 45),
    )
    return Offer(**(plain | changes))


def _demand(**changes):
    plain = dict(
        id="P-0001",
        hours_min=Decimal(16),
        hours_max=Decimal(24),
        tasks=(Task("inpakken", Decimal(1), {"handen": Ask(2, 3)}),),
    )
    return Demand(**(plain | changes))


def test_an_offer_has_no_field_for_who_someone_is():
    fields = {field.name for kind in (Offer, Demand, Task, Ask, Travel) for field in dataclasses.fields(kind)}
    assert not fields & {"regeling", "ground", "label", "birth_date", "born_on", "age", "gender", "bsn", "gemeente"}


def test_codes_become_words_of_the_language():
    offer = _offer(times={"avond"}, need=["jobcoach"], travel=Travel("ov", 30))
    assert offer.times == {WorkTime.EVENING}
    assert offer.need == frozenset({"jobcoach"})
    assert offer.travel.mode is TravelMode.TRANSIT
    demand = _demand(conditions={"jobcoach": "onmogelijk", "vervoer": "aanwezig"})
    assert demand.impossible == {"jobcoach"}
    assert demand.state("rustruimte") is ConditionState.TO_ARRANGE


def test_an_offer_cannot_change_afterwards():
    offer = _offer()
    with pytest.raises(TypeError):
        offer.levels["lezen"] = 4
    with pytest.raises(dataclasses.FrozenInstanceError):
        offer.id = "K-2"


def test_an_absent_level_is_unknown():
    assert _offer().level("rekenen") is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"id": " "}, "Geef een id"),
        ({"levels": {"tempo": 2}}, "Onbekend vermogen 'tempo'"),
        ({"levels": {"lezen": 7}}, "'lezen' is een heel getal van 0 tot 4, niet 7"),
        ({"hours_min": Decimal(30)}, "Uren per week"),
        ({"pc4": "0512"}, "vier cijfers"),
        ({"need": {"koffie"}}, "voorwaarde 'koffie'"),
        ({"essential": {"jobcoach"}}, "Onmisbaar maar niet nodig: jobcoach"),
        ({"certificates": {"zwemdiploma"}}, "certificaat 'zwemdiploma'"),
        ({"veto": {"visserij"}}, "soort werk 'visserij'"),
        ({"times": {"ochtend"}}, "werktijd 'ochtend'"),
        ({"wishes": ("a", "b", "c", "d")}, "Ten hoogste 3 wensen"),
        ({"history": -1}, "nul of meer"),
    ],
)
def test_an_offer_says_what_is_wrong(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        _offer(**changes)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"tasks": ()}, "ten minste één taak"),
        ({"tasks": (Task("a", Decimal("0.5")),)}, "samen 50 % van het werk"),
        ({"positions": 0}, "ten minste 1 positie"),
        ({"family": "visserij"}, "soort werk 'visserij'"),
        ({"hard": {"lezen": 2}}, "veiligheidseis 'lezen'"),
        ({"hard": {"veilig": 0}}, "van 1 tot 4"),
        ({"conditions": {"koffie": "aanwezig"}}, "voorwaarde 'koffie'"),
        ({"conditions": {"jobcoach": "misschien"}}, "misschien"),
    ],
)
def test_a_demand_says_what_is_wrong(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        _demand(**changes)


def test_a_task_and_its_asks_stay_within_the_scale():
    for make in (
        lambda: Ask(0),
        lambda: Ask(5),
        lambda: Ask(2, 4),
        lambda: Task(" ", Decimal(1)),
        lambda: Task("a", Decimal(0)),
        lambda: Task("a", Decimal(1), {"tempo": Ask(1)}),
        lambda: Travel(TravelMode.CAR, 241),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            make()


def test_shares_of_a_third_may_be_rounded():
    thirds = tuple(Task(name, Decimal("0.333")) for name in "abc")
    assert _demand(tasks=thirds).tasks == thirds
