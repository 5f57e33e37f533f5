"""A job coach: what someone can, both switches, the lists, and putting forward."""

import pytest

from tests.journeys import roads
from tests.journeys.roads import card_of

pytestmark = pytest.mark.browser


def test_an_employer_sees_someone_only_after_both_said_yes_each_with_a_date(come):
    coach = come("jobcoach")
    candidate = roads.register_candidate(coach, ("Olaf", "Nogniet"))
    roads.fill_in_practical(coach)
    coach.visit(f"/kandidaten/{candidate}")
    assert "nog niet zichtbaar" in coach.page.locator(".lead").inner_text()

    coach.confirm("Kandidaat zegt ja")
    assert "nog niet zichtbaar" in coach.page.locator(".lead").inner_text()
    coach.confirm("Jobcoach zegt ja")
    assert "nog niet" not in coach.page.locator(".lead").inner_text()
    assert coach.page.locator("dd", has_text="ja, sinds").count() == 2

    coach.confirm("Kandidaat trekt het in")
    assert "nog niet zichtbaar" in coach.page.locator(".lead").inner_text()


def test_someone_who_takes_the_yes_back_cannot_be_put_forward_and_the_list_says_why(come):
    coach = come("jobcoach")
    roads.find_somebody(coach)
    somebody = "article:has(button:has-text('Stel voor'))"
    place, name = coach.path, coach.page.locator(f"{somebody} h3").first.inner_text()
    candidate = coach.follow_first(f"{somebody} h3 a").reference
    coach.visit(f"/kandidaten/{candidate}").confirm("Kandidaat trekt het in")
    row = card_of(coach.visit(place), name)

    assert row.get_by_role("button", name="Stel voor").count() == 0
    assert "zichtbaar" in row.locator(".refusal").inner_text()


def test_a_list_says_who_is_not_in_it_and_never_why_the_law_would_matter(come):
    coach = come("jobcoach")
    coach.visit("/plekken?stand=open").follow_first("tbody th a").follow("Wie kan dit werk?")

    assert coach.page.get_by_role("heading", name="Niet in de lijst").count() == 1
    assert coach.page.locator("section[aria-labelledby=niet] li").count() >= 2
    for law in ("Participatiewet", "Wajong", "Wsw"):
        assert law not in coach.html
    coach.follow("Ook wie nog groeit")
    expected = coach.page.locator(".bar", has_text="nog vragen").locator(".bar-full")
    widths = expected.evaluate_all("bars => bars.map((bar) => bar.getAttribute('width'))")
    assert set(widths) == {"0%"}, "what nobody asked yet is shown as something one can"
    coach.follow("Alleen mijn kandidaten")
    assert "deel=alles" in coach.page.url
    assert "wie=mijn" in coach.page.url


def test_a_voordracht_is_withdrawn_with_a_reason(come):
    coach = come("jobcoach")
    roads.find_somebody(coach)
    roads.put_forward(coach)
    proposal = coach.reference
    coach.unfold("Trek de voordracht in")
    coach.press("Trek in")
    assert "Dit moet nog anders" in coach.text
    coach.fill("Waarom stopt deze voordracht?", "De kandidaat heeft zelf iets gevonden.")
    coach.press("Trek in")

    assert coach.reference == proposal
    assert "ingetrokken" in coach.page.locator(".lead").inner_text()
