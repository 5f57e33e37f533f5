"""An occupation as a first draft of a place: shown line by line, taken over by a person, marked until gone through."""

from tests.employers.vacancies.filling import PLACE, chosen, logged, value_of


def test_an_occupation_is_a_draft_of_which_nothing_is_filled_in_by_itself(client, stored, address):
    told = {"occupation": "Order picker", "hours_min": "20", "doe": "taken", "kind": "leerwerkplek"}
    page = client.post(address, told, status=200)

    assert value_of(page, "title") == "Orderpicker"
    assert "Concept uit beroep Orderpicker" in page.text
    assert "Orders verzamelen met een scanner (60 %)" in page.text
    assert not [
        box for box in page.all("input") if box.get("name") == "concept-regel" and box.get("checked") is not None
    ]
    assert value_of(page, "tasks-0-title") in {None, ""}
    assert chosen(page, "conditions-vast_rooster") == "te_regelen"
    assert value_of(page, "hours_min") == "20"
    assert logged(stored) == []

    nothing = client.post(address, told | {"doe": "overnemen", "concept-beroep": "orderpicker"}, status=200)
    assert "Vink eerst aan wat hier ook zo is" in nothing.text


def test_only_what_was_ticked_of_the_draft_is_taken_over_and_stays_marked(client, stored, address):
    told = PLACE | {"tasks-0-title": "", "tasks-0-share": "", "tasks-3-title": "", "tasks-3-share": ""}
    ticks = {"concept-beroep": "orderpicker", "concept-regel": ["taak-1", "taak-2"], "doe": "overnemen"}
    page = client.post(address, {**told, **ticks, "conditions-vast_rooster": ""}, status=200)
    assert value_of(page, "tasks-0-title") == "Orders verzamelen met een scanner"
    assert int(value_of(page, "tasks-0-share")) + int(value_of(page, "tasks-1-share")) == 100
    assert value_of(page, "tasks-2-title") is None
    assert chosen(page, "tasks-0-asks-nauwkeurig") == "2"
    assert chosen(page, "conditions-vast_rooster") == "te_regelen"
    assert value_of(page, "drafted_from") == "orderpicker"
    assert "concept uit beroep Orderpicker" in page.text

    refused = client.post(address, PLACE | {"drafted_from": "orderpicker"}, status=422)
    assert "Loop ze eerst na, en zeg dan dat ze kloppen." in refused.text
    assert logged(stored) == []
    kept = client.post(address, PLACE | {"drafted_from": "orderpicker", "doe": "concept"})
    assert "Concept uit beroep Orderpicker" in kept.text
    assert "Daarna kan de plek open." in kept.text
    assert "Deze plek kan nog niet open." not in kept.text
    (place,) = logged(stored)
    assert place.drafted_from == "orderpicker"
    gone = client.post(f"/plekken/{place.reference}/nagelopen")
    assert "zijn nagelopen" in gone.text
    assert "Concept uit beroep" not in gone.text
    assert "De plek is open" in client.post(f"/plekken/{place.reference}/openen").text


def test_an_open_place_takes_no_draft_in_that_nobody_went_through(client, stored, address):
    client.post(address, PLACE | {"doe": "concept"})
    (place,) = logged(stored)
    client.post(f"/plekken/{place.reference}/openen")
    change = f"/plekken/{place.reference}/wijzigen"
    told = PLACE | {"version": value_of(client.get(change), "version"), "drafted_from": "orderpicker"}

    assert "Loop ze eerst na" in client.post(change, told, status=422).text
    client.post(change, told | {"gone_through": "y"})
    assert logged(stored)[0].drafted_from == ""


def test_a_closed_place_with_a_draft_opens_again_only_after_somebody_went_through_it(client, stored, address):
    place = stored.vacancy(status="gesloten", drafted_from="orderpicker")
    url = f"/plekken/{place.reference}"

    refused = client.post(f"{url}/heropenen", {"closes_on": ""}, status=403)
    client.post(f"{url}/nagelopen")

    assert "Loop ze eerst na" in refused.text
    assert "De plek is weer open." in client.post(f"{url}/heropenen", {"closes_on": ""}).text


def test_the_whole_draft_comes_behind_what_was_typed(client, address):
    page = client.post(address, PLACE | {"concept-beroep": "orderpicker", "doe": "alles"}, status=200)
    titles = [node.get("value") for node in page.all("input") if node.get("data-task-title") is not None]
    assert titles[:3] == ["Orders verzamelen", "Inpakken", "Orders verzamelen met een scanner"]
    assert chosen(page, "conditions-vast_rooster") == "aanwezig"


def test_who_went_through_the_draft_while_typing_leaves_no_mark(client, stored, address):
    client.post(address, PLACE | {"drafted_from": "orderpicker", "gone_through": "y"})
    client.post(address, PLACE | {"drafted_from": "toverij"})
    assert [place.drafted_from for place in logged(stored)] == ["", ""]
