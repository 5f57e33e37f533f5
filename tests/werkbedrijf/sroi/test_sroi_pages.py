"""The calculator of social return and the value tables, as people use them."""

import pytest

from werkbedrijf.foundation.actors import Role

WORK = "tabel=utrecht_b&bouwblok=banenafspraak"
HALF_A_YEAR = f"{WORK}&uren=24&van=2026-01-01&tot=2026-06-30"


@pytest.fixture
def reader(client, stored):
    return client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER))


def test_one_chooses_a_table_then_a_block_and_is_asked_what_it_needs(reader):
    first = reader.get("/sroi")
    assert first.h1 == "Wat telt als social return?" and "Bouwblok" not in first.text
    assert "Ingeschreven in doelgroepregister" in reader.get("/sroi?tabel=utrecht_b").text
    work = reader.get(f"/sroi?{WORK}")
    assert "Eerste dag" in work.text and "Aantal dagen" not in work.text and "De uitkomst" not in work.text
    bought = reader.get("/sroi?tabel=utrecht_b&bouwblok=sociale_inkoop")
    assert "Eerste dag" not in bought.text and "Bedrag" in bought.text


def test_the_sum_is_shown_with_what_must_be_known_beside_it(reader):
    page = reader.get(f"/sroi?{HALF_A_YEAR}&bonus=bonus_vast")
    assert "€ 20.000,00" in page.text.replace("\xa0", " ")
    assert "× 24/36 × 6/12" in page.text
    assert "De tabel zegt niet hoe lang iemand telt." in page.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (f"{WORK}&uren=-3&van=2026-01-01&tot=2026-06-30", "Uren per week zijn meer dan 0"),
        (f"{WORK}&uren=24&van=2026-06-30&tot=2026-01-01", "De laatste dag ligt voor de eerste dag."),
        (f"{WORK}&uren=veel&van=2026-01-01&tot=2026-06-30", "Vul een getal in, zoals 25,5."),
        ("tabel=leiden&bouwblok=maatschappelijke_activiteit&bedrag=500", "Vul in hoeveel dagen het waren."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_stays(reader, asked, said):
    page = reader.get(f"/sroi?{asked}", status=422)
    assert said in page.text and "De uitkomst" not in page.text
    typed = dict(part.split("=") for part in asked.split("&"))
    name = "uren" if "uren" in typed else "bedrag"
    assert f'value="{typed[name]}"' in page.html


@pytest.mark.parametrize("asked", ["tabel=nergens", "tabel=leiden&bouwblok=bonus_55plus", "tabel=leiden&bouwblok=x"])
def test_what_does_not_exist_is_asked_again(reader, asked):
    assert "Reken uit" not in reader.get(f"/sroi?{asked}").text.replace("Reken uit wat", "")


def test_a_table_stands_with_its_source_and_beside_another(reader):
    assert "De bron noemt geen datum" in reader.get("/sroi/tabellen").text
    alone = reader.get("/sroi/tabellen/haaglanden_zhc")
    assert "telt tot 12 maanden ervoor" in alone.text and "https://www.denhaag.nl/" in alone.text
    page = reader.get("/sroi/tabellen/utrecht_a?naast=utrecht_b").text.replace("\xa0", " ")
    assert "Wat verschilt met Utrecht, nieuwste tabel" in page and "€ 35.000,00" in page and "€ 50.000,00" in page
    reader.get("/sroi/tabellen/nergens", status=404)


def test_an_administrator_has_no_business_here(client, stored):
    client.sign_in_as(stored.user(Role.ADMINISTRATOR)).get("/sroi", status=403)
