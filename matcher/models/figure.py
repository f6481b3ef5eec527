"""Figures that are kept: one value per day for trends, and a dashboard worked out ahead."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, Float, String
from sqlalchemy.orm import Mapped, mapped_column

from matcher.models.base import Base, UtcDateTime


class FigureSnapshot(Base):
    """What a figure was on a day, so that a trend survives the deletion of the rows it was counted from.

    ``area``: ``NL``, ``L:<landsdeel>``, ``R:<region>`` or ``P:<programme id>``; ``figure``: as in docs/figures.md.
    Holds counts only, never who was counted.
    """

    __tablename__ = "figure_snapshot"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    area: Mapped[str] = mapped_column(String(40), primary_key=True)
    figure: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[float] = mapped_column(Float)


class FigureCache(Base):
    """A set of figures worked out at a moment. ``key`` names area, school year and set."""

    __tablename__ = "figure_cache"

    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
