"""Home of the school: what waits for an answer, needs with their candidates, placements."""

from typing import Any

from flask import render_template, url_for
from flask_babel import format_date
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor, requires
from matcher.blueprints.placement_phase import phase_label, phase_of
from matcher.blueprints.proposal_words import rests
from matcher.blueprints.school import blueprint
from matcher.blueprints.school.current import current_school
from matcher.blueprints.school.need_words import card_line
from matcher.blueprints.school.placements import placements_here
from matcher.blueprints.school.proposal_groups import deadline, group_of, person_of, urgent
from matcher.blueprints.school.proposals import proposals_here
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.states import NeedState, Party, ProposalState
from matcher.queries.candidates_view import candidate_counts
from matcher.queries.needs import NeedFilter, NeedRow, need_list
from matcher.queries.placements import PlacementRow, vog_check_of, vog_of
from matcher.queries.proposals import ProposalRow
from matcher.queries.schools import OwnSchool, colleagues_of

SHOWN_STATES = frozenset({NeedState.OPEN, NeedState.MAYBE, NeedState.DRAFT})
STALE_DAYS = 30
MOST_TASKS = 12
Todo = dict[str, Any]


@blueprint.get("")
@requires(Permission.SCHOOL)
def home() -> str:
    """Show what to do now."""
    school, proposals, placements = current_school(), proposals_here(), placements_here()
    wanted = NeedFilter(states=SHOWN_STATES)
    needs = need_list(db.session(), actor=current_actor(), school_id=school.id, wanted=wanted)
    rows = needs.page.rows
    ranked = [row.id for row in rows if row.state is not NeedState.DRAFT]
    return render_template(
        "school/home.html",
        needs=rows,
        more_needs=needs.page.total - len(rows),
        any_needs=bool(needs.counts),
        counts=candidate_counts(db.session(), ranked, today=clock.today()),
        todo=_todo(school, proposals, placements, rows),
        agenda=_agenda(proposals),
        placements=[row for row in placements if phase_of(row) in {"gepland", "loopt"}][:5],
        line=card_line,
        phase=lambda row: phase_label(phase_of(row)),
    )


def _agenda(rows: tuple[ProposalRow, ...]) -> list[Todo]:
    """Return the trial lessons to come, the first day on top."""
    found = [
        {"at": row.trial_on, "title": _("Proefles: %(person)s", person=person_of(row)), "text": row.need_title}
        for row in rows
        if row.state in {ProposalState.TRIAL, ProposalState.AGREED}
        and row.trial_on is not None
        and row.trial_on >= clock.today()
    ]
    return sorted(found, key=lambda row: (row["at"], row["title"]))


def _todo(
    school: OwnSchool,
    proposals: tuple[ProposalRow, ...],
    placements: tuple[PlacementRow, ...],
    needs: tuple[NeedRow, ...],
) -> list[Todo]:
    """Return what waits for this school, most urgent first."""
    rows = [*_from_proposals(proposals), *_from_colleagues(school), *_from_placements(placements), *_from_needs(needs)]
    return sorted(rows, key=lambda row: not row.get("urgent"))[:MOST_TASKS]


def _from_proposals(proposals: tuple[ProposalRow, ...]) -> list[Todo]:
    mine = [row for row in proposals if group_of(row) == "uw-beurt" and not rests(row, Party.SCHOOL)]
    return [_proposal_todo(row) for row in sorted(mine, key=lambda row: (row.answer_by is None, row.answer_by))]


def _proposal_todo(row: ProposalRow) -> Todo:
    person = person_of(row)
    chooses = row.state is ProposalState.TRIAL and row.trial_offered_by is not None
    verbs = {
        ProposalState.PROPOSED: (_("Beantwoord het voorstel: %(person)s", person=person), _("Beantwoord")),
        ProposalState.AGREED: (_("Leg de inzet vast: %(person)s", person=person), _("Leg vast")),
    }
    further = _("Laat weten of u verder wilt: %(person)s", person=person), _("Laat weten")
    choose = _("Kies een moment voor de proefles: %(person)s", person=person), _("Kies")
    title, action = choose if chooses else verbs.get(row.state, further)
    return {
        "title": title,
        "text": ", ".join(filter(None, (row.need_title, deadline(row)))),
        "url": url_for("school.proposal", proposal_id=row.id),
        "urgent": urgent(row),
        "action": action,
    }


def _from_colleagues(school: OwnSchool) -> list[Todo]:
    if not school.is_admin:
        return []
    rows = colleagues_of(db.session(), actor=current_actor(), school_id=school.id)
    waiting = sum(row.admitted_at is None for row in rows)
    text = _("Collega's die zich willen aansluiten")
    return (
        [{"title": text, "count": waiting, "url": url_for("school.colleagues"), "action": _("Laat toe")}]
        if waiting
        else []
    )


def _from_placements(placements: tuple[PlacementRow, ...]) -> list[Todo]:
    again = _("Voor het nieuwe schooljaar bekijkt u de VOG opnieuw van wie niet in dienst is (WVO 2020 artikel 7.3a).")
    return [
        {
            "title": _("VOG nog niet in orde: %(person)s", person=row.person_name),
            "text": again if vog_of(row).ok else vog_of(row).message,
            "url": url_for("school.placement", placement_id=row.id),
            "urgent": phase_of(row) == "loopt",
            "action": _("Noteer"),
        }
        for row in placements
        if row.changeable
        and phase_of(row) in {"gepland", "loopt"}
        and (vog_check_of(row, clock.today()) or not vog_of(row).ok)
    ]


def _from_needs(needs: tuple[NeedRow, ...]) -> list[Todo]:
    return [
        *map(_draft_todo, (row for row in needs if row.state is NeedState.DRAFT)),
        *filter(None, map(_stale, needs)),
    ]


def _draft_todo(row: NeedRow) -> Todo:
    title = row.title or _("vraag zonder onderwerp")
    return {
        "title": _("Maak af: %(title)s", title=title),
        "url": url_for("school.check_need", need_id=row.id),
        "action": _("Ga verder"),
    }


def _stale(row: NeedRow) -> Todo | None:
    """Return the question whether a need is still right, when nobody said so for a month."""
    if row.state is NeedState.DRAFT or row.confirmed_on is None:
        return None
    if (clock.today() - row.confirmed_on).days <= STALE_DAYS:
        return None
    return {
        "title": _("Klopt deze vraag nog? %(title)s", title=row.title),
        "text": _("voor het laatst bevestigd op %(day)s", day=format_date(row.confirmed_on, "d MMMM")),
        "url": url_for("school.need", need_id=row.id),
        "action": _("Kijk na"),
    }
