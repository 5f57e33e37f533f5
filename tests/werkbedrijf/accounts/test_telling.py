"""Words that others know of whoever chooses a password (ASVS 5.0, 6.2.11)."""

import pytest

from werkbedrijf.accounts.passwords import hashed, problem_with
from werkbedrijf.accounts.telling import LEAST_LEFT, Around, plain, what_tells

JAN = Around("Jan Smit", "jan@zonneveld.example", ("Bakkerij Zonneveld",), "Werkbedrijf Twente")
ANS = Around("Ans Bos", "ans.bos@post.kip-ei.nl", ("Kip & Ei", "De Ark BV"), "Regio Veluwe")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("bakkerij zonneveld", "Uw naam of e-mailadres"),
        ("jan@zonneveld.example", "Uw naam of e-mailadres"),
        ("ZONNEVELD fietst graag", "Uw naam of e-mailadres"),
        ("b4kkerij-z0nneveld", "Uw naam of e-mailadres"),
        ("B A K K E R I J 1 2", "De naam van uw organisatie"),
        ("z-o-n-n-e-v-e-l-d!", "Uw naam of e-mailadres"),
        ("de bakkerij van 2026", "De naam van uw organisatie"),
        ("jan jan jan fiets", "Uw naam of e-mailadres"),
        ("smit in de regio", "Uw naam of e-mailadres"),
        ("j.a.n.j.a.n.1234567", "Uw naam of e-mailadres"),
        ("drie twente fietsen", "De naam van uw regio of van deze dienst"),
    ],
)
def test_what_others_know_of_an_employers_person_is_no_password(typed, says):
    assert what_tells(plain(typed), JAN) == says
    assert problem_with(typed, JAN)


@pytest.mark.parametrize("typed", ["ans.bos@kip-ei.nl", "kip-ei-kip-ei-2026", "de ark bv 2026", "AnsBos ans bos 12"])
def test_names_of_short_words_are_taken_out_together(typed):
    assert what_tells(plain(typed), ANS)


@pytest.mark.parametrize(
    "typed",
    ["drie gele fietsen", "janken om soep en regen", "mail naar de paarse lamp", "x7#kQ2!vjanLp9zb4", "a-b-c-d-e-f-g"],
)
def test_a_short_word_among_enough_others_is_no_reason(typed):
    assert what_tells(plain(typed), JAN) is None


def test_what_is_left_counts_to_the_letter():
    assert what_tells("jan" + "bcdefghi"[: LEAST_LEFT - 1], JAN)
    assert what_tells("jan" + "bcdefghi"[:LEAST_LEFT], JAN) is None


@pytest.mark.parametrize("typed", ["thuis is home voor een groep ganzen", "lampen van nederlandse makelij"])
def test_a_word_of_everybodys_mailbox_or_firm_may_stand_in_it(typed):
    assert what_tells(typed, Around("Jo", "jo@home.nl", ("Holding Groep Nederland",))) is None


def test_the_end_of_a_domain_is_of_everybody():
    assert what_tells("lampen uit amsterdam", Around("Jo", "jo@kip.amsterdam")) is None
    assert what_tells("jo@ab.amsterdam", Around("Jo", "jo@ab.amsterdam"))


def test_without_a_name_or_an_address_nothing_tells():
    assert what_tells("paarse lamp kiest soep", Around("", "")) is None


@pytest.mark.parametrize("typed", ["Bakkerij-Korenaar1", "rogge@korenveld.example", "korenaar fietst"])
def test_somebody_of_an_employer_cannot_choose_its_name_or_the_own_address(client, stored, typed):
    stored.region(is_demo=True)
    kept = hashed("drie gele fietsen", "test")
    employer = stored.employer(name="Bakkerij Korenaar")
    user = stored.employer_user(employer, name="Jan Rog", email="rogge@korenveld.example", password_hash=kept)
    client.sign_in_as(user)
    page = client.post("/account/wachtwoord", {"current": "drie gele fietsen", "password": typed, "again": typed})
    assert page.status == 422
    assert "staat in het wachtwoord" in page.text
