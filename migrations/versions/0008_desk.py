"""the desk: tasks held, views, notes, transfers, bulk actions, exports, entries on behalf, imports, figures, programmes

Revision: 0008; after: 0007
"""

import sqlalchemy as sa
from alembic import op


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('figure_cache',
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_figure_cache'))
    )
    op.create_table('figure_snapshot',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('area', sa.String(length=40), nullable=False),
    sa.Column('figure', sa.String(length=60), nullable=False),
    sa.Column('value', sa.Float(), nullable=False),
    sa.PrimaryKeyConstraint('day', 'area', 'figure', name=op.f('pk_figure_snapshot'))
    )
    op.create_table('bulk_run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('action', sa.Enum('approve', 'reject', 'remind', 'transfer_people', 'transfer_needs', 'ask_people', 'ask_needs', 'pause_needs', name='bulkaction', native_enum=False, length=40), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('report', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['user_account.id'], name=op.f('fk_bulk_run_by_id_user_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bulk_run')),
    sa.UniqueConstraint('key', name=op.f('uq_bulk_run_key'))
    )
    with op.batch_alter_table('bulk_run', schema=None) as batch_op:
        batch_op.create_index('ix_bulk_run_by_id_at', ['by_id', 'at'], unique=False)

    op.create_table('coordinator_cover',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('absent_id', sa.Integer(), nullable=False),
    sa.Column('cover_id', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.CheckConstraint('absent_id <> cover_id', name=op.f('ck_coordinator_cover_two_people')),
    sa.CheckConstraint('starts_on <= ends_on', name=op.f('ck_coordinator_cover_dates')),
    sa.ForeignKeyConstraint(['absent_id'], ['user_account.id'], name=op.f('fk_coordinator_cover_absent_id_user_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['cover_id'], ['user_account.id'], name=op.f('fk_coordinator_cover_cover_id_user_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coordinator_cover'))
    )
    with op.batch_alter_table('coordinator_cover', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_coordinator_cover_absent_id'), ['absent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_coordinator_cover_cover_id'), ['cover_id'], unique=False)

    op.create_table('export',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('desk_list', sa.Enum('mensen', 'onderwijsvragen', 'voorstellen', 'inzet', 'scholen', 'verstuurd', name='desklist', native_enum=False, length=40), nullable=False),
    sa.Column('format', sa.Enum('csv', 'xlsx', name='exportformat', native_enum=False, length=40), nullable=False),
    sa.Column('query', sa.Text(), nullable=False),
    sa.Column('today', sa.Date(), nullable=False),
    sa.Column('state', sa.Enum('streamed', 'waiting', 'making', 'ready', 'failed', 'cancelled', name='exportstate', native_enum=False, length=40), nullable=False),
    sa.Column('regions', sa.JSON(), nullable=True),
    sa.Column('rows_total', sa.Integer(), nullable=False),
    sa.Column('rows_done', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error', sa.String(length=500), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_export_user_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_export'))
    )
    with op.batch_alter_table('export', schema=None) as batch_op:
        batch_op.create_index('ix_export_state', ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_export_user_id'), ['user_id'], unique=False)

    op.create_table('saved_view',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('desk_list', sa.Enum('mensen', 'onderwijsvragen', 'voorstellen', 'inzet', 'scholen', 'verstuurd', name='desklist', native_enum=False, length=40), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('query', sa.String(length=1000), nullable=False),
    sa.Column('shared', sa.Boolean(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_saved_view_user_id_user_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_view')),
    sa.UniqueConstraint('user_id', 'desk_list', 'name', name=op.f('uq_saved_view_user_id_desk_list_name'))
    )
    op.create_table('task_hold',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('assigned_to_id', sa.Integer(), nullable=True),
    sa.Column('snoozed_until', sa.Date(), nullable=True),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['assigned_to_id'], ['user_account.id'], name=op.f('fk_task_hold_assigned_to_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['by_id'], ['user_account.id'], name=op.f('fk_task_hold_by_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task_hold')),
    sa.UniqueConstraint('kind', 'subject_id', name=op.f('uq_task_hold_kind_subject_id'))
    )
    with op.batch_alter_table('task_hold', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_task_hold_assigned_to_id'), ['assigned_to_id'], unique=False)

    op.create_table('profile_merge',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kept_id', sa.Integer(), nullable=False),
    sa.Column('merged_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['user_account.id'], name=op.f('fk_profile_merge_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['kept_id'], ['professional.id'], name=op.f('fk_profile_merge_kept_id_professional'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_profile_merge'))
    )
    with op.batch_alter_table('profile_merge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_profile_merge_kept_id'), ['kept_id'], unique=False)

    op.create_table('import_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('people', 'needs', name='importkind', native_enum=False, length=40), nullable=False),
    sa.Column('state', sa.Enum('mapping', 'checking', 'checked', 'running', 'done', 'undoing', 'undone', 'failed', 'cancelled', name='importstate', native_enum=False, length=40), nullable=False),
    sa.Column('mode', sa.Enum('all_or_nothing', 'skip_bad', name='importmode', native_enum=False, length=40), nullable=True),
    sa.Column('file_name', sa.String(length=200), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('mapping', sa.JSON(), nullable=False),
    sa.Column('school_id', sa.Integer(), nullable=True),
    sa.Column('region_code', sa.String(length=4), nullable=True),
    sa.Column('consent_way', sa.Enum('phone', 'mail', 'meeting', 'paper', name='consentway', native_enum=False, length=40), nullable=True),
    sa.Column('consent_on', sa.Date(), nullable=True),
    sa.Column('consent_note', sa.String(length=500), nullable=False),
    sa.Column('rows_total', sa.Integer(), nullable=False),
    sa.Column('rows_done', sa.Integer(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('looked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['user_account.id'], name=op.f('fk_import_batch_created_by_id_user_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['region_code'], ['region.code'], name=op.f('fk_import_batch_region_code_region')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_import_batch_school_id_school'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_batch'))
    )
    with op.batch_alter_table('import_batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_batch_created_by_id'), ['created_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_import_batch_school_id'), ['school_id'], unique=False)
        batch_op.create_index('ix_import_batch_state', ['state'], unique=False)

    op.create_table('entry_on_behalf',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('professional_id', sa.Integer(), nullable=True),
    sa.Column('need_id', sa.Integer(), nullable=True),
    sa.Column('entered_by_id', sa.Integer(), nullable=True),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('consent_way', sa.Enum('phone', 'mail', 'meeting', 'paper', name='consentway', native_enum=False, length=40), nullable=False),
    sa.Column('consent_on', sa.Date(), nullable=False),
    sa.Column('consent_note', sa.String(length=500), nullable=False),
    sa.Column('invited_email', sa.String(length=254), nullable=False),
    sa.Column('invited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('taken_over_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(professional_id IS NULL) <> (need_id IS NULL)', name=op.f('ck_entry_on_behalf_one_subject')),
    sa.ForeignKeyConstraint(['entered_by_id'], ['user_account.id'], name=op.f('fk_entry_on_behalf_entered_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_entry_on_behalf_need_id_need'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_entry_on_behalf_professional_id_professional'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_on_behalf')),
    sa.UniqueConstraint('need_id', name=op.f('uq_entry_on_behalf_need_id')),
    sa.UniqueConstraint('professional_id', name=op.f('uq_entry_on_behalf_professional_id'))
    )
    op.create_table('import_row',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('cells', sa.JSON(), nullable=False),
    sa.Column('outcome', sa.Enum('good', 'bad', 'double', 'made', 'skipped', 'undone', 'kept', name='rowoutcome', native_enum=False, length=40), nullable=True),
    sa.Column('errors', sa.JSON(), nullable=False),
    sa.Column('professional_id', sa.Integer(), nullable=True),
    sa.Column('need_id', sa.Integer(), nullable=True),
    sa.Column('made_as', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_import_row_batch_id_import_batch'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_import_row_need_id_need'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_import_row_professional_id_professional'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_row')),
    sa.UniqueConstraint('batch_id', 'number', name=op.f('uq_import_row_batch_id_number'))
    )
    with op.batch_alter_table('import_row', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_row_need_id'), ['need_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_import_row_professional_id'), ['professional_id'], unique=False)

    op.create_table('transfer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('professional_id', sa.Integer(), nullable=True),
    sa.Column('need_id', sa.Integer(), nullable=True),
    sa.Column('from_region', sa.String(length=4), nullable=True),
    sa.Column('to_region', sa.String(length=4), nullable=False),
    sa.Column('message', sa.String(length=1000), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(professional_id IS NULL) <> (need_id IS NULL)', name=op.f('ck_transfer_one_subject')),
    sa.ForeignKeyConstraint(['by_id'], ['user_account.id'], name=op.f('fk_transfer_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['from_region'], ['region.code'], name=op.f('fk_transfer_from_region_region')),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_transfer_need_id_need'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_transfer_professional_id_professional'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['to_region'], ['region.code'], name=op.f('fk_transfer_to_region_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_transfer'))
    )
    with op.batch_alter_table('transfer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_transfer_need_id'), ['need_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_transfer_professional_id'), ['professional_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_transfer_to_region'), ['to_region'], unique=False)

    op.create_table('desk_note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('professional_id', sa.Integer(), nullable=True),
    sa.Column('need_id', sa.Integer(), nullable=True),
    sa.Column('school_id', sa.Integer(), nullable=True),
    sa.Column('placement_id', sa.Integer(), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(CASE WHEN professional_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN need_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN school_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN placement_id IS NULL THEN 0 ELSE 1 END) = 1', name=op.f('ck_desk_note_one_subject')),
    sa.ForeignKeyConstraint(['author_id'], ['user_account.id'], name=op.f('fk_desk_note_author_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_desk_note_need_id_need'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_desk_note_placement_id_placement'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_desk_note_professional_id_professional'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_desk_note_school_id_school'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_desk_note'))
    )
    with op.batch_alter_table('desk_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_desk_note_need_id'), ['need_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_desk_note_placement_id'), ['placement_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_desk_note_professional_id'), ['professional_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_desk_note_school_id'), ['school_id'], unique=False)

    with op.batch_alter_table('coordinator_assignment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('read_only', sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table('matching_round', schema=None) as batch_op:
        batch_op.add_column(sa.Column('weights', sa.JSON(), server_default='{}', nullable=False))
        batch_op.add_column(sa.Column('programme_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('label', sa.String(length=120), server_default='', nullable=False))
        batch_op.create_index(batch_op.f('ix_matching_round_programme_id'), ['programme_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_matching_round_programme_id_programme'), 'programme', ['programme_id'], ['id'], ondelete='SET NULL')

    with op.batch_alter_table('professional', schema=None) as batch_op:
        batch_op.add_column(sa.Column('desk_region_code', sa.String(length=4), nullable=True))
        batch_op.create_index(batch_op.f('ix_professional_desk_region_code'), ['desk_region_code'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_professional_desk_region_code_region'), 'region', ['desk_region_code'], ['code'])

    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.add_column(sa.Column('minutes_per_week', sa.Integer(), nullable=True))

    with op.batch_alter_table('programme', schema=None) as batch_op:
        batch_op.add_column(sa.Column('partners', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('target_people', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('target_hours', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('target_placements', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('target_schools', sa.Integer(), nullable=True))
        batch_op.create_check_constraint(batch_op.f('ck_programme_targets'), 'target_people >= 0 AND target_hours >= 0 AND target_placements >= 0 AND target_schools >= 0')
        batch_op.add_column(sa.Column('weights', sa.JSON(), server_default='{}', nullable=False))
    with op.batch_alter_table('proposal_event', schema=None) as batch_op:
        batch_op.create_index('ix_proposal_event_to_state_at', ['to_state', 'at'], unique=False)

    with op.batch_alter_table('notification', schema=None) as batch_op:
        batch_op.create_index('ix_notification_created_at', ['created_at'], unique=False)


def downgrade():
    with op.batch_alter_table('notification', schema=None) as batch_op:
        batch_op.drop_index('ix_notification_created_at')

    with op.batch_alter_table('proposal_event', schema=None) as batch_op:
        batch_op.drop_index('ix_proposal_event_to_state_at')

    with op.batch_alter_table('programme', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_programme_targets'), type_='check')
        batch_op.drop_column('weights')
        batch_op.drop_column('target_schools')
        batch_op.drop_column('target_placements')
        batch_op.drop_column('target_hours')
        batch_op.drop_column('target_people')
        batch_op.drop_column('partners')

    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.drop_column('minutes_per_week')

    with op.batch_alter_table('professional', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_professional_desk_region_code_region'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_professional_desk_region_code'))
        batch_op.drop_column('desk_region_code')

    with op.batch_alter_table('matching_round', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_matching_round_programme_id_programme'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_matching_round_programme_id'))
        batch_op.drop_column('label')
        batch_op.drop_column('programme_id')
        batch_op.drop_column('weights')

    with op.batch_alter_table('coordinator_assignment', schema=None) as batch_op:
        batch_op.drop_column('read_only')

    with op.batch_alter_table('desk_note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_desk_note_school_id'))
        batch_op.drop_index(batch_op.f('ix_desk_note_professional_id'))
        batch_op.drop_index(batch_op.f('ix_desk_note_placement_id'))
        batch_op.drop_index(batch_op.f('ix_desk_note_need_id'))

    op.drop_table('desk_note')
    with op.batch_alter_table('transfer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_transfer_to_region'))
        batch_op.drop_index(batch_op.f('ix_transfer_professional_id'))
        batch_op.drop_index(batch_op.f('ix_transfer_need_id'))

    op.drop_table('transfer')
    with op.batch_alter_table('import_row', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_import_row_professional_id'))
        batch_op.drop_index(batch_op.f('ix_import_row_need_id'))

    op.drop_table('import_row')
    op.drop_table('entry_on_behalf')
    with op.batch_alter_table('import_batch', schema=None) as batch_op:
        batch_op.drop_index('ix_import_batch_state')
        batch_op.drop_index(batch_op.f('ix_import_batch_school_id'))
        batch_op.drop_index(batch_op.f('ix_import_batch_created_by_id'))

    op.drop_table('import_batch')
    with op.batch_alter_table('profile_merge', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_profile_merge_kept_id'))

    op.drop_table('profile_merge')
    with op.batch_alter_table('task_hold', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_task_hold_assigned_to_id'))

    op.drop_table('task_hold')
    op.drop_table('saved_view')
    with op.batch_alter_table('export', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_export_user_id'))
        batch_op.drop_index('ix_export_state')

    op.drop_table('export')
    with op.batch_alter_table('coordinator_cover', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_coordinator_cover_cover_id'))
        batch_op.drop_index(batch_op.f('ix_coordinator_cover_absent_id'))

    op.drop_table('coordinator_cover')
    with op.batch_alter_table('bulk_run', schema=None) as batch_op:
        batch_op.drop_index('ix_bulk_run_by_id_at')

    op.drop_table('bulk_run')
    op.drop_table('figure_snapshot')
    op.drop_table('figure_cache')