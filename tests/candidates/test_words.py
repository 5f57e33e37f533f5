import pytest

from candidates.words import problem_with


@pytest.mark.parametrize(
    "text",
    [
        "Begint met 12 uur en werkt elke maand 4 uur meer.",
        "Eerst alleen ochtenden; assisteert daarna ook in de middag, maar niet op maandag.",
        "Werkt het best met een vast rooster en af en toe een pauze extra.",
        "Kan tot de zomer 16 uur, daarna in overleg.",
    ],
)
def test_a_note_about_hours_can_stay(text):
    assert problem_with(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "heeft ADHD",
        "na een Depressie",
        "burn-out gehad",
        "gebruikt medicijnen",
        "schizofrenie",
        "vaak ziek",
        "LVB",
        "autisme",
    ],
)
def test_a_note_about_health_is_sent_back_with_another_way_to_say_it(text):
    assert "hoe het werk eruit moet zien" in problem_with(text)


@pytest.mark.parametrize("text", ["valt onder de Wajong", "WSW-indicatie", "wil uit de uitkering", "zat in detentie"])
def test_a_note_about_the_law_is_sent_back(text):
    assert "Laat het weg" in problem_with(text)
