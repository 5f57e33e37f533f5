"""An employer asks, the face finds it among the messages and answers; who wants less mail says so; a phone reads the calendar."""

import pytest

from tests.journeys.visiting import PHONE

pytestmark = pytest.mark.browser

QUESTION = "Mag iemand eerst een dag meelopen?"


def test_a_question_is_asked_found_among_the_messages_and_answered(come):
    employer = come("werkgever", viewport=PHONE)
    employer.visit("/vragen").follow("Stel een vraag")
    employer.fill("Wat wilt u weten?", QUESTION)
    employer.press("Stel de vraag")
    assert QUESTION in employer.text
    where = employer.page.url

    manager = come("accountmanager")
    manager.visit("/berichten?stand=ongelezen")
    manager.page.get_by_role("button", name="stelt een vraag").first.click()
    manager.page.wait_for_url("**/vragen/**")
    assert QUESTION in manager.text
    manager.fill("Je antwoord", "Ja, dat heet een proefplaatsing.")
    manager.press("Verstuur het antwoord")

    employer.page.goto(where)
    assert "proefplaatsing" in employer.text


def test_somebody_chooses_one_mail_a_day_and_a_calendar(come):
    coach = come("jobcoach")
    coach.visit("/berichten").follow("Wat wil je horen?")
    coach.page.get_by_role("group", name="Voordrachten en gesprekken").get_by_label("Eén mail per dag").check()
    coach.press("Bewaar")
    assert "Vanaf het volgende bericht doen we het zo." in coach.text

    coach.visit("/agenda").press("Maak een link")
    address = coach.page.get_by_label("De link van je agenda").input_value()
    answer = coach.page.request.get(address)
    assert (answer.status, answer.headers["content-type"].split(";")[0]) == (200, "text/calendar")


def test_a_link_in_webmail_opens_for_who_is_signed_in_and_leaves_them_so(come):
    coach = come("jobcoach")
    mail = f'<!doctype html><html lang="nl"><title>Post</title><main><h1>Post</h1><a href="{coach.address}/berichten">Lees het</a>'
    coach.page.route("http://post.example/", lambda route: route.fulfill(body=mail, content_type="text/html"))
    coach.page.goto("http://post.example/")
    coach.page.get_by_role("link", name="Lees het").click()
    coach.page.wait_for_url("**/berichten")
    coach.page.get_by_role("heading", level=1, name="Berichten").wait_for()
    coach.visit("/vandaag").read(200)
