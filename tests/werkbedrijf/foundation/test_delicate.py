"""What people write about somebody's body or mind is found, and what they write about work is let through."""

import pytest

from candidates.words import problem_with
from werkbedrijf.foundation.delicate import NO_BSN, health_word, holds_bsn, law_word
from werkbedrijf.foundation.humane import health_problem

ABOUT_HEALTH = """
Is bipolair|Slikt antidepressiva|Gebruikt Ritalin|Neemt lithium|Heeft paniekaanvallen|Heeft last van paniek in een drukke winkel
Heeft een burn out gehad|Heeft rugklachten|Heeft een rugaandoening|Versleten knie|Heeft een nieuwe heup gekregen na een operatie
Heeft een dwarslaesie|Heeft COPD|Heeft astma|Heeft hart- en vaatziekten|Heeft een hartaanval gehad|Had een herseninfarct
Heeft A.D.H.D.|Heeft A.S.S.|Heeft PDD NOS|Heeft Tourette|Heeft een dwangstoornis|Is zwakbegaafd|Is slechtziend|Is volledig doof
Is afgekickt|Is clean sinds 2024|Blowt elke avond|Krijgt EMDR|Is onder behandeling|Heeft chronische pijn|Heeft long covid
Is nierpatiënt|Heeft borstkanker|Krijgt chemo|Heeft hiv|Heeft een stoma|Heeft een zenuwziekte|Hoort stemmen|Is suïcidaal
Heeft een eetstoornis|Heeft dyscalculie|Heeft TOS|Stottert|Heeft een whiplash|Is overspannen|Is gehandicapt|Heeft een prothese
Is spastisch|Heeft multiple sclerose|Is allergisch voor zeep|Heeft hoge bloeddruk|Woont bij de ggz|Komt uit een kliniek
Volgens de bedrijfsarts mag hij niet tillen|Heeft een medische indicatie|Heeft gezondheidsklachten|Heeft een gokverslaving
Heeft een hersenschudding gehad|Heeft een peesontsteking|Is opgenomen geweest in een kliniek|Is in de overgang|Heeft longfibrose
Heeft pijn in zijn rug|Heeft mentale klachten|Is slecht ter been|Komt net uit de psychiatrie|Is al jaren manisch|Ligt in het ziekenhuis|Heeft de ziekte van Lyme|Bij ziekte van Crohn hoort rust|Heeft een posttraumatische stressreactie
""".replace("\n", "|").strip("|")

ABOUT_WORK = """
Ass. bedrijfsleider in een hotel|Belt Ms. Jansen als iets niet lukt|Dhr. M.S. Jansen begeleidt|Bij ziekte belt hij voor 8 uur af
Wil werken met mensen met een verstandelijke beperking|Wil schoonmaken bij de ggz|Inpakken van medicijnen|Heeft een sterke rug
Beperkingen in vervoer: geen rijbewijs|De overgang naar meer uren gaat in stappen|In de overgang van stage naar baan|Kan blind typen
Is blind voor details noch haast|Aanvraag is in behandeling bij de gemeente|Wordt opgenomen in het rooster|Vervoer van patiënten
Motorontsteking afstellen|Kapotte handschoenen vervangen|Overspanning van het dak|Heeft hart voor de zaak|Werkt in de plantenziektebestrijding
Verziekte de sfeer niet|De tos|Wil in de gehandicaptenzorg werken|Medische hulpmiddelen inpakken|Klachten van klanten aannemen
Kan niet zwaar tillen|Heeft een rustige plek nodig|Verkoopt lithiumaccu's|Werkt met rolstoelen|Wil doktersassistent worden
De plek is bereikbaar met een rolstoel|Receptie van de huisarts|Volgde een opleiding psychologie|Drinkt te veel koffie|Heeft hoogtevrees
""".replace("\n", "|").strip("|")


@pytest.mark.parametrize("text", ABOUT_HEALTH.split("|"))
def test_a_sentence_about_somebodys_health_is_found(text):
    assert health_word(text)


@pytest.mark.parametrize("text", ABOUT_WORK.split("|"))
def test_a_sentence_about_work_is_let_through(text):
    assert health_word(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Medische keuring voor het rijbewijs C",
        "Kent allergieën van gasten; wie is allergisch voor noten?",
        "Werkt voor mensen in de ggz",
        "Maakt prothesen en verpakt pillen",
    ],
)
def test_a_text_about_a_place_may_say_what_the_work_is(text):
    assert health_word(text, of_work=True) is None
    assert health_word(text)


def test_what_is_found_is_told_as_it_was_typed():
    assert health_word("Heeft last\nvan haar Knieën") == "last van haar Knieën"
    assert health_word("Heeft RUGKLACHTEN") == "RUGKLACHTEN"


def test_a_long_text_takes_no_long_look():
    for piece in ("a", "a-", "is ", "zit in een ", "werk met mensen met ", "A.", "ziekte"):
        health_word(piece * (40_000 // len(piece)))


def test_care_by_law_is_no_matter_of_a_note():
    assert law_word("Heeft een Wlz-indicatie")


@pytest.mark.parametrize(
    "text",
    ["111222333", "Nr. 1112.22.333.", "Nr 1112 22 333, klopt", "Nr 111 222 333", "111-222-333", "Nr:\n111222333;x"],
)
def test_a_bsn_is_found_however_it_is_written(text):
    assert holds_bsn(text)
    assert health_problem(text) == health_problem(text, of_work=True) == NO_BSN
    assert problem_with(text) == NO_BSN


@pytest.mark.parametrize(
    "text",
    [
        "Nr 111222334",
        "Bel 053 111 22 33",
        "Bel +31 111 222 333",
        "Rekening NL91 ABNA 0111 22 333 0",
        "Vestiging 000111222333",
        "Op 11-12-2026 om 11.30",
        "1112-22.333",
    ],
)
def test_another_number_is_no_bsn(text):
    assert not holds_bsn(text)
    assert health_problem(text) is None
