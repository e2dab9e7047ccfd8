"""Whether the service runs, and whether it can work."""

from __future__ import annotations

import logging

from fastapi import APIRouter
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from ..errors import Mistakes, Refused
from ..requests import ServiceGiven

router = APIRouter(tags=["operations"])
LOG = logging.getLogger("negotia.service")


@router.get("/healthz", summary="Does the service run?")
async def healthz() -> dict[str, str]:
    """Answers as long as the process can."""
    return {"status": "ok"}


@router.get(
    "/readyz",
    summary="Can the service work?",
    responses={503: {"model": Mistakes, "description": "The database can not be reached."}},
)
def readyz(service: ServiceGiven) -> dict[str, str]:
    """Asks the database."""
    try:
        with service.database.reading() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        LOG.warning("the database cannot be reached: %s", type(error).__name__)
        raise Refused(503, "not-ready", "the database cannot be reached") from None
    return {"status": "ready"}
