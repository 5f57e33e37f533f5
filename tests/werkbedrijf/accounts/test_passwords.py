import pytest

from werkbedrijf.accounts import passwords
from werkbedrijf.accounts.demo_sign_in import DEMO_PASSWORD
from werkbedrijf.accounts.telling import Around, plain
from werkbedrijf.foundation.errors import InputRefused

NOOR = Around("Noor Visser", "n.visser-de.boer@hengelo.example")


def problem(typed):
    return passwords.problem_with(typed, NOOR)


@pytest.mark.parametrize(
    "typed", ["drie gele fietsen", DEMO_PASSWORD, "paarse lamp kiest soep", "ñandú ëxtra gróót", "x7#kQ2!vLp9z"]
)
def test_a_long_password_of_any_characters_is_good(typed):
    assert problem(typed) is None


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("elf letters", "12 tekens"),
        ("drie gele fietsen " * 8, "128 tekens"),
        ("aaaabbbbaaaabbbb", "dezelfde tekens"),
        ("wachtwoord2026!", "veel mensen"),
        ("W4chtw00rd!!2026", "veel mensen"),
        ("Welkom-Welkom-2026", "veel mensen"),
        ("welkom welkom welkom", "veel mensen"),
        ("qwertyuiop123", "veel mensen"),
        ("IkHouVanVoetbal1", "veel mensen"),
        ("123456789012", "veel mensen"),
        ("Zomer-Vakantie-2026", "veel mensen"),
        ("enschede.welkom!", "veel mensen"),
        ("werkbedrijf hengelo", "veel mensen"),
        ("correct paard batterij niet", "veel mensen"),
        ("1q2w3e4r5t6y7u", "naast elkaar"),
        ("!QAZ2wsx#EDC4", "naast elkaar"),
        ("noor fietst graag", "Uw naam"),
        ("drie visser gele", "Uw naam"),
        ("boeren en VISSERS", "Uw naam"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused_with_a_sentence(typed, says):
    assert says in problem(typed)


def test_three_thousand_of_the_common_ones_are_refused_for_that_alone():
    """Long and varied enough for every other rule, and written as they are compared."""
    known = passwords.common_passwords()
    fitting = [word for word in known if len(word) >= passwords.SHORTEST and len(set(word)) >= 5]
    assert len(fitting) >= 3000
    assert all(plain(word) == word == word.strip() for word in known)
    assert [word for word in fitting if "veel mensen" not in (problem(word) or "")] == []


@pytest.mark.parametrize(
    "typed", ["Gemeente-Hellendoorn", "GEMEENTEHELLENDOORN!", "gémeentehellendoorn", "ｇｅｍｅｅｎｔｅhellendoorn1"]
)
def test_the_same_password_written_otherwise_is_the_same(typed):
    assert "veel mensen" in problem(typed)


def test_the_name_of_the_region_and_of_the_service_is_easily_guessed():
    def says(typed):
        return passwords.problem_with(typed, Around("Noor", "n@x.example", region="Werkbedrijf Twente (demo)"))

    assert "regio" in says("drie twente fietsen")
    assert "dienst" in says("mijn werkbedrijf fietst")
    assert says("drie demo fietsen") is None


def test_only_the_right_password_matches():
    kept = passwords.hashed("drie gele fietsen", "test")
    assert passwords.matches(kept, "drie gele fietsen", "test")
    assert not passwords.matches(kept, "drie gele fiets", "test")
    assert not passwords.matches(None, "drie gele fietsen", "test")
    assert not passwords.matches(None, "niemand heeft dit wachtwoord", "test")
    assert not passwords.matches("geen hash", "drie gele fietsen", "test")
    assert not passwords.matches(kept, "drie gele fietsen" * 100, "test")


def test_the_same_letter_typed_in_two_ways_is_the_same_password():
    assert passwords.matches(passwords.hashed("één gele fiets", "test"), "één gele fiets", "test")


def test_the_length_counts_as_it_is_kept():
    """One letter that is kept as two makes it longer, two that are kept as one make it shorter."""
    grows = "\N{DEVANAGARI LETTER QA}"
    assert "128 tekens" in problem("drie gele fi" + grows * 60)
    long = "drie gele fi" + grows * 58
    assert problem(long) is None
    assert passwords.matches(passwords.hashed(long, "test"), long, "test")
    assert "12 tekens" in problem("een geel e\N{COMBINING DIAERESIS}i")
    assert problem("e\N{COMBINING ACUTE ACCENT}" * 30 + "lampen van karton" + "x" * 81) is None


def test_two_people_with_the_same_password_have_different_hashes():
    assert passwords.hashed("drie gele fietsen", "test") != passwords.hashed("drie gele fietsen", "test")


def test_the_real_cost_is_above_the_least_that_owasp_advises():
    hasher = passwords._hasher("sterk")
    assert (hasher.type.name, hasher.memory_cost >= 19 * 1024, hasher.time_cost >= 2) == ("ID", True, True)


def test_a_refused_password_names_its_field():
    with pytest.raises(InputRefused) as refusal:
        passwords.checked("kort", Around("", ""), cost="test")
    assert set(refusal.value.problems) == {"password"}


def test_the_name_of_the_organisation_is_easily_guessed_and_an_everyday_word_in_it_is_not():
    def says(typed):
        return passwords.problem_with(typed, Around("Noor", "n@x.example", ("Gemeente Losser",)))

    assert "organisatie" in says("drie losser fietsen")
    assert says("drie gemeente fietsen") is None


def test_the_words_and_their_pairs_hold_more_than_three_thousand_passwords_that_the_length_would_allow():
    known = passwords.common_passwords()
    words = sorted(word for word in known if word.isalpha() and len(word) >= passwords.PAIRED)[:120]
    pairs = {one + other for one in words for other in words if len(one + other) >= passwords.SHORTEST}
    assert len(pairs) > 3000
    assert all(passwords._is_common(pair) for pair in list(pairs)[::50])
