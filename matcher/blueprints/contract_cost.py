"""The page with what an inzet costs, the same for school and coordinator, and its one line on other pages."""

from flask import render_template, request
from werkzeug.datastructures import MultiDict

from matcher.forms.contract_cost import CostForm
from matcher.queries.contract_cost import CostSubject
from matcher.rules.contract_cost import RATES, Cost, btw_on


def average_costs(subject: CostSubject) -> tuple[Cost, ...]:
    """Return what the averages say of the subject, per form; nothing while its hours are unknown."""
    found = CostForm.of(subject, MultiDict()).costs(subject)
    return tuple(row for row in found if row.minutes and row.amounts)


def cost_page(subject: CostSubject, *, layout: str, parents: list[tuple[str, str]], agreed: bool) -> str:
    """Return the page. ``parents``: breadcrumbs, the last is what this is about; ``agreed``: it is a placement."""
    form = CostForm.of(subject, request.args)
    right = form.validate() if "hours" in request.args else subject.total_minutes > 0
    return render_template(
        "cost/page.html",
        layout=layout,
        parents=parents,
        agreed=agreed,
        subject=subject,
        form=form,
        costs=form.costs(subject) if right else (),
        rates={row.form.value: row for row in RATES},
        btw_rate=btw_on(subject.day),
    )
