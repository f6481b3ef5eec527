"""Landsdelen, arbeidsmarktregio's, municipalities, places and postcodes (reference data)."""

from sqlalchemy import Float, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.domain.choices import HolidayRegion
from matcher.models.base import Base, Id, choice


class Landsdeel(Base):
    """One of the five parts of the country of the PTvT programme."""

    __tablename__ = "landsdeel"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))


class Region(Base):
    """An arbeidsmarktregio (35), with its place on the tile map."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(String(4), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    landsdeel_code: Mapped[str] = mapped_column(ForeignKey("landsdeel.code"), index=True)
    tile_column: Mapped[int] = mapped_column(Integer)
    tile_row: Mapped[int] = mapped_column(Integer)


class Municipality(Base):
    """A gemeente with its region, the point of its main town, and the region of its school holidays."""

    __tablename__ = "municipality"

    code: Mapped[str] = mapped_column(String(6), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    province: Mapped[str] = mapped_column(String(40))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    lat: Mapped[float] = mapped_column(Float)
    lon: Mapped[float] = mapped_column(Float)
    holiday_region: Mapped[HolidayRegion] = mapped_column(choice(HolidayRegion), default=HolidayRegion.MIDDEN)


class Place(Base):
    """A town or village. ``aliases`` is ``|`` separated: other names people type."""

    __tablename__ = "place"
    __table_args__ = (
        UniqueConstraint("name", "municipality_code"),
        Index("ix_place_municipality_code", "municipality_code"),
    )

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(80))
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    lat: Mapped[float] = mapped_column(Float)
    lon: Mapped[float] = mapped_column(Float)
    aliases: Mapped[str] = mapped_column(String(255), default="")

    municipality: Mapped[Municipality] = relationship(lazy="raise")


class Postcode(Base):
    """A 4-digit postcode, when a table has been imported."""

    __tablename__ = "postcode"

    pc4: Mapped[str] = mapped_column(String(4), primary_key=True)
    place_name: Mapped[str] = mapped_column(String(80))
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)
    lat: Mapped[float] = mapped_column(Float)
    lon: Mapped[float] = mapped_column(Float)
