"""The components keep their promises, whoever uses them."""

import re
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from flask import Flask, flash, render_template_string
from werkzeug.datastructures import MultiDict

from tests.house.show import STATIC, TEMPLATES, Refusal, SampleForm, make_show

COMPONENTS = TEMPLATES / "components"
FOR_BASE_ONLY = {"mark", "flashes", "toast"}
INSIDE_OTHERS = {"error_summary"}
NAMESPACE = "{http://www.w3.org/1999/xhtml}"
ERRORS = (400, 403, 404, 409, 412, 413, 422, 429, 500)
PAGES = ("/onderdelen", "/onderdelen?fout=1", "/onderdelen?vreemde=1", *(f"/fout/{code}" for code in ERRORS))


@pytest.fixture(scope="module")
def show() -> Flask:
    app = make_show()
    app.test_client().get("/onderdelen")  # the first page compiles the templates
    return app


@pytest.fixture
def draw(show):
    """Draw one piece of template, at an address."""

    def drawn(source, url="/plekken", **context):
        with show.test_request_context(url):
            return " ".join(render_template_string(source, **context).split())

    return drawn


@pytest.mark.parametrize("url", PAGES)
def test_every_page_is_valid_and_can_be_found_by_its_heading(show, url):
    text = show.test_client().get(url).text
    parser = html5lib.HTMLParser(strict=True)
    tree = parser.parse(text)
    ids = Counter(node.get("id") for node in tree.iter() if node.get("id"))
    headings = [" ".join("".join(h.itertext()).split()) for h in tree.iter(NAMESPACE + "h1")]
    titles = ["".join(t.itertext()) for t in tree.iter(NAMESPACE + "title")]
    described = {name for node in tree.iter() for name in (node.get("aria-describedby") or "").split()}

    assert [name for name, times in ids.items() if times > 1] == []
    assert len(headings) == 1
    assert titles[0].startswith(f"{headings[0]} - ")
    assert described <= set(ids)


@pytest.mark.parametrize("url", PAGES)
def test_nothing_on_a_page_needs_a_looser_policy(show, url):
    tree = html5lib.parse(show.test_client().get(url).text)

    assert [
        node for node in tree.iter() if any(name == "style" or name.startswith("on") for name in dict(node.items()))
    ] == []
    assert [s for s in tree.iter(NAMESPACE + "script") if not s.get("src")] == []
    assert list(tree.iter(NAMESPACE + "style")) == []


def test_the_living_page_shows_every_component():
    page = (TEMPLATES / "house" / "components.html").read_text(encoding="utf-8")
    made = {name for file in COMPONENTS.glob("*.html") for name in made_in(file)}

    assert {name for name in made - FOR_BASE_ONLY - INSIDE_OTHERS if not re.search(rf"\b{name}\(", page)} == set()


def made_in(file: Path) -> list[str]:
    return re.findall(r"{%-? macro ([a-z]\w*)\(", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", sorted(COMPONENTS.glob("*.html")), ids=lambda file: file.name)
def test_every_component_says_what_it_is_for(file):
    listed = (COMPONENTS / "README.md").read_text(encoding="utf-8")

    assert re.findall(r"(?<!-#}\n){%-? macro ([a-z]\w*)\(", file.read_text(encoding="utf-8")) == []
    assert [name for name in made_in(file) if f"`{name}(" not in listed and name not in FOR_BASE_ONLY] == []


ACTION = '{% from "components/action.html" import action %}'


def test_an_act_that_is_allowed_is_a_form_with_a_token(draw):
    html = draw(ACTION + '{{ action("Stel voor", "/voorstellen", hidden={"versie": 3}) }}')

    assert '<form class="act" method="post" action="/voorstellen">' in html
    assert 'name="csrf_token" value="token-of-this-person"' in html
    assert 'name="versie" value="3"' in html


def test_an_act_that_is_refused_says_why_and_offers_no_button(draw):
    html = draw(ACTION + '{{ action("Stel voor", "/voorstellen", verdict=no) }}', no=Refusal("De plek is vol."))

    assert "De plek is vol." in html
    assert "<form" not in html
    assert "<button" not in html


def test_a_refusal_without_a_reason_shows_nothing(draw):
    assert draw(ACTION + '{{ action("Stel voor", "/voorstellen", verdict=no) }}', no=Refusal("")) == ""


def test_an_act_that_asks_first_works_without_scripts(draw):
    html = draw(ACTION + '{{ action("Trek in", "/intrekken", confirm="Dit is niet terug te draaien.") }}')

    assert html.index("<details") < html.index("Dit is niet terug te draaien.") < html.index("Ja, trek in")


def test_text_of_people_is_never_markup(draw):
    html = draw(ACTION + "{{ action(label, goal) }}", label="<b>x</b>", goal='"><script>')

    assert "<b>" not in html
    assert "<script>" not in html


FIELD = '{% from "components/field.html" import field, combobox %}'


def test_a_field_ties_help_and_error_to_the_input(draw):
    form = SampleForm(MultiDict({"title": ""}))
    form.validate()
    html = draw(FIELD + "{{ field(form.title) }}", form=form)

    assert 'aria-describedby="title-help title-fout"' in html
    assert 'aria-invalid="true"' in html
    assert "Geef het werk een naam." in html
    assert "niet verplicht" not in html


def test_an_optional_field_is_marked(draw):
    assert "(niet verplicht)" in draw(FIELD + "{{ field(form.description) }}", form=SampleForm())


def test_what_was_typed_stays_and_stays_text(draw):
    form = SampleForm(MultiDict({"title": 'Hulp "in" <de> keuken'}))

    assert "Hulp &#34;in&#34; &lt;de&gt; keuken" in draw(FIELD + "{{ field(form.title) }}", form=form)


def test_choices_are_one_group_with_a_legend_and_keep_what_was_chosen(draw):
    html = draw(FIELD + "{{ field(form.days) }}", form=SampleForm(MultiDict({"days": ["di"]})))

    assert html.count("<legend") == 1
    assert re.findall(r'value="(\w+)" checked', html) == ["di"]


def test_a_combobox_is_an_ordinary_text_field_until_scripts_run(draw):
    html = draw(
        FIELD + '{{ combobox(form.occupation, "/beroepen.json", value_field=form.title, options=["Hulpkok"]) }}',
        form=SampleForm(),
    )

    assert 'name="occupation"' in html
    assert '<option value="Hulpkok">' in html
    assert 'data-value="title"' in html
    assert 'role="combobox"' not in html


def test_the_summary_links_to_the_first_choice_of_a_group(draw):
    form = SampleForm(MultiDict())
    form.validate()
    html = draw('{% from "components/form.html" import error_summary %}{{ error_summary(form) }}', form=form)

    assert 'href="#kind-0"' in html
    assert 'href="#title"' in html


LIST = '{% from "components/list.html" import pagination, sort_head, filter_chips, address %}'


def test_pages_keep_the_rest_of_the_address(draw):
    html = draw(LIST + "{{ pagination(2, 60) }}", url="/plekken?soort=beschut&soort=leer&q=a%26b&pagina=2")

    assert "/plekken?soort=beschut&amp;soort=leer&amp;q=a%26b&amp;pagina=3" in html
    assert '<a href="/plekken?soort=beschut&amp;soort=leer&amp;q=a%26b">' in html  # page 1 has the short address
    assert "26 tot en met 50 van 60" in html


def test_one_page_needs_no_pages(draw):
    assert draw(LIST + "{{ pagination(1, 25) }}") == ""


def test_sorting_and_filtering_start_again_at_the_first_page(draw):
    html = draw(
        LIST + '{{ sort_head("Uren", "uren", sort="uren") }}{{ filter_chips("soort", [("leer", "Leer", 2)]) }}',
        url="/plekken?pagina=4&q=x",
    )

    assert 'href="/plekken?q=x&amp;sorteer=uren&amp;richting=af"' in html
    assert 'href="/plekken?q=x&amp;soort=leer"' in html
    assert 'aria-sort="ascending"' in html
    assert "pagina" not in html


def test_an_address_cannot_lead_elsewhere(draw):
    assert draw(LIST + '{{ address({"pagina": 2}) }}', url="/plekken?_scheme=javascript&_external=1").startswith(
        "/plekken?"
    )


STATUS = '{% from "components/status.html" import badge, bar, dots %}'


@pytest.mark.parametrize(
    ("level", "words"), [(2, "Tillen: 2 van 4"), (0, "Tillen: 0 van 4"), (None, "nog niet bekend")]
)
def test_dots_are_read_aloud(draw, level, words):
    html = draw(STATUS + '{{ dots(level, what="Tillen") }}', level=level)

    assert words in html
    assert html.count("dot--full") == (level or 0)


@pytest.mark.parametrize(
    ("part", "growing", "widths"), [(70, 0, ["70%"]), (45, 35, ["80%", "45%"]), (90, 50, ["100%", "90%"])]
)
def test_a_bar_never_grows_beyond_the_whole(draw, part, growing, widths):
    html = draw(STATUS + '{{ bar(part, "Laden", growing=growing) }}', part=part, growing=growing)

    assert re.findall(r'bar-(?:full|growing)" width="(\d+%)"', html) == widths
    assert f"{part} %" in html


@pytest.mark.parametrize("kind", ["goed", "let_op", "fout", "informatie"])
def test_a_status_has_a_word_and_an_icon(draw, kind):
    html = draw(STATUS + '{{ badge("Open", kind) }}', kind=kind)

    assert "<svg" in html
    assert "Open" in html


@pytest.mark.parametrize(("kind", "role"), [("goed", "status"), ("message", "status"), ("fout", "alert")])
def test_a_message_after_an_act_is_announced(show, kind, role):
    with show.test_request_context("/"):
        flash("Kandidaat voorgesteld.", kind)
        html = show.jinja_env.get_template("components/notice.html").module.flashes([(kind, "Kandidaat voorgesteld.")])

    assert f'role="{role}"' in html
    assert "Kandidaat voorgesteld." in html


def test_a_stranger_sees_no_menu_and_no_search(show):
    page = show.test_client().get("/onderdelen?vreemde=1").text

    assert "Hoofdmenu" not in page
    assert "Uitloggen" not in page
    assert 'id="zoek"' not in page


def test_a_region_with_its_own_theme_gets_it_after_ours_and_stays_light(show):
    page = show.test_client().get("/onderdelen?thema=1").text

    assert page.index("css/theme.css") < page.index('href="/thema.css"') < page.index("css/werkbedrijf.css")
    assert 'data-theme="licht"' in page
    assert "data-theme-choice" not in page


def test_every_module_that_is_imported_exists():
    for file in (STATIC / "js").glob("*.js"):
        for name in re.findall(r'from "\./([\w.]+)"', file.read_text(encoding="utf-8")):
            assert (STATIC / "js" / name).exists(), f"{file.name} imports {name}"


@pytest.mark.parametrize(
    ("told", "link"),
    [("https://sroi.example/tabel", True), ("HTTP://sroi.example", True), ("javascript:alert(1)", False)]
    + [(told, False) for told in (" javascript:https://", "data:text/html,x", "//elders.example", "", None)],
)
def test_only_an_address_of_the_web_becomes_a_link(draw, told, link):
    assert draw("{{ told is web_address }}", told=told) == str(link)
