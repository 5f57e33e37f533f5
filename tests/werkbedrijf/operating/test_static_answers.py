"""What is answered before the service is asked: the same to a person and to a program."""

import json

import pytest

from werkbedrijf.foundation.problems import CODES
from werkbedrijf.operating.writing import PACKAGE

STATIC = PACKAGE / "static"


@pytest.mark.parametrize("name", [path.stem for path in sorted(STATIC.glob("*.html"))])
def test_a_program_reads_the_same_as_a_person(name):
    told = json.loads((STATIC / f"{name}.json").read_text(encoding="utf-8"))
    page = (STATIC / f"{name}.html").read_text(encoding="utf-8")
    assert told["code"] == CODES.get(told["status"]) or name == "even-niet"
    assert all(sentence in page for sentence in told["detail"].removesuffix(".").split(". "))


def test_every_page_is_one_that_the_site_knows():
    site = (PACKAGE / "operating" / "files" / "nginx.conf").read_text(encoding="utf-8")
    pages = site.partition("location ~ ^/(?:")[2].partition(")")[0].split("|")
    assert sorted(pages) == sorted(path.stem for path in STATIC.glob("*.html"))
