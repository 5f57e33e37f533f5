"""Numbers of people in words. Small numbers are never shown: they would tell of somebody. Pure."""

from werkbedrijf.foundation.texts import count


def people(number: int, *, smallest: int) -> str:
    """So many people, or that they are few.

    >>> people(17, smallest=10), people(3, smallest=10), people(0, smallest=10)
    ('17 mensen', 'minder dan 10 mensen', 'niemand')
    """
    if number == 0:
        return "niemand"
    return f"minder dan {smallest} mensen" if number < smallest else count(number, "persoon", "mensen")


def sentence(number: int, *, smallest: int) -> str:
    """What a choice of tasks would do for the people who wait.

    >>> sentence(17, smallest=10)
    'Met deze taken kunnen nu 17 mensen aan de slag die nu geen voorstel hebben.'
    """
    told = people(number, smallest=smallest)
    if number == 0 or (number == 1 and smallest == 1):
        return f"Met deze taken kan nu {told} aan de slag die nu geen voorstel heeft."
    return f"Met deze taken kunnen nu {told} aan de slag die nu geen voorstel hebben."


def together(number: int, *, smallest: int) -> str:
    """What several functions at the same employer would do together.

    >>> together(31, smallest=10)
    'Samen kunnen 31 mensen ten minste één van deze functies doen.'
    """
    return f"Samen kunnen {people(number, smallest=smallest)} ten minste één van deze functies doen."


def ordered(number: int, *, smallest: int) -> int:
    """A number to sort by that tells no more than what is shown: everything small counts as one.

    >>> [ordered(number, smallest=10) for number in (0, 1, 9, 10)]
    [0, 1, 1, 10]
    """
    return number if number == 0 or number >= smallest else 1


CARDS = (
    ("Meeste mensen", "De meeste mensen die wachten, kunnen dit doen."),
    ("Meeste uren", "Het grootste aantal uren per week dat nog voor iemand past."),
    ("Minste plekken", "Raakt zo weinig mogelijk plekken."),
)
