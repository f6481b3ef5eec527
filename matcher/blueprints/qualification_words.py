"""Proofs of qualification in words: what each kind lets somebody do, whether one counts now, and who saw it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import format_date
from flask_babel import gettext as _

from matcher.domain.choices import LegalGround, QualificationKind, Sector
from matcher.domain.labels import label
from matcher.queries.profile import QualificationRow
from matcher.queries.qualification_proofs import ENDING_DAYS
from matcher.rules.grounds import Holding, article_of_ground, counts_in

DATE = "d MMMM yyyy"


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of proof: what it lets somebody do, and where that stands in the law ("" where the law asks nothing)."""

    name: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One proof. ``tag`` and ``tone``: whether it counts now; ``text``: where and until when; ``seen``: who saw it.

    ``unseen``: nobody did. ``may_take_back``: the reader wrote today that it was seen.
    """

    id: int
    title: str
    term: str
    tag: str
    tone: str
    text: str
    seen: str
    unseen: bool
    may_take_back: bool


def kind_rows() -> list[KindRow]:
    """Return every kind of proof with a plain explanation (domain.md sections 2 and 4)."""
    teacher = _("U bent bevoegd in vmbo en mbo. De zesurenregeling geldt daar niet voor u.")
    found = {
        QualificationKind.BEVOEGDHEID_EERSTEGRAADS: (teacher, LegalGround.BEVOEGD, (Sector.VMBO, Sector.MBO)),
        QualificationKind.BEVOEGDHEID_TWEEDEGRAADS: (teacher, LegalGround.BEVOEGD, (Sector.VMBO, Sector.MBO)),
        QualificationKind.PDG: (
            _("U bent bevoegd in het mbo. De zesurenregeling geldt daar niet voor u. In het vmbo telt dit niet."),
            LegalGround.BEVOEGD,
            (Sector.MBO,),
        ),
        QualificationKind.GESCHIKTHEIDSVERKLARING: (
            _("U mag als zij-instromer lesgeven buiten de zesurenregeling: in één sector, zolang de verklaring geldt."),
            LegalGround.IN_OPLEIDING,
            (Sector.VMBO, Sector.MBO),
        ),
        QualificationKind.IN_OPLEIDING: (
            _("U leert voor leraar. Tot uw einddatum mag u in één sector lesgeven buiten de zesurenregeling."),
            LegalGround.IN_OPLEIDING,
            (Sector.VMBO, Sector.MBO),
        ),
        QualificationKind.PDD_INSTRUCTEUR: (
            _("U mag in het mbo praktijkles geven als instructeur, onder een docent. Voor ander werk telt dit niet."),
            LegalGround.INSTRUCTEUR,
            (Sector.MBO,),
        ),
    }
    rows = [
        KindRow(label(kind), text, "; ".join(article_of_ground(sector, ground) for sector in sectors))
        for kind, (text, ground, sectors) in found.items()
    ]
    bdb = _("De wet vraagt in het hbo geen bevoegdheid. Elke hogeschool bepaalt zelf of zij dit vraagt.")
    return [*rows, KindRow(label(QualificationKind.BDB), bdb, "")]


def proof_rows(
    proofs: Iterable[QualificationRow], today: date, *, reader_id: int | None, names: bool
) -> list[ProofRow]:
    """Return the proofs in words. ``names``: the reader may know who saw a proof."""
    return [_proof_row(row, today, reader_id, names=names) for row in proofs]


def _proof_row(row: QualificationRow, today: date, reader_id: int | None, *, names: bool) -> ProofRow:
    tag, tone, text = _standing(row, today)
    mine = row.seen_by_id is not None and row.seen_by_id == reader_id
    return ProofRow(
        id=row.id,
        title=", ".join(filter(None, (label(row.kind), row.subject))),
        term=_term(row),
        tag=tag,
        tone=tone,
        text=text,
        seen=_seen(row, mine=mine, names=names),
        unseen=row.seen_on is None,
        may_take_back=mine and row.seen_on == today,
    )


def _term(row: QualificationRow) -> str:
    begin = format_date(row.valid_from, DATE)
    if row.valid_to is None:
        term = _("vanaf %(begin)s", begin=begin)
    else:
        term = _("%(begin)s tot en met %(end)s", begin=begin, end=format_date(row.valid_to, DATE))
    return ", ".join(filter(None, (label(row.sector), str(term))))


def _standing(row: QualificationRow, today: date) -> tuple[str, str, str]:
    """Return tag, tone and sentence: whether the proof takes its holder outside the six-hours rule today."""
    sectors = counts_in(Holding(row.kind, row.sector, row.valid_from, row.valid_to))
    if row.kind is QualificationKind.BDB:
        return _("voor het hbo"), "neutral", _("De wet vraagt in het hbo geen bevoegdheid.")
    if not sectors:
        return _("telt niet"), "stop", _("Dit bewijs telt niet in de sector die erbij staat.")
    where = str(_(" en ")).join(label(sector) for sector in Sector if sector in sectors)
    text = _("Telt in %(where)s.", where=where)
    if row.kind is QualificationKind.PDD_INSTRUCTEUR:
        text = _("Telt in %(where)s, alleen als instructeur.", where=where)
    return _in_time(row, text, today)


def _in_time(row: QualificationRow, text: str, today: date) -> tuple[str, str, str]:
    """Return the same of a proof that counts within its term."""
    if row.valid_from > today:
        return _("telt nog niet"), "attention", _("Het telt vanaf de begindatum.")
    if row.valid_to is None:
        return _("telt nu"), "ok", text
    if row.valid_to < today:
        return _("telt niet meer"), "stop", _("Sinds de einddatum geldt de zesurenregeling weer.")
    after = _("Na %(day)s geldt de zesurenregeling weer.", day=format_date(row.valid_to, DATE))
    if row.valid_to <= today + timedelta(days=ENDING_DAYS):
        return _("loopt bijna af"), "attention", f"{text} {after}"
    return _("telt nu"), "ok", f"{text} {after}"


def _seen(row: QualificationRow, *, mine: bool, names: bool) -> str:
    if row.seen_on is None:
        return str(_("Nog niet gezien door een school."))
    who = _("u") if mine else row.seen_by if names and row.seen_by else _("een school of coördinator")
    return str(_("Gezien door %(who)s op %(day)s.", who=who, day=format_date(row.seen_on, DATE)))
