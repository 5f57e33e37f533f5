"""What people type at the door and on the page about themselves."""

from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from werkbedrijf.foundation.forms import StrictForm


class SignInForm(StrictForm):
    class Meta:
        locales = ["nl"]

    email = EmailField("E-mailadres", [InputRequired("Vul uw e-mailadres in."), Length(max=200)])
    password = PasswordField("Wachtwoord", [InputRequired("Vul uw wachtwoord in."), Length(max=1000)])
    verder = HiddenField()


class LinkForm(StrictForm):
    class Meta:
        locales = ["nl"]

    email = EmailField("E-mailadres", [InputRequired("Vul uw e-mailadres in."), Length(max=200)])


class NewPasswordForm(StrictForm):
    class Meta:
        locales = ["nl"]

    password = PasswordField(
        "Nieuw wachtwoord",
        [InputRequired("Kies een wachtwoord."), Length(max=1000)],
        description="Ten minste 12 tekens. Een paar losse woorden achter elkaar zijn goed te onthouden.",
    )
    again = PasswordField(
        "Nog een keer hetzelfde wachtwoord",
        [InputRequired("Vul het nog een keer in."), EqualTo("password", "De twee wachtwoorden zijn niet gelijk.")],
    )


class ChangePasswordForm(NewPasswordForm):
    current = PasswordField("Uw wachtwoord van nu", [InputRequired("Vul uw wachtwoord van nu in."), Length(max=1000)])


class ProofForm(StrictForm):
    class Meta:
        locales = ["nl"]

    password = PasswordField("Uw wachtwoord", [InputRequired("Vul uw wachtwoord in."), Length(max=1000)])
    verder = HiddenField()
    formulier = HiddenField()
