"""The words of two profiles side by side."""

from collections.abc import Iterable

from flask_babel import gettext as _

from matcher.domain.day_parts import from_mask
from matcher.domain.labels import label
from matcher.domain.merging import BOTH, Part
from matcher.queries.merging import Side
from matcher.queries.profile import Profile
from matcher.rules.klokuren import format_klokuren


def part_name(part: Part) -> str:
    """Return the name of a part."""
    names: dict[object, str] = {
        Part.NAME: _("Naam"),
        Part.PHONE: _("Telefoonnummer"),
        Part.PLACES: _("Plaatsen"),
        Part.WORK: _("Beroep"),
        Part.EMPLOYER: _("Werkgever"),
        Part.EDUCATION: _("Opleiding"),
        Part.AVAILABILITY: _("Wanneer"),
        Part.WISHES: _("Wensen"),
        Part.SKILLS: _("Vaardigheden"),
        Part.VOG: _("VOG"),
        Part.MOTIVATION: _("Motivatie"),
    }
    return names[part]


def part_choices(part: Part, first: Side, second: Side) -> list[tuple[int, str]]:
    """Return (id, text) of a part in each profile; skills may also be kept of both."""
    choices = [(side.profile.id, part_text(part, side.profile) or _("niet ingevuld")) for side in (first, second)]
    return [(BOTH, _("Die van beide")), *choices] if part is Part.SKILLS else choices


def part_text(part: Part, profile: Profile) -> str:
    """Return what a profile says in a part, on one line; empty for nothing."""
    texts: dict[object, str] = {
        Part.NAME: profile.full_name,
        Part.PHONE: profile.phone,
        Part.PLACES: _joined(
            _("%(place)s en %(km)s km eromheen", place=area.label, km=area.radius_km) for area in profile.areas
        ),
        Part.WORK: _joined((profile.job_title, _years(profile))),
        Part.EMPLOYER: _joined((profile.employer, label(profile.consent))),
        Part.EDUCATION: _joined(
            (label(profile.education_level) if profile.education_level else "", profile.education_field)
        ),
        Part.AVAILABILITY: _times(profile),
        Part.WISHES: _joined(
            sorted(label(each) for each in (*profile.sectors, *profile.role_kinds, *profile.contract_forms))
        ),
        Part.SKILLS: _joined(skill.label for skill in profile.skills),
        Part.VOG: f"{profile.vog_issued_on:%d-%m-%Y}" if profile.vog_issued_on else "",
        Part.MOTIVATION: profile.motivation,
    }
    return texts[part]


def _years(profile: Profile) -> str:
    known = profile.years_experience is not None
    return _("%(n)s jaar ervaring", n=profile.years_experience) if known else ""


def _times(profile: Profile) -> str:
    hours = _(
        "%(low)s tot %(high)s klokuren per week",
        low=format_klokuren(profile.minutes_min),
        high=format_klokuren(profile.minutes_max),
    )
    parts = len(list(from_mask(profile.day_parts)))
    days = _("%(n)s dagdelen", n=parts) if parts else ""
    begins = _("vanaf %(day)s", day=f"{profile.available_from:%d-%m-%Y}") if profile.available_from else ""
    return _joined((hours if profile.minutes_max else "", days, begins))


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(filter(None, texts))


def account_text(side: Side) -> str:
    """Return an account as it is chosen: the address, and how it is used."""
    if side.waiting:
        return str(_("%(email)s (ingevoerd, nog niet overgenomen)", email=side.profile.email))
    if side.last_login_at is None:
        return str(_("%(email)s (nog nooit ingelogd)", email=side.profile.email))
    when = f"{side.last_login_at:%d-%m-%Y}"
    return str(_("%(email)s (laatst ingelogd op %(day)s)", email=side.profile.email, day=when))


def why_text(code: str) -> str:
    """Return what is alike in two people."""
    texts: dict[object, str] = {
        "name": _("zelfde naam"),
        "like": _("naam lijkt erop"),
        "place": _("zelfde woonplaats"),
        "phone": _("zelfde telefoonnummer"),
        "job": _("zelfde beroep"),
        "employer": _("zelfde werkgever"),
    }
    return texts[code]


def count_text(name: str) -> str:
    """Return the words of something that moves along."""
    texts: dict[object, str] = {
        "proposals": _("Voorstellen"),
        "messages": _("Berichten"),
        "placements": _("Inzet met klokuren"),
        "qualifications": _("Bewijzen van bevoegdheid"),
        "notes": _("Notities van coördinatoren"),
    }
    return texts[name]
