"""The list of candidates as CSV for a spreadsheet: anonymous, cells that look like formulas made harmless."""

import csv
import io
from collections.abc import Iterable

from flask_babel import gettext as _

from matcher.domain.labels import label
from matcher.matching.sentences import day_parts
from matcher.queries.candidates_view import CandidateCard
from matcher.rules.klokuren import format_klokuren

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: object) -> str:
    """Return the text of a cell; one that a spreadsheet would run as a formula gets an apostrophe in front."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _head() -> list[str]:
    return [
        _("Plek"),
        _("Kenmerk"),
        _("Beroep"),
        _("Score van 100"),
        _("Past"),
        _("Deels"),
        _("Mist"),
        _("Afstand in km"),
        _("Gedeelde dagdelen"),
        _("Wil minstens klokuren"),
        _("Wil hoogstens klokuren"),
        _("Opleiding"),
        _("Bevoegd"),
        _("Klokuren gebruikt"),
        _("Klokuren met deze vraag"),
        _("Contractvormen"),
    ]


def _cells(card: CandidateCard) -> list[object]:
    ledger = card.ledger
    return [
        card.rank,
        card.reference,
        card.headline,
        round(card.score * 100),
        ", ".join(card.fits),
        ", ".join(card.partly),
        ", ".join(card.missing),
        "" if card.distance_km is None else round(card.distance_km),
        day_parts(card.day_parts),
        format_klokuren(card.minutes_min),
        format_klokuren(card.minutes_max),
        label(card.education_level),
        _("ja") if card.qualified else _("nee"),
        format_klokuren(ledger.used) if ledger else "",
        format_klokuren(ledger.used + ledger.requested) if ledger else "",
        ", ".join(sorted(label(form) for form in card.contract_forms)),
    ]


def csv_of(cards: Iterable[CandidateCard]) -> bytes:
    """Return the file: semicolons and a byte order mark, as Dutch spreadsheets expect."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_head())
    writer.writerows([harmless(cell) for cell in _cells(card)] for card in cards)
    return out.getvalue().encode("utf-8-sig")
