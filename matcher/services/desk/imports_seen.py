"""Saying that what went wrong in an import was seen, so that it is no task any more."""

from sqlalchemy import select

from matcher.domain.errors import NotFoundError
from matcher.models import ImportBatch
from matcher.queries.coordination.import_errors import region_of_import
from matcher.services.transaction import Work, transactional


@transactional
def look_at_import(work: Work, *, import_id: int) -> None:
    """Mark an import as looked at. Raises NotFoundError for one the actor may not act on."""
    found = work.session.execute(
        select(ImportBatch, region_of_import()).where(ImportBatch.id == import_id).with_for_update(of=ImportBatch)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    batch, region = found
    scope = work.actor.acts_in
    mine = batch.created_by_id == work.actor.user_id and not scope.empty
    if not (mine or scope.national or scope.covers(region or "")):
        raise NotFoundError
    batch.looked_at = work.now
    work.session.flush()
