"""What the timetable runs for requests to take over; safe to run twice."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.faces.actions import forward_request
from employers.faces.models import FaceRequest
from employers.faces.workflow import RequestStatus
from werkbedrijf.foundation.actors import TIMETABLE


def forward_requests(session: Session, *, on: date) -> list[FaceRequest]:
    """Lay before the coordinator what the face did not answer in time; returns those requests."""
    due = list(
        session.scalars(
            select(FaceRequest).where(FaceRequest.status == RequestStatus.ASKED, FaceRequest.answer_by < on)
        )
    )
    for request in due:
        forward_request(session, TIMETABLE, request, on=on)
    return due
