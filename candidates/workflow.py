"""The life of a candidate in the region. Working is not part of it: that follows from placements."""

from candidates.models import CandidateStatus
from werkbedrijf.foundation.workflow import Workflow

S = CandidateStatus
LIFE = Workflow(
    "Deze kandidaat",
    start=S.ACTIVE,
    pause=([S.ACTIVE], S.PAUSED),
    resume=([S.PAUSED, S.LEFT], S.ACTIVE),
    sign_off=([S.ACTIVE, S.PAUSED], S.LEFT),
)
