"""Putting two profiles of one person together, in one transaction (ADR 0023)."""

from sqlalchemy import delete, select

from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.merging import MergeCommand, Part, usual_choice
from matcher.domain.states import Party, ProfileState
from matcher.models import AnswerRecord, Professional, ProfileMerge, User
from matcher.queries.merging import SAME_PERSON, MergePreview, Side, merge_preview, works_elsewhere
from matcher.services.accounts import new_session_key
from matcher.services.answer_records import recount_answers
from matcher.services.hours.checking import keep_findings
from matcher.services.hours.counting import write_recounted
from matcher.services.merging.moving import move_everything
from matcher.services.merging.parts import take_parts
from matcher.services.merging.proposals import settle_conflicts
from matcher.services.outbox import enqueue_for_user
from matcher.services.profile_access import changed
from matcher.services.transaction import Work, transactional

__all__ = ["merge_profiles"]


@transactional
def merge_profiles(work: Work, *, command: MergeCommand) -> int:
    """Put everything of one profile into the other, which stays with its account; returns the id of the kept one.

    The hours of both count together, also when that is above the limit: they were taught, so they are shown. Raises
    :class:`NotFoundError` unless both are the actor's to change, :class:`InvalidInputError` for one with itself or on
    ``account``, :class:`WrongStateError` when both teach for the same need.
    """
    kept, merged = _locked(work, command)
    preview = merge_preview(
        work.session, scope=work.actor.acts_in, first_id=command.first_id, second_id=command.second_id
    )
    _check(preview, command)
    take_parts(work, kept, merged, _choices(preview, command))
    settle_conflicts(work, preview.conflicts)
    moved = move_everything(work, kept.id, merged.id)
    _join_lives(kept, merged)
    _close_account(work, kept, merged)
    _delete(work, merged)
    write_recounted(work, kept.id)
    keep_findings(work, kept.id)
    changed(work, kept)
    recount_answers(work, Party.PROFESSIONAL, kept.id)
    row = ProfileMerge(kept_id=kept.id, merged_id=command.merged_id, by_id=work.actor.user_id, at=work.now, moved=moved)
    work.session.add(row)
    work.session.flush()
    return kept.id


def _locked(work: Work, command: MergeCommand) -> tuple[Professional, Professional]:
    """Return the kept profile and the one that goes, both locked, the lower id first."""
    if command.first_id == command.second_id:
        raise InvalidInputError(SAME_PERSON)
    ids = (command.first_id, command.second_id)
    rows = work.session.scalars(
        select(Professional)
        .where(Professional.id.in_(ids))
        .order_by(Professional.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = {row.id: row for row in rows}
    if command.kept_id not in ids or len(found) < len(ids):
        raise NotFoundError
    return found[command.kept_id], found[command.merged_id]


def _check(preview: MergePreview, command: MergeCommand) -> None:
    if preview.blocked:
        raise WrongStateError("Beide profielen hebben inzet bij dezelfde onderwijsvraag. Beëindig eerst een van beide.")
    kept, other = _sides(preview, command.kept_id)
    if kept.waiting and not other.waiting:
        message = "Dit account is nog niet overgenomen, het andere wel. Kies het account waarmee de persoon inlogt."
        raise InvalidInputError(message, {"account": message})


def _sides(preview: MergePreview, kept_id: int) -> tuple[Side, Side]:
    first, second = preview.first, preview.second
    return (first, second) if first.profile.id == kept_id else (second, first)


def _choices(preview: MergePreview, command: MergeCommand) -> dict[Part, int]:
    """Return for every part whose it is: as chosen, else the usual one."""
    first, second = preview.first.standing, preview.second.standing
    return {part: command.choices.get(part, usual_choice(part, first, second)) for part in Part}


def _join_lives(kept: Professional, merged: Professional) -> None:
    """Let the kept profile be as old, as active and as lately confirmed as either was."""
    kept.created_at = min(kept.created_at, merged.created_at)
    activated = [row.activated_at for row in (kept, merged) if row.activated_at]
    kept.activated_at = min(activated, default=None)
    kept.confirmed_on = max((row.confirmed_on for row in (kept, merged) if row.confirmed_on), default=None)
    if merged.state is ProfileState.ACTIVE and kept.state is not ProfileState.ACTIVE:
        kept.state, kept.paused_until, kept.auto_paused_on = ProfileState.ACTIVE, None, None


def _close_account(work: Work, kept: Professional, merged: Professional) -> None:
    """Tell both accounts; the one without its profile is switched off, unless it is needed for other work."""
    by = work.session.get(User, work.actor.user_id) if work.actor.user_id else None
    stays, goes = (work.session.get_one(User, row.user_id) for row in (kept, merged))
    needed = works_elsewhere(work.session, goes)
    who = by.full_name if by else ""
    enqueue_for_user(work, stays, kind="profiles_merged", by=who, kept=True, open=True)
    enqueue_for_user(work, goes, kind="profiles_merged", by=who, kept=False, open=needed)
    if not needed:
        goes.deactivated_at, goes.session_key = work.now, new_session_key()


def _delete(work: Work, merged: Professional) -> None:
    r = AnswerRecord
    work.session.execute(delete(r).where(r.party == Party.PROFESSIONAL, r.subject_id == merged.id))
    work.session.flush()
    work.session.expire(merged)
    work.session.delete(merged)
    work.session.flush()
