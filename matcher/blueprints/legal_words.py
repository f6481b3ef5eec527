"""The law in a few sentences, with its articles, for one need."""

from dataclasses import dataclass

from flask_babel import gettext as _

from matcher.blueprints.match_words import legal_sentences
from matcher.blueprints.measure_words import counted_text, most_text, scope_text
from matcher.database import db
from matcher.domain.choices import Sector
from matcher.queries.matches import Match
from matcher.queries.measures import measures
from matcher.queries.profile_needs import NeedDetail
from matcher.rules.limits import Limit, limit_on


@dataclass(frozen=True, slots=True)
class LegalBox:
    """Sentences about what the law asks here, and the articles they come from."""

    sentences: list[str]
    articles: list[str]


_VOG = {Sector.MBO: ("6 maanden", "WEB artikel 4.2.1 lid 2a"), Sector.VMBO: ("26 weken", "WVO 2020 artikel 7.3")}


def rule_sentences(limit: Limit) -> list[str]:
    """Return the six-hours rule in sentences."""
    most = _("Wie geen lesbevoegdheid heeft, mag lesgeven tot %(most)s.", most=most_text(limit))
    teacher = _("Een docent van de school is verantwoordelijk voor de lessen.")
    return [str(most), counted_text(limit), scope_text(limit), str(teacher)]


def legal_box(need: NeedDetail, match: Match | None, *, hours: bool = True) -> LegalBox:
    """Return what the law asks of this need; with ``hours`` also the person's, while both sides are ranked."""
    limit = limit_on(need.sector, need.starts_on, measures(db.session())) if need.starts_on else None
    if need.sector is Sector.HBO or limit is None:
        return LegalBox([str(_("In het hbo vraagt de wet geen lesbevoegdheid en is er geen grens aan de uren."))], [])
    age, vog_article = _VOG[need.sector]
    vog = str(
        _("Er is een VOG nodig die bij de start ten hoogste %(age)s oud is. De school vraagt die met u aan.", age=age)
    )
    if match is not None and not match.explanation.legal:
        free = str(_("Door het bewijs van bevoegdheid geldt de zesurenregeling hier niet."))
        return LegalBox([free, vog], [limit.article, vog_article])
    years = legal_sentences(match.explanation.legal) if match is not None and hours else []
    return LegalBox([*rule_sentences(limit), *years, vog], [limit.article, vog_article])
