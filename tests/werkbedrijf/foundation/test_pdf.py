"""A page as PDF: the same bytes every time, readable aloud, and asking nothing of the outside."""

import re
import socket
import sys
import zlib

import pytest

from tests.paper import needs_pango
from werkbedrijf.foundation.errors import ProgrammingError
from werkbedrijf.foundation.pdf import NoPdf, pdf_of

PAGE = """<!doctype html><html lang="nl"><head><title>Een blad</title>
<link rel="stylesheet" href="/static/css/paper.css"></head><body><h1>Eén blad, € 12</h1><p>{}</p></body></html>"""


def opened(drawn):
    """A PDF with its parts unpacked, as text that can be searched."""
    parts = re.findall(rb"stream\n(.*?)\nendstream", drawn, re.DOTALL)
    return b"".join([drawn, *(zlib.decompress(part) for part in parts if part[:1] == b"x")])


@needs_pango
def test_the_same_page_gives_the_same_bytes_and_another_page_others():
    first, again, other = pdf_of(PAGE.format("a")), pdf_of(PAGE.format("a")), pdf_of(PAGE.format("b"))

    assert first.startswith(b"%PDF-")
    assert first == again
    assert first != other


@needs_pango
def test_it_says_that_it_can_be_read_aloud_and_in_which_language():
    drawn = opened(pdf_of(PAGE.format("a")))

    assert b"pdfuaid:part" in drawn
    assert b"/Lang (nl)" in drawn
    assert b"/Marked true" in drawn


@needs_pango
@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.svg",
        "file:///etc/hostname",
        "/static/../settings.py",
        "/static/css/not-there.css",
        "data:image/svg+xml,<svg/>",
    ],
)
def test_a_page_can_fetch_nothing_but_our_own_files(monkeypatch, address):
    monkeypatch.setattr(socket, "create_connection", lambda *_a, **_k: pytest.fail("it called out"))

    with pytest.raises(ProgrammingError, match="asked for what is not ours"):
        pdf_of(PAGE.format(f'<img alt="" src="{address}">'))


@needs_pango
def test_a_stylesheet_elsewhere_on_the_machine_is_not_ours(tmp_path):
    (tmp_path / "other.css").write_text("h1 { color: red }", encoding="utf-8")

    with pytest.raises(ProgrammingError, match="asked for what is not ours"):
        pdf_of(PAGE.format(f'<link rel="stylesheet" href="/static/{tmp_path}/other.css">'))


def test_without_pango_the_refusal_says_what_to_do_instead(monkeypatch):
    class Gone:
        def find_spec(self, name, *_rest):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Gone(), *sys.meta_path])

    with pytest.raises(NoPdf, match="printknop"):
        pdf_of(PAGE.format("a"))
