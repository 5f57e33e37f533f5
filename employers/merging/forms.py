"""What people choose when they bring two employers together."""

from collections.abc import Sequence

from wtforms import HiddenField, RadioField

from employers.forms import Form
from employers.merging.choices import BOTH, CHOOSABLE, KEPT, OTHER, Choosable, usual
from employers.models import Employer
from werkbedrijf.foundation.fields import Asked, choices_of


class MergeForm(Form):
    """Per field that differs: which stays. Only those are asked; the rest follows by itself."""

    name = RadioField("Naam", [Asked()])
    kvk = RadioField("KvK-nummer", [Asked()])
    sector = RadioField("Sector", [Asked()])
    sbi_section = RadioField("Branche", [Asked()])
    size = RadioField("Grootte", [Asked()])
    sbb = RadioField("Erkend leerbedrijf (SBB)", [Asked()])
    no_calls = RadioField("Niet bellen", [Asked()])
    website = RadioField("Website", [Asked()])
    face = RadioField("Aanspreekpunt", [Asked()])
    note = RadioField("Notitie", [Asked()])
    version = HiddenField()
    other_version = HiddenField()

    def offer(self, kept: Employer, gone: Employer, asked: Sequence[Choosable]) -> "MergeForm":
        """Let what differs be chosen; the other fields are not asked."""
        start = usual(kept, gone)
        names = {one.name for one in asked}
        for one in CHOOSABLE:
            if one.name not in names:
                delattr(self, one.name)
                continue
            options = [(KEPT, one.told(kept)), (OTHER, one.told(gone))]
            field = self[one.name]
            field.choices = choices_of(options + ([(BOTH, "Allebei, onder elkaar")] if one.both else []))
            if field.data is None:
                field.data = start[one.name]
        return self

    def choices(self) -> dict[str, str]:
        """What was chosen, by name."""
        return {one.name: self[one.name].data for one in CHOOSABLE if one.name in self}
