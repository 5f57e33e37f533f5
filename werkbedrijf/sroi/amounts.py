"""Reading an amount as people in this country write it. Pure."""

import re
from decimal import Decimal, InvalidOperation


def amount_of(text: str) -> Decimal | None:
    """The amount that somebody typed; None when it is none.

    >>> amount_of("400.000"), amount_of("€ 1.250,50"), amount_of("12.5"), amount_of("veel") is None
    (Decimal('400000'), Decimal('1250.50'), Decimal('12.5'), True)
    """
    plain = text.replace("€", "").replace("\xa0", "").replace(" ", "")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d{1,2})?", plain):
        plain = plain.replace(".", "")
    try:
        value = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value) > 10**10 or value != value.quantize(Decimal("0.01")):
        return None
    return value
