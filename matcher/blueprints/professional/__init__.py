"""Blueprint of the professional pages."""

from flask import Blueprint

blueprint = Blueprint("professional", __name__, url_prefix="/professional")

from matcher.blueprints.professional import (  # noqa: E402
    calendar,
    employer_consent,
    exclusions,
    home,
    hours,
    matches,
    paste,
    placement,
    placements,
    profile,
    proposals,
    qualifications,
    sections,
    skills,
)

__all__ = [
    "blueprint",
    "calendar",
    "employer_consent",
    "exclusions",
    "home",
    "hours",
    "matches",
    "paste",
    "placement",
    "placements",
    "profile",
    "proposals",
    "qualifications",
    "sections",
    "skills",
]
