"""Anybody's words for certificates and kinds of work fit the engine, as long as there is room."""

import pytest

from matching.core.catalogue import CERTIFICATE_CODES, FAMILY_CODES
from matching.core.names import Names


def test_a_code_of_the_catalogue_stands_for_itself_and_other_words_get_a_free_one():
    names = Names.of(["zwemdiploma", "vca", "a"], ["zwemmen"])
    assert names.certificates["vca"] == "vca"
    assert len(set(names.certificates.values())) == 3
    assert set(names.certificates.values()) <= set(CERTIFICATE_CODES)
    assert set(names.families.values()) <= set(FAMILY_CODES)
    assert [names.certificate(names.certificates[name]) for name in ("zwemdiploma", "vca")] == ["zwemdiploma", "vca"]


def test_more_words_than_there_is_room_for_are_refused():
    many = [f"papier {number}" for number in range(len(CERTIFICATE_CODES) + 1)]
    with pytest.raises(ValueError, match="ruimte voor"):
        Names.of(many, [])
    assert len(Names.of(many[1:], []).certificates) == len(CERTIFICATE_CODES)
