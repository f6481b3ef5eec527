"""The form that begins a matching round."""

from collections.abc import Iterable
from typing import Protocol, Self

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectMultipleField

from matcher.domain.rounds import RoundOptions, RoundScope

# How much working at the same school again counts, when it is asked for.
SAME_SCHOOL = 0.05


class Named(Protocol):
    """A region to choose."""

    @property
    def code(self) -> str:
        """Its code, for example AM05."""

    @property
    def name(self) -> str:
        """Its name."""


class PlanRoundForm(FlaskForm):
    """Which regions take part, and what counts."""

    regions = SelectMultipleField(_("Regio's"))
    national = BooleanField(_("Heel Nederland"))
    fair = BooleanField(_("Laat lang wachten meetellen"), default=True)
    same_school = BooleanField(_("Liever één school per persoon dan meer scholen"))

    @classmethod
    def for_regions(cls, regions: Iterable[Named]) -> Self:
        """Return the form with these regions to choose from; a single one needs no choice."""
        form = cls()
        form.regions.choices = [(region.code, region.name) for region in regions]
        if len(form.regions.choices) == 1:
            form.regions.data = [form.regions.choices[0][0]]
        return form

    def scope(self) -> RoundScope:
        """Return the chosen regions, or the nation."""
        if self.national.data:
            return RoundScope(national=True)
        return RoundScope(regions=frozenset(self.regions.data or ()))

    def options(self) -> RoundOptions:
        """Return the wishes as options."""
        usual = RoundOptions()
        return RoundOptions(
            fairness=usual.fairness if self.fair.data else 0.0,
            same_school=SAME_SCHOOL if self.same_school.data else 0.0,
        )
