"""Text that is safe in a line of a log or of a calendar: whoever typed it, it stays one line and reads as it is."""

import unicodedata

# Line ends of Unicode, and the signs that turn the direction of reading round.
_HIDDEN = frozenset("\u2028\u2029\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
LONGEST = 2000


def one_line(text: str, longest: int = LONGEST) -> str:
    r"""The text without line ends and control signs: each becomes a picture of itself, so that nothing is lost or faked.

    >>> one_line("al dicht\r\n2026-01-01 beheerder heeft ingelogd")
    'al dicht␍␊2026-01-01 beheerder heeft ingelogd'
    >>> one_line("Jansen\x1b[2K\u202eneb"), one_line("gewoon é")
    ('Jansen␛[2K�neb', 'gewoon é')
    """
    if text.isprintable() and text.isascii():
        return text[:longest]
    return "".join(map(_seen, text[:longest]))


def in_calendar(text: str) -> str:
    r"""The text for a line of a calendar: a line end would begin another property, and other control signs may not stand there.

    >>> in_calendar("Kamer 3\r\nATTENDEE:x\x0b\x1b[2J")
    'Kamer 3 ATTENDEE:x ␛[2J'
    """
    return one_line(" ".join(text.split()))


def _seen(sign: str) -> str:
    number = ord(sign)
    if number < 32:
        return chr(0x2400 + number)
    if number == 127:
        return "\u2421"
    return "\ufffd" if sign in _HIDDEN or unicodedata.category(sign) in {"Cc", "Cs"} else sign
