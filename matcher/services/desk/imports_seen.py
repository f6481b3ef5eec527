"""Saying that what went wrong in an import was seen, so that it is no task any more."""

from matcher.domain.errors import NotFoundError
from matcher.models import ImportBatch
from matcher.queries.coordination.task_kinds import Subject
from matcher.queries.coordination.task_regions import regions_of
from matcher.queries.coordinators import Colleague
from matcher.services.transaction import Work, transactional


@transactional
def look_at_import(work: Work, *, import_id: int) -> None:
    """Mark an import as looked at. Raises NotFoundError for one the actor may not act on."""
    batch = work.session.get(ImportBatch, import_id, with_for_update=True, populate_existing=True)
    regions = regions_of(work.session, Subject.IMPORT, [import_id]).get(import_id, frozenset())
    scope = work.actor.acts_in
    if batch is None or scope.empty:
        raise NotFoundError
    mine = batch.created_by_id == work.actor.user_id
    if not (mine or Colleague(0, "", scope).acts_in_one_of(regions)):
        raise NotFoundError
    batch.looked_at = work.now
    work.session.flush()
