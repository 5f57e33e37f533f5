"""Amounts as people in this country type them: 400.000, 1.250,50 and € 90000."""

from decimal import Decimal

from werkbedrijf.foundation.fields import NumberField
from werkbedrijf.sroi.amounts import amount_of


class AmountField(NumberField):
    """An amount in euro with at most two decimals. A point between groups of three is no decimal point."""

    def _read(self, text: str) -> Decimal:
        value = amount_of(text)
        if value is None:
            raise ValueError("Vul een bedrag in, zoals 400.000 of 1.250,50.")
        return value
