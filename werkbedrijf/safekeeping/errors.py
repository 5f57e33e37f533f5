"""What keeps a backup from being made or put back."""

from werkbedrijf.foundation.errors import SetupError


class BackupRefused(SetupError):
    """The backup is not made or not put back; the sentence says why and what to do."""
