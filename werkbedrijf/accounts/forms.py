"""What people type at the door and on the page about themselves."""

from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, ValidationError

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
        description="Ten minste 12 tekens, liever 15 of meer. Een paar losse woorden achter elkaar zijn goed te onthouden.",
    )
    again = PasswordField(
        "Nog een keer hetzelfde wachtwoord",
        [InputRequired("Vul het nog een keer in."), EqualTo("password", "De twee wachtwoorden zijn niet gelijk.")],
    )


class ChangePasswordForm(NewPasswordForm):
    current = PasswordField("Uw wachtwoord van nu", [InputRequired("Vul uw wachtwoord van nu in."), Length(max=1000)])


class CodeForm(StrictForm):
    class Meta:
        locales = ["nl"]

    code = StringField("Code", [InputRequired("Vul de code in."), Length(max=60)])
    verder = HiddenField()


class AppForm(StrictForm):
    class Meta:
        locales = ["nl"]

    code = StringField(
        "Code uit de app", [InputRequired("Vul de code van 6 cijfers in die de app nu toont."), Length(max=60)]
    )
    geheim = HiddenField()
    verder = HiddenField()


class PasskeyForm(StrictForm):
    class Meta:
        locales = ["nl"]

    vraag = HiddenField(validators=[InputRequired(), Length(max=2000)])
    antwoord = HiddenField(validators=[InputRequired(), Length(max=20_000)])
    verder = HiddenField()


class NewPasskeyForm(PasskeyForm):
    naam = StringField("Naam van de passkey", [Length(max=60)], description="Zodat u hem herkent, zoals: laptop werk.")


class IdentityForm(StrictForm):
    class Meta:
        locales = ["nl"]

    inlog = HiddenField(validators=[InputRequired(), Length(max=4000)])


class ProofForm(StrictForm):
    class Meta:
        locales = ["nl"]

    password = PasswordField("Uw wachtwoord", [Length(max=1000)])
    code = StringField("Of een code uit uw app", [Length(max=60)])
    verder = HiddenField()
    formulier = HiddenField()

    def validate_password(self, field: PasswordField) -> None:
        """One of the two is enough."""
        if not field.data and not self.code.data:
            raise ValidationError("Vul uw wachtwoord in.")
