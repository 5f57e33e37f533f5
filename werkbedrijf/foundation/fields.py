"""Fields as people in this country type them: 25,5 and 23-11-2026. What was typed stays, also when it is refused."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from werkzeug.datastructures import FileStorage
from wtforms import Field, FieldList, FileField, FormField, SelectChoice
from wtforms.widgets import DateInput, TextInput

from werkbedrijf.foundation.texts import number

DAY_FORMATS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")


class Asked:
    """Marks a field as not optional; the act itself says what is wrong with it."""

    field_flags: ClassVar = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Accept whatever was typed."""


class NumberField(Field):
    """A number with a decimal comma; ``whole`` refuses decimals. The data is a Decimal, an int when whole, or None."""

    widget = TextInput()
    data: Any = None

    def __init__(self, label: str = "", validators: Any = None, *, whole: bool = False, **kwargs: Any):
        super().__init__(label, validators, **kwargs)
        self.whole = whole

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else number(Decimal(self.data)).replace(".", "")

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; a sentence when it is no number."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = self._read(text) if text else None

    def _read(self, text: str) -> Decimal | int:
        try:
            value = Decimal(text.replace(",", "."))
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value) > 10**6 or (self.whole and value % 1):
            raise ValueError("Vul een heel getal in." if self.whole else "Vul een getal in, zoals 25,5.")
        return int(value) if self.whole else value.quantize(Decimal("0.01"))


class DayField(Field):
    """A calendar day; browsers with a date picker and people without one are both understood.

    A year before ``first_year`` is taken for a slip of the keyboard.
    """

    widget = DateInput()
    data: Any = None

    def __init__(self, label: str = "", validators: Any = None, *, first_year: int = 2000, **kwargs: Any):
        super().__init__(label, validators, **kwargs)
        self.first_year = first_year

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.isoformat() if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; a sentence when it is no day."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = self._read(text) if text else None

    def _read(self, text: str) -> date:
        for form in DAY_FORMATS:
            try:
                day = datetime.strptime(text, form).date()  # noqa: DTZ007  # a day without a clock
            except ValueError:
                continue
            if self.first_year <= day.year <= 2200:
                return day
        raise ValueError("Vul een datum in, zoals 23-11-2026.")


class UploadField(FileField):
    """A file that somebody chose, and no more than one. A text sent in its place is no file, and counts as nothing chosen."""

    data: Any = None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the file. Raises ValueError for several: nobody would know which of them counts."""
        self.raw_data = [one for one in valuelist if isinstance(one, FileStorage) and one.filename]
        self.data = self.raw_data[0] if self.raw_data else None
        if len(self.raw_data) > 1:
            raise ValueError("Kies één bestand. Stuur een tweede bestand daarna.")


def choices_of(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Choices of a list, radios or ticks, from values and labels."""
    return [SelectChoice(value, label) for value, label in pairs]


def say_problems(form: Any, problems: Mapping[str, str], prefix: str = "") -> None:
    """Put the sentences of a refusal at the fields they are about, nested ones too; the rest on top of the form."""
    fields = {field.name: field for field in _all_fields(form)}
    for name, sentence in problems.items():
        field = fields.get(prefix + name) or fields.get(name)
        if field is None:
            form.form_errors.append(sentence)
        elif not field.process_errors:
            # The sentence of the act says more than that of the form, but not more than "this is no number".
            field.errors = [sentence]
    for field in fields.values():
        if isinstance(field, FieldList):
            nested = [entry.errors for entry in field.entries]
            own = [said for said in field.errors if isinstance(said, str)]
            field.errors = [*own, *nested] if own or any(nested) else []


def _all_fields(form: Any) -> Iterator[Any]:
    for field in form:
        if isinstance(field, FormField):
            yield from _all_fields(field.form)
            continue
        yield field
        if isinstance(field, FieldList):
            yield from _all_fields(field.entries)
