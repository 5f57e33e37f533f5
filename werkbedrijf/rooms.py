"""Every room that has tables. Importing this module makes the metadata complete."""

import werkbedrijf.foundation.actors
import werkbedrijf.foundation.audit
import werkbedrijf.foundation.outbox
import werkbedrijf.foundation.parameters
import werkbedrijf.foundation.references
import werkbedrijf.foundation.region  # noqa: F401  # imported for their tables
from werkbedrijf.foundation.db import Base

METADATA = Base.metadata
