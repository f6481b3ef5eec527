"""The words of the technical domains of skills."""

from functools import cache

from flask_babel import gettext as _

from matcher.data.tables import concepts
from matcher.models.vocabulary import OTHER_DOMAIN


def domain_name(domain: str) -> str:
    """Return the name of a domain: that of its root in the vocabulary."""
    if domain == OTHER_DOMAIN:
        return str(_("Overig"))
    return _names().get(domain, domain)


@cache
def _names() -> dict[str, str]:
    return {row.domain: row.label_nl for row in concepts() if row.key == row.domain}
