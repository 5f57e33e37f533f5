"""What may be kept of a problem: its kind, a code of the machine and the place in our code. Its message quotes what people typed."""

import errno
import ssl
import traceback
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from sqlalchemy.exc import DBAPIError, IntegrityError

from werkbedrijf.foundation.constraints import constraint_of
from werkbedrijf.foundation.errors import SetupError

_OURS = Path(__file__).parents[2]


def kept_of(trouble: BaseException, mark: str = "") -> str:
    """The problem in a line without values. ``mark`` is a number under which the log tells more.

    >>> kept_of(ValueError("Jan de Vries"), "1a2b")
    'ValueError; in het logboek van de dienst: 1a2b'
    >>> kept_of(OSError(28, "No space left on device", "/tmp/Jan"))
    'OSError (ENOSPC)'
    >>> kept_of(ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)"))
    'SSLError'
    """
    if isinstance(trouble, SetupError):
        # About the machine and its settings, in a sentence of our own.
        return trouble.sentence[:500]
    code, place = _code(trouble), _place(trouble)
    said = type(trouble).__name__ + (f" ({code})" if code else "") + (f" bij {place}" if place else "")
    return (f"{said}; in het logboek van de dienst: {mark}" if mark else said)[:500]


def _code(trouble: BaseException) -> str:
    if isinstance(trouble, IntegrityError):
        return constraint_of(trouble)
    if isinstance(trouble, DBAPIError):
        sqlstate = getattr(trouble.orig, "sqlstate", None) or getattr(trouble.orig, "sqlite_errorname", None)
        return str(sqlstate or type(trouble.orig).__name__)
    if isinstance(trouble, SMTPResponseException):
        return str(trouble.smtp_code)
    if isinstance(trouble, SMTPRecipientsRefused):
        return ", ".join(sorted({str(code) for code, _said in trouble.recipients.values()}))
    if isinstance(trouble, ssl.SSLError):  # its numbers are of another list
        return getattr(trouble, "reason", None) or ""
    return errno.errorcode.get(trouble.errno or 0, "") if isinstance(trouble, OSError) else ""


def _place(trouble: BaseException) -> str:
    """The last line of our own that it came through."""
    for step in reversed(traceback.extract_tb(trouble.__traceback__)):
        file = Path(step.filename)
        if file.is_relative_to(_OURS) and "site-packages" not in file.parts:
            return f"{file.relative_to(_OURS).with_suffix('').as_posix().replace('/', '.')}:{step.lineno}"
    return ""
