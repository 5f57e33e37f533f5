"""The default theme can be read by everyone, and a region's own theme can replace all of it."""

import re
from itertools import accumulate

import pytest

from tests.house.show import STATIC
from werkbedrijf.page_facts import theme_class

THEME = (STATIC / "css" / "theme.css").read_text(encoding="utf-8")
LOOK = (STATIC / "css" / "werkbedrijf.css").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", THEME.split(".dicht")[0]))

RGB = tuple[float, float, float]

TEXT_ON = [
    ("--utrecht-document-color", "--utrecht-document-background-color"),
    ("--utrecht-document-color", "--werkbedrijf-sheet-background-color"),
    ("--utrecht-document-color", "--werkbedrijf-accent-tint-color"),
    ("--utrecht-heading-color", "--utrecht-document-background-color"),
    ("--utrecht-link-color", "--utrecht-document-background-color"),
    ("--utrecht-link-color", "--werkbedrijf-sheet-background-color"),
    ("--utrecht-link-hover-color", "--utrecht-document-background-color"),
    ("--utrecht-focus-color", "--utrecht-focus-background-color"),
    ("--utrecht-skip-link-color", "--utrecht-skip-link-background-color"),
    ("--werkbedrijf-quiet-color", "--utrecht-document-background-color"),
    ("--werkbedrijf-quiet-color", "--werkbedrijf-sheet-background-color"),
    ("--utrecht-page-header-color", "--utrecht-page-header-background-color"),
    ("--utrecht-page-footer-color", "--utrecht-page-footer-background-color"),
    ("--utrecht-button-primary-action-color", "--utrecht-button-primary-action-background-color"),
    ("--utrecht-button-primary-action-hover-color", "--utrecht-button-primary-action-hover-background-color"),
    ("--utrecht-button-secondary-action-color", "--utrecht-button-secondary-action-background-color"),
    ("--utrecht-button-secondary-action-hover-color", "--utrecht-button-secondary-action-hover-background-color"),
    ("--utrecht-button-subtle-color", "--utrecht-button-subtle-hover-background-color"),
    ("--utrecht-button-primary-action-danger-color", "--utrecht-button-primary-action-danger-background-color"),
    ("--utrecht-form-control-color", "--utrecht-form-control-background-color"),
    ("--utrecht-form-control-placeholder-color", "--utrecht-form-control-background-color"),
    ("--utrecht-form-control-disabled-color", "--utrecht-form-control-disabled-background-color"),
    ("--utrecht-form-field-description-color", "--utrecht-document-background-color"),
    ("--utrecht-form-field-error-message-color", "--utrecht-document-background-color"),
    ("--utrecht-listbox-option-active-color", "--utrecht-listbox-option-active-background-color"),
    ("--werkbedrijf-quiet-color", "--utrecht-listbox-option-active-background-color"),
    ("--utrecht-table-header-color", "--utrecht-document-background-color"),
    ("--utrecht-data-list-item-key-color", "--utrecht-document-background-color"),
    ("--utrecht-badge-color", "--utrecht-badge-background-color"),
    ("--utrecht-feedback-safe-color", "--utrecht-feedback-safe-background-color"),
    ("--utrecht-feedback-warning-color", "--utrecht-feedback-warning-background-color"),
    ("--utrecht-feedback-danger-color", "--utrecht-feedback-danger-background-color"),
    ("--utrecht-feedback-neutral-color", "--utrecht-feedback-neutral-background-color"),
    *((f"--utrecht-alert-{kind}-color", f"--utrecht-alert-{kind}-background-color") for kind in ("info", "ok")),
    *((f"--utrecht-alert-{kind}-color", f"--utrecht-alert-{kind}-background-color") for kind in ("warning", "error")),
]
SHAPE_ON = [
    ("--utrecht-form-control-border-color", "--utrecht-form-control-background-color"),
    ("--utrecht-form-control-invalid-border-color", "--utrecht-form-control-background-color"),
    ("--utrecht-button-secondary-action-border-color", "--utrecht-document-background-color"),
    ("--utrecht-focus-outline-color", "--utrecht-document-background-color"),
    ("--werkbedrijf-accent-color", "--utrecht-document-background-color"),
    ("--werkbedrijf-accent-color", "--werkbedrijf-bar-rest-color"),
    *((f"--utrecht-alert-icon-{kind}-color", f"--utrecht-alert-{kind}-background-color") for kind in ("info", "ok")),
    *((f"--utrecht-alert-icon-{k}-color", f"--utrecht-alert-{k}-background-color") for k in ("warning", "error")),
]


def colour(value: str, mode: str) -> RGB:
    """The colour a token's value comes down to, as linear light."""
    if value.startswith("var("):
        return colour(TOKENS[value[4:-1]], mode)
    if value.startswith("light-dark("):
        return colour(value[11:-1].split(",")[mode == "donker"].strip(), mode)
    if mix := re.fullmatch(r"color-mix\(in oklab, (var\(\S+\)) (\d+)%, (var\(\S+\))\)", value):
        share = int(mix[2]) / 100
        first, second = (oklab(colour(part, mode)) for part in (mix[1], mix[3]))
        a, b, c = (share * x + (1 - share) * y for x, y in zip(first, second, strict=True))
        return linear((a, b, c))
    assert re.fullmatch(r"#[0-9a-f]{6}", value), f"not a colour this test can read: {value}"
    red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue))
    return r, g, b


def oklab(rgb: RGB) -> RGB:
    r, g, b = rgb
    l_ = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    m_ = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    s_ = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * l_ + 0.7936177850 * m_ - 0.0040720468 * s_,
        1.9779984951 * l_ - 2.4285922050 * m_ + 0.4505937099 * s_,
        0.0259040371 * l_ + 0.7827717662 * m_ - 0.8086757660 * s_,
    )


def linear(lab: RGB) -> RGB:
    lightness, a, b = lab
    l_ = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    m_ = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s_ = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * l_ - 3.3077115913 * m_ + 0.2309699292 * s_,
        -1.2684380046 * l_ + 2.6097574011 * m_ - 0.3413193965 * s_,
        -0.0041960863 * l_ - 0.7034186147 * m_ + 1.7076147010 * s_,
    )


def contrast(front: str, back: str, mode: str) -> float:
    """The contrast ratio of WCAG 2.2 between two tokens."""
    shades = sorted(
        0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (colour(TOKENS[front], mode), colour(TOKENS[back], mode))
    )
    return (shades[1] + 0.05) / (shades[0] + 0.05)


def test_the_ruler_measures_what_wcag_measures(monkeypatch):
    for name, value in (("--grey", "#777777"), ("--white", "#ffffff"), ("--black", "#000000")):
        monkeypatch.setitem(TOKENS, name, value)

    assert contrast("--black", "--white", "licht") == pytest.approx(21)
    assert contrast("--grey", "--white", "licht") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("mode", ["licht", "donker"])
@pytest.mark.parametrize(("front", "back"), TEXT_ON)
def test_text_can_be_read(front, back, mode):
    assert contrast(front, back, mode) >= 4.5


@pytest.mark.parametrize("mode", ["licht", "donker"])
@pytest.mark.parametrize(("front", "back"), SHAPE_ON)
def test_shapes_that_mean_something_can_be_seen(front, back, mode):
    assert contrast(front, back, mode) >= 3


def test_no_colour_stands_outside_the_theme():
    rules = re.sub(r"/\*.*?\*/", "", LOOK, flags=re.DOTALL)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(", rules) == []


def test_every_token_that_is_read_has_a_value():
    read = set(re.findall(r"var\((--[\w-]+)\)", LOOK)) | set(re.findall(r"var\((--[\w-]+)\)", THEME))

    assert read - set(TOKENS) == set()


def test_the_look_reads_no_paint_box():
    assert "--werkbedrijf-palette-" not in LOOK


def test_a_published_token_file_wins_because_ours_stands_in_a_layer():
    bare = re.sub(r"/\*.*?\*/", "", THEME, flags=re.DOTALL).strip()

    assert bare.startswith("@layer standaard {")
    depths = list(accumulate((mark == "{") - (mark == "}") for mark in re.findall(r"[{}]", bare)))
    assert depths.index(0) == len(depths) - 1, "something stands after the layer"


@pytest.mark.parametrize(
    ("published", "worn"),
    [(".almelo-theme { --utrecht-document-color: #111 }", "almelo-theme"), (":root { --x: 1 }", None)],
)
def test_a_published_file_is_worn_by_the_class_it_is_written_for(tmp_path, published, worn):
    (tmp_path / "tokens.css").write_text(published, encoding="utf-8")

    assert theme_class(str(tmp_path / "tokens.css")) == worn
    assert theme_class("") is None
