"""What the operator may set. Everything has a working default for one machine."""

import os
import secrets
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.keys.ring import beside, point_at
from werkbedrijf.foundation.sign_in_services import SignInService, usable

DEFAULT_DATA_DIR = Path(".werkbedrijf")


class Settings(BaseSettings):
    """Settings from the environment (``WERKBEDRIJF_…``) or from the command line."""

    model_config = SettingsConfigDict(env_prefix="WERKBEDRIJF_", env_nested_delimiter="__", extra="ignore")

    data_dir: Path = Field(default=DEFAULT_DATA_DIR, description="Map voor database, sleutel en post.")
    database_url: str = Field(default="", description="SQLAlchemy-adres; leeg betekent SQLite in de map.")
    secret_key: str = Field(default="", description="Sleutel voor sessies en links; leeg betekent een eigen bestand.")
    keys: Path | None = Field(
        default=None, description="Map voor de sleutels; leeg betekent naast de map met gegevens."
    )
    anchor_mail: str = Field(default="", description="Adres van de auditor voor de ankers van het logboek.")
    syslog: str = Field(default="", description="Systeemlog voor de ankers: naam:poort of /dev/log.")
    base_url: str = Field(default="http://127.0.0.1:8000", description="Adres in mails.")
    mail_url: str = Field(default="", description="smtp://… of smtps://…; leeg betekent een map met berichten.")
    mail_from: str = Field(default="werkbedrijf@voorbeeld.example", description="Afzender van mails.")
    security_contact: str = Field(
        default="", description="Waar iemand een lek meldt (mailto:… of https:…); leeg betekent de afzender van mails."
    )
    theme: str = Field(default="", description="Bestand met NL Design System-tokens van uw gemeente (.css).")
    secure_cookies: bool = Field(default=False, description="Zet aan zodra de dienst achter https staat.")
    trusted_proxy: str = Field(
        default="", description="Adres van de webserver ervoor (nginx, Caddy) die het adres van de bezoeker doorgeeft."
    )
    backup_recipient: str = Field(
        default="", description="Publieke age-sleutel (age1…) voor back-ups; leeg betekent die van de sleutelmap."
    )
    backup_dir: Path | None = Field(default=None, description="Map voor de back-up van elke nacht; leeg betekent geen.")
    oidc: dict[str, SignInService] = Field(
        default_factory=dict, description="Inlogdiensten van partners en werkgevers (OpenID Connect), per naam."
    )
    metrics_token: str = Field(default="", description="Wie dit meestuurt, leest /metrics; leeg betekent niemand.")
    password_cost: Literal["sterk", "test"] = Field(default="sterk", description="Rekenwerk per wachtwoord.")

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database."""
        if self.database_url.startswith("postgres://"):
            # As libpq and many hosts write it; the library that reads it here knows only the longer word.
            return f"postgresql{self.database_url.removeprefix('postgres')}"
        return self.database_url or f"sqlite:///{self.data_dir / 'werkbedrijf.db'}"

    @property
    def has_database(self) -> bool:
        """Whether there may be a database to read: an address was given, or a file stands in the folder."""
        return bool(self.database_url) or (self.data_dir / "werkbedrijf.db").exists()

    @property
    def sign_in_services(self) -> dict[str, SignInService]:
        """The sign-in services that people are offered, by name."""
        return usable(self.oidc)

    @property
    def keys_folder(self) -> Path:
        """Where the key ring is: never inside the data folder by itself, so that a copy of the data holds no key."""
        return self.keys or beside(self.data_dir)

    @property
    def mail_folder(self) -> Path:
        """Where messages land when no mail server is set."""
        return self.data_dir / "post"

    def prepare(self) -> "Settings":
        """Make the data folder and the secret key; a folder that cannot be written is a sentence, not a traceback."""
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
            self.mail_folder.mkdir(exist_ok=True)
            self.secret_key = self.secret_key or _own_key(self.data_dir / "sleutel")
        except OSError as problem:
            raise SetupError(
                f"In de map {self.data_dir} kan niet worden geschreven ({problem.strerror}). "
                "Kies een andere map met --data-dir."
            ) from problem
        point_at(self.keys_folder)
        return self


def _own_key(path: Path) -> str:
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
    return path.read_text(encoding="ascii").strip()
