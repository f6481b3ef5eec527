"""initial

Revision: 0001; after: 
"""

import sqlalchemy as sa
from alembic import op


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('board',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_board')),
    sa.UniqueConstraint('name', name=op.f('uq_board_name'))
    )
    op.create_table('concept',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('domain', sa.String(length=40), nullable=False),
    sa.Column('label_nl', sa.String(length=160), nullable=False),
    sa.Column('label_en', sa.String(length=160), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['parent_id'], ['concept.id'], name=op.f('fk_concept_parent_id_concept')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_concept')),
    sa.UniqueConstraint('key', name=op.f('uq_concept_key'))
    )
    with op.batch_alter_table('concept', schema=None) as batch_op:
        batch_op.create_index('ix_concept_kind_domain', ['kind', 'domain'], unique=False)
        batch_op.create_index(batch_op.f('ix_concept_parent_id'), ['parent_id'], unique=False)

    op.create_table('engine_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_engine_change'))
    )
    op.create_table('landsdeel',
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_landsdeel'))
    )
    op.create_table('user_account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('password_hash', sa.String(length=255), nullable=False),
    sa.Column('full_name', sa.String(length=120), nullable=False),
    sa.Column('phone', sa.String(length=30), nullable=True),
    sa.Column('session_key', sa.String(length=32), nullable=False),
    sa.Column('email_verified_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_login_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deactivated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_admin', sa.Boolean(), nullable=False),
    sa.CheckConstraint('email = lower(email)', name=op.f('ck_user_account_email_lower_case')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_account')),
    sa.UniqueConstraint('email', name=op.f('uq_user_account_email'))
    )
    op.create_table('job_title_skill',
    sa.Column('job_title_id', sa.Integer(), nullable=False),
    sa.Column('skill_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('essential', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['job_title_id'], ['concept.id'], name=op.f('fk_job_title_skill_job_title_id_concept'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['skill_id'], ['concept.id'], name=op.f('fk_job_title_skill_skill_id_concept'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('job_title_id', 'skill_id', name=op.f('pk_job_title_skill'))
    )
    with op.batch_alter_table('job_title_skill', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_title_skill_skill_id'), ['skill_id'], unique=False)

    op.create_table('outbox_message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('recipient', sa.String(length=254), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('context', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('error', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_outbox_message_user_id_user_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_message'))
    )
    with op.batch_alter_table('outbox_message', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_message_sent_at', ['sent_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_message_user_id'), ['user_id'], unique=False)

    op.create_table('region',
    sa.Column('code', sa.String(length=4), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('landsdeel_code', sa.String(length=20), nullable=False),
    sa.Column('tile_column', sa.Integer(), nullable=False),
    sa.Column('tile_row', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['landsdeel_code'], ['landsdeel.code'], name=op.f('fk_region_landsdeel_code_landsdeel')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_region')),
    sa.UniqueConstraint('name', name=op.f('uq_region_name'))
    )
    with op.batch_alter_table('region', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_region_landsdeel_code'), ['landsdeel_code'], unique=False)

    op.create_table('surface_form',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('concept_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=160), nullable=False),
    sa.ForeignKeyConstraint(['concept_id'], ['concept.id'], name=op.f('fk_surface_form_concept_id_concept'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_surface_form')),
    sa.UniqueConstraint('concept_id', 'text', name=op.f('uq_surface_form_concept_id_text'))
    )
    with op.batch_alter_table('surface_form', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_surface_form_concept_id'), ['concept_id'], unique=False)

    op.create_table('coordinator_assignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('national', sa.Boolean(), nullable=False),
    sa.Column('landsdeel_code', sa.String(length=20), nullable=True),
    sa.Column('region_code', sa.String(length=4), nullable=True),
    sa.CheckConstraint('(CASE WHEN national THEN 1 ELSE 0 END) + (CASE WHEN landsdeel_code IS NULL THEN 0 ELSE 1 END) + (CASE WHEN region_code IS NULL THEN 0 ELSE 1 END) = 1', name=op.f('ck_coordinator_assignment_one_scope')),
    sa.ForeignKeyConstraint(['landsdeel_code'], ['landsdeel.code'], name=op.f('fk_coordinator_assignment_landsdeel_code_landsdeel')),
    sa.ForeignKeyConstraint(['region_code'], ['region.code'], name=op.f('fk_coordinator_assignment_region_code_region')),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_coordinator_assignment_user_id_user_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coordinator_assignment')),
    sa.UniqueConstraint('user_id', 'landsdeel_code', name=op.f('uq_coordinator_assignment_user_id_landsdeel_code')),
    sa.UniqueConstraint('user_id', 'region_code', name=op.f('uq_coordinator_assignment_user_id_region_code'))
    )
    with op.batch_alter_table('coordinator_assignment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_coordinator_assignment_user_id'), ['user_id'], unique=False)

    op.create_table('municipality',
    sa.Column('code', sa.String(length=6), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('province', sa.String(length=40), nullable=False),
    sa.Column('region_code', sa.String(length=4), nullable=False),
    sa.Column('lat', sa.Float(), nullable=False),
    sa.Column('lon', sa.Float(), nullable=False),
    sa.ForeignKeyConstraint(['region_code'], ['region.code'], name=op.f('fk_municipality_region_code_region')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_municipality'))
    )
    with op.batch_alter_table('municipality', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_municipality_region_code'), ['region_code'], unique=False)

    op.create_table('professional',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.Enum('draft', 'active', 'paused', name='profilestate', native_enum=False, length=40), nullable=False),
    sa.Column('region_code', sa.String(length=4), nullable=True),
    sa.Column('job_title', sa.String(length=120), nullable=False),
    sa.Column('job_title_id', sa.Integer(), nullable=True),
    sa.Column('employer', sa.String(length=120), nullable=False),
    sa.Column('years_experience', sa.Integer(), nullable=True),
    sa.Column('motivation', sa.Text(), nullable=False),
    sa.Column('education_level', sa.Enum('mbo_2', 'mbo_3', 'mbo_4', 'hbo', 'wo', name='educationlevel', native_enum=False, length=40), nullable=True),
    sa.Column('education_field', sa.String(length=120), nullable=False),
    sa.Column('certificates', sa.String(length=500), nullable=False),
    sa.Column('day_parts', sa.Integer(), nullable=False),
    sa.Column('minutes_min', sa.Integer(), nullable=False),
    sa.Column('minutes_max', sa.Integer(), nullable=False),
    sa.Column('available_from', sa.Date(), nullable=True),
    sa.Column('available_to', sa.Date(), nullable=True),
    sa.Column('online', sa.Boolean(), nullable=False),
    sa.Column('sectors', sa.Integer(), nullable=False),
    sa.Column('role_kinds', sa.Integer(), nullable=False),
    sa.Column('contract_forms', sa.Integer(), nullable=False),
    sa.Column('consent', sa.Enum('onbekend', 'gevraagd', 'gegeven', 'niet_nodig', 'geweigerd', name='consent', native_enum=False, length=40), nullable=False),
    sa.Column('consent_minutes', sa.Integer(), nullable=True),
    sa.Column('vog_issued_on', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('activated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('confirmed_on', sa.Date(), nullable=True),
    sa.Column('paused_until', sa.Date(), nullable=True),
    sa.CheckConstraint('available_to IS NULL OR available_from IS NULL OR available_from <= available_to', name=op.f('ck_professional_dates')),
    sa.CheckConstraint('minutes_min <= minutes_max', name=op.f('ck_professional_minutes_order')),
    sa.ForeignKeyConstraint(['job_title_id'], ['concept.id'], name=op.f('fk_professional_job_title_id_concept'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['region_code'], ['region.code'], name=op.f('fk_professional_region_code_region')),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_professional_user_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_professional')),
    sa.UniqueConstraint('user_id', name=op.f('uq_professional_user_id'))
    )
    with op.batch_alter_table('professional', schema=None) as batch_op:
        batch_op.create_index('ix_professional_region_state', ['region_code', 'state'], unique=False)

    op.create_table('place',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('municipality_code', sa.String(length=6), nullable=False),
    sa.Column('lat', sa.Float(), nullable=False),
    sa.Column('lon', sa.Float(), nullable=False),
    sa.Column('aliases', sa.String(length=255), nullable=False),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_place_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_place')),
    sa.UniqueConstraint('name', 'municipality_code', name=op.f('uq_place_name_municipality_code'))
    )
    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.create_index('ix_place_municipality_code', ['municipality_code'], unique=False)

    op.create_table('postcode',
    sa.Column('pc4', sa.String(length=4), nullable=False),
    sa.Column('place_name', sa.String(length=80), nullable=False),
    sa.Column('municipality_code', sa.String(length=6), nullable=False),
    sa.Column('lat', sa.Float(), nullable=False),
    sa.Column('lon', sa.Float(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_postcode_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('pc4', name=op.f('pk_postcode'))
    )
    with op.batch_alter_table('postcode', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_postcode_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('professional_skill',
    sa.Column('professional_id', sa.Integer(), nullable=False),
    sa.Column('concept_id', sa.Integer(), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['concept_id'], ['concept.id'], name=op.f('fk_professional_skill_concept_id_concept')),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_professional_skill_professional_id_professional'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('professional_id', 'concept_id', name=op.f('pk_professional_skill'))
    )
    with op.batch_alter_table('professional_skill', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_professional_skill_concept_id'), ['concept_id'], unique=False)

    op.create_table('qualification',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('professional_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('bevoegdheid_eerstegraads', 'bevoegdheid_tweedegraads', 'pdg', 'geschiktheidsverklaring', 'pdd_instructeur', 'bdb', name='qualificationkind', native_enum=False, length=40), nullable=False),
    sa.Column('sector', sa.Enum('vmbo', 'mbo', 'hbo', name='sector', native_enum=False, length=40), nullable=True),
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('seen_on', sa.Date(), nullable=True),
    sa.Column('seen_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_qualification_professional_id_professional'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['seen_by_id'], ['user_account.id'], name=op.f('fk_qualification_seen_by_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_qualification'))
    )
    with op.batch_alter_table('qualification', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_qualification_professional_id'), ['professional_id'], unique=False)

    op.create_table('school',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('sector', sa.Enum('vmbo', 'mbo', 'hbo', name='sector', native_enum=False, length=40), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('board_id', sa.Integer(), nullable=False),
    sa.Column('town', sa.String(length=80), nullable=False),
    sa.Column('municipality_code', sa.String(length=6), nullable=False),
    sa.Column('region_code', sa.String(length=4), nullable=False),
    sa.Column('aliases', sa.String(length=255), nullable=False),
    sa.Column('from_reference', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['board_id'], ['board.id'], name=op.f('fk_school_board_id_board')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_school_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['region_code'], ['region.code'], name=op.f('fk_school_region_code_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_school')),
    sa.UniqueConstraint('name', 'sector', name=op.f('uq_school_name_sector'))
    )
    with op.batch_alter_table('school', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_school_board_id'), ['board_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_school_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_school_region_code'), ['region_code'], unique=False)

    op.create_table('search_area',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('professional_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(length=120), nullable=False),
    sa.Column('region_code', sa.String(length=4), nullable=False),
    sa.Column('lat', sa.Float(), nullable=False),
    sa.Column('lon', sa.Float(), nullable=False),
    sa.Column('radius_km', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_search_area_professional_id_professional'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['region_code'], ['region.code'], name=op.f('fk_search_area_region_code_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_area')),
    sa.UniqueConstraint('professional_id', 'position', name=op.f('uq_search_area_professional_id_position'))
    )
    with op.batch_alter_table('search_area', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_search_area_professional_id'), ['professional_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_search_area_region_code'), ['region_code'], unique=False)

    op.create_table('campus',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('school_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('address', sa.String(length=160), nullable=False),
    sa.Column('town', sa.String(length=80), nullable=False),
    sa.Column('region_code', sa.String(length=4), nullable=False),
    sa.Column('lat', sa.Float(), nullable=False),
    sa.Column('lon', sa.Float(), nullable=False),
    sa.ForeignKeyConstraint(['region_code'], ['region.code'], name=op.f('fk_campus_region_code_region')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_campus_school_id_school'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campus')),
    sa.UniqueConstraint('school_id', 'name', name=op.f('uq_campus_school_id_name'))
    )
    with op.batch_alter_table('campus', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_campus_region_code'), ['region_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_campus_school_id'), ['school_id'], unique=False)

    op.create_table('excluded_school',
    sa.Column('professional_id', sa.Integer(), nullable=False),
    sa.Column('school_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_excluded_school_professional_id_professional'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_excluded_school_school_id_school'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('professional_id', 'school_id', name=op.f('pk_excluded_school'))
    )
    with op.batch_alter_table('excluded_school', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_excluded_school_school_id'), ['school_id'], unique=False)

    op.create_table('school_invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('school_id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('as_admin', sa.Boolean(), nullable=False),
    sa.Column('invited_by_id', sa.Integer(), nullable=True),
    sa.Column('invited_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['invited_by_id'], ['user_account.id'], name=op.f('fk_school_invitation_invited_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_school_invitation_school_id_school'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_school_invitation'))
    )
    with op.batch_alter_table('school_invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_school_invitation_school_id'), ['school_id'], unique=False)
        batch_op.create_index('uq_school_invitation_open', ['school_id', 'email'], unique=True, sqlite_where=sa.text('accepted_at IS NULL'), postgresql_where=sa.text('accepted_at IS NULL'))

    op.create_table('school_membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('school_id', sa.Integer(), nullable=False),
    sa.Column('is_admin', sa.Boolean(), nullable=False),
    sa.Column('job_title', sa.String(length=120), nullable=False),
    sa.Column('requested_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('admitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('admitted_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['admitted_by_id'], ['user_account.id'], name=op.f('fk_school_membership_admitted_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_school_membership_school_id_school'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_school_membership_user_id_user_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_school_membership')),
    sa.UniqueConstraint('user_id', 'school_id', name=op.f('uq_school_membership_user_id_school_id'))
    )
    with op.batch_alter_table('school_membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_school_membership_school_id'), ['school_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_school_membership_user_id'), ['user_id'], unique=False)

    op.create_table('need',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('school_id', sa.Integer(), nullable=False),
    sa.Column('campus_id', sa.Integer(), nullable=True),
    sa.Column('region_code', sa.String(length=4), nullable=False),
    sa.Column('sector', sa.Enum('vmbo', 'mbo', 'hbo', name='sector', native_enum=False, length=40), nullable=False),
    sa.Column('state', sa.Enum('draft', 'maybe', 'open', 'paused', 'filled', 'closed', name='needstate', native_enum=False, length=40), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('role_kind', sa.Enum('gastles', 'gastdocent', 'instructeur', 'hybride_docent', 'hybride_expert', name='rolekind', native_enum=False, length=40), nullable=True),
    sa.Column('education', sa.String(length=160), nullable=False),
    sa.Column('level', sa.Enum('vmbo_bb', 'vmbo_kb', 'vmbo_gl', 'mbo_1', 'mbo_2', 'mbo_3', 'mbo_4', 'ad', 'hbo_bachelor', 'hbo_master', name='needlevel', native_enum=False, length=40), nullable=True),
    sa.Column('learning_goals', sa.Text(), nullable=False),
    sa.Column('minutes_per_week', sa.Integer(), nullable=False),
    sa.Column('teaching_weeks', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('day_parts', sa.Integer(), nullable=False),
    sa.Column('online', sa.Boolean(), nullable=False),
    sa.Column('contract_forms', sa.Integer(), nullable=False),
    sa.Column('responsible_teacher', sa.String(length=120), nullable=False),
    sa.Column('people_wanted', sa.Integer(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('confirmed_on', sa.Date(), nullable=True),
    sa.CheckConstraint('people_wanted >= 1', name=op.f('ck_need_people_wanted')),
    sa.CheckConstraint('starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on', name=op.f('ck_need_dates')),
    sa.ForeignKeyConstraint(['campus_id'], ['campus.id'], name=op.f('fk_need_campus_id_campus')),
    sa.ForeignKeyConstraint(['created_by_id'], ['user_account.id'], name=op.f('fk_need_created_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['region_code'], ['region.code'], name=op.f('fk_need_region_code_region')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_need_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_need'))
    )
    with op.batch_alter_table('need', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_need_campus_id'), ['campus_id'], unique=False)
        batch_op.create_index('ix_need_region_state', ['region_code', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_need_school_id'), ['school_id'], unique=False)

    op.create_table('need_skill',
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('concept_id', sa.Integer(), nullable=False),
    sa.Column('required', sa.Boolean(), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['concept_id'], ['concept.id'], name=op.f('fk_need_skill_concept_id_concept')),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_need_skill_need_id_need'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('need_id', 'concept_id', name=op.f('pk_need_skill'))
    )
    with op.batch_alter_table('need_skill', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_need_skill_concept_id'), ['concept_id'], unique=False)

    op.create_table('proposal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('professional_id', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('suggested', 'in_review', 'proposed', 'introduced', 'trial', 'agreed', 'placed', 'declined', 'expired', 'withdrawn', name='proposalstate', native_enum=False, length=40), nullable=False),
    sa.Column('started_by', sa.Enum('professional', 'school', 'coordinator', 'system', name='party', native_enum=False, length=40), nullable=False),
    sa.Column('professional_answer', sa.Enum('pending', 'interested', 'declined', name='answer', native_enum=False, length=40), nullable=False),
    sa.Column('school_answer', sa.Enum('pending', 'interested', 'declined', name='answer', native_enum=False, length=40), nullable=False),
    sa.Column('answer_by', sa.Date(), nullable=True),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('score', sa.Float(), nullable=True),
    sa.Column('score_parts', sa.JSON(), nullable=False),
    sa.Column('weights_version', sa.String(length=20), nullable=False),
    sa.Column('trial_on', sa.Date(), nullable=True),
    sa.Column('trial_note', sa.String(length=255), nullable=False),
    sa.Column('professional_agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('school_agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Enum('professional', 'school', 'coordinator', 'system', name='party', native_enum=False, length=40), nullable=True),
    sa.Column('ended_reason', sa.String(length=40), nullable=True),
    sa.Column('ended_text', sa.Text(), nullable=False),
    sa.Column('reason_shared', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_proposal_need_id_need')),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_proposal_professional_id_professional')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal')),
    sa.UniqueConstraint('professional_id', 'need_id', name='uq_proposal_pair')
    )
    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.create_index('ix_proposal_need_state', ['need_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_proposal_professional_id'), ['professional_id'], unique=False)
        batch_op.create_index('ix_proposal_state_answer_by', ['state', 'answer_by'], unique=False)

    op.create_table('placement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('professional_id', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('school_id', sa.Integer(), nullable=False),
    sa.Column('board_id', sa.Integer(), nullable=False),
    sa.Column('campus_id', sa.Integer(), nullable=True),
    sa.Column('region_code', sa.String(length=4), nullable=False),
    sa.Column('sector', sa.Enum('vmbo', 'mbo', 'hbo', name='sector', native_enum=False, length=40), nullable=False),
    sa.Column('role_kind', sa.Enum('gastles', 'gastdocent', 'instructeur', 'hybride_docent', 'hybride_expert', name='rolekind', native_enum=False, length=40), nullable=False),
    sa.Column('legal_ground', sa.Enum('zesurenregeling', 'bevoegd', 'in_opleiding', 'instructeur', 'hbo', name='legalground', native_enum=False, length=40), nullable=False),
    sa.Column('state', sa.Enum('planned', 'ended_early', 'cancelled', name='placementstate', native_enum=False, length=40), nullable=False),
    sa.Column('responsible_teacher', sa.String(length=120), nullable=False),
    sa.Column('subject_parts', sa.String(length=255), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('minutes_per_week', sa.Integer(), nullable=False),
    sa.Column('teaching_weeks', sa.Integer(), nullable=False),
    sa.Column('contract_form', sa.Enum('eigen_aanstelling', 'detachering', 'in_natura', 'zzp', name='contractform', native_enum=False, length=40), nullable=False),
    sa.Column('vog_issued_on', sa.Date(), nullable=True),
    sa.Column('vog_seen_on', sa.Date(), nullable=True),
    sa.Column('vog_seen_by_id', sa.Integer(), nullable=True),
    sa.Column('verdict', sa.JSON(), nullable=False),
    sa.Column('ended_reason', sa.String(length=500), nullable=False),
    sa.Column('exception_reason', sa.String(length=500), nullable=True),
    sa.Column('exception_article', sa.String(length=120), nullable=True),
    sa.Column('exception_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("legal_ground <> 'zesurenregeling' OR (responsible_teacher <> '' AND subject_parts <> '')", name=op.f('ck_placement_zesurenregeling_needs_teacher_and_subject')),
    sa.CheckConstraint('starts_on <= ends_on', name=op.f('ck_placement_dates')),
    sa.ForeignKeyConstraint(['board_id'], ['board.id'], name=op.f('fk_placement_board_id_board')),
    sa.ForeignKeyConstraint(['campus_id'], ['campus.id'], name=op.f('fk_placement_campus_id_campus')),
    sa.ForeignKeyConstraint(['created_by_id'], ['user_account.id'], name=op.f('fk_placement_created_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['exception_by_id'], ['user_account.id'], name=op.f('fk_placement_exception_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_placement_need_id_need')),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_placement_professional_id_professional')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposal.id'], name=op.f('fk_placement_proposal_id_proposal')),
    sa.ForeignKeyConstraint(['region_code'], ['region.code'], name=op.f('fk_placement_region_code_region')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_placement_school_id_school')),
    sa.ForeignKeyConstraint(['vog_seen_by_id'], ['user_account.id'], name=op.f('fk_placement_vog_seen_by_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_placement')),
    sa.UniqueConstraint('proposal_id', name=op.f('uq_placement_proposal_id'))
    )
    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_placement_need_id'), ['need_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_placement_professional_id'), ['professional_id'], unique=False)
        batch_op.create_index('ix_placement_region_starts_on', ['region_code', 'starts_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_placement_school_id'), ['school_id'], unique=False)

    op.create_table('proposal_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('party', sa.Enum('professional', 'school', 'coordinator', 'system', name='party', native_enum=False, length=40), nullable=False),
    sa.Column('step', sa.Enum('take_up', 'approve', 'reject', 'invite', 'show_interest', 'accept', 'decline', 'plan_trial', 'agree', 'place', 'withdraw', 'expire', name='step', native_enum=False, length=40), nullable=True),
    sa.Column('from_state', sa.Enum('suggested', 'in_review', 'proposed', 'introduced', 'trial', 'agreed', 'placed', 'declined', 'expired', 'withdrawn', name='proposalstate', native_enum=False, length=40), nullable=True),
    sa.Column('to_state', sa.Enum('suggested', 'in_review', 'proposed', 'introduced', 'trial', 'agreed', 'placed', 'declined', 'expired', 'withdrawn', name='proposalstate', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['actor_id'], ['user_account.id'], name=op.f('fk_proposal_event_actor_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposal.id'], name=op.f('fk_proposal_event_proposal_id_proposal'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_event'))
    )
    with op.batch_alter_table('proposal_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_proposal_event_proposal_id'), ['proposal_id'], unique=False)

    op.create_table('placement_year',
    sa.Column('placement_id', sa.Integer(), nullable=False),
    sa.Column('school_year', sa.Integer(), nullable=False),
    sa.Column('planned_minutes', sa.Integer(), nullable=False),
    sa.Column('limit_minutes', sa.Integer(), nullable=False),
    sa.Column('under_rule', sa.Boolean(), nullable=False),
    sa.Column('has_exception', sa.Boolean(), nullable=False),
    sa.CheckConstraint('NOT under_rule OR has_exception OR planned_minutes <= limit_minutes', name=op.f('ck_placement_year_six_hours_limit')),
    sa.CheckConstraint('planned_minutes >= 0', name=op.f('ck_placement_year_planned_minutes')),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_placement_year_placement_id_placement'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('placement_id', 'school_year', name=op.f('pk_placement_year'))
    )
    with op.batch_alter_table('placement_year', schema=None) as batch_op:
        batch_op.create_index('ix_placement_year_school_year', ['school_year'], unique=False)



def downgrade():
    with op.batch_alter_table('placement_year', schema=None) as batch_op:
        batch_op.drop_index('ix_placement_year_school_year')

    op.drop_table('placement_year')
    with op.batch_alter_table('proposal_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_proposal_event_proposal_id'))

    op.drop_table('proposal_event')
    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_placement_school_id'))
        batch_op.drop_index('ix_placement_region_starts_on')
        batch_op.drop_index(batch_op.f('ix_placement_professional_id'))
        batch_op.drop_index(batch_op.f('ix_placement_need_id'))

    op.drop_table('placement')
    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.drop_index('ix_proposal_state_answer_by')
        batch_op.drop_index(batch_op.f('ix_proposal_professional_id'))
        batch_op.drop_index('ix_proposal_need_state')

    op.drop_table('proposal')
    with op.batch_alter_table('need_skill', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_need_skill_concept_id'))

    op.drop_table('need_skill')
    with op.batch_alter_table('need', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_need_school_id'))
        batch_op.drop_index('ix_need_region_state')
        batch_op.drop_index(batch_op.f('ix_need_campus_id'))

    op.drop_table('need')
    with op.batch_alter_table('school_membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_school_membership_user_id'))
        batch_op.drop_index(batch_op.f('ix_school_membership_school_id'))

    op.drop_table('school_membership')
    with op.batch_alter_table('school_invitation', schema=None) as batch_op:
        batch_op.drop_index('uq_school_invitation_open', sqlite_where=sa.text('accepted_at IS NULL'), postgresql_where=sa.text('accepted_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_school_invitation_school_id'))

    op.drop_table('school_invitation')
    with op.batch_alter_table('excluded_school', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_excluded_school_school_id'))

    op.drop_table('excluded_school')
    with op.batch_alter_table('campus', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_campus_school_id'))
        batch_op.drop_index(batch_op.f('ix_campus_region_code'))

    op.drop_table('campus')
    with op.batch_alter_table('search_area', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_search_area_region_code'))
        batch_op.drop_index(batch_op.f('ix_search_area_professional_id'))

    op.drop_table('search_area')
    with op.batch_alter_table('school', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_school_region_code'))
        batch_op.drop_index(batch_op.f('ix_school_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_school_board_id'))

    op.drop_table('school')
    with op.batch_alter_table('qualification', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_qualification_professional_id'))

    op.drop_table('qualification')
    with op.batch_alter_table('professional_skill', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_professional_skill_concept_id'))

    op.drop_table('professional_skill')
    with op.batch_alter_table('postcode', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_postcode_municipality_code'))

    op.drop_table('postcode')
    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.drop_index('ix_place_municipality_code')

    op.drop_table('place')
    with op.batch_alter_table('professional', schema=None) as batch_op:
        batch_op.drop_index('ix_professional_region_state')

    op.drop_table('professional')
    with op.batch_alter_table('municipality', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_municipality_region_code'))

    op.drop_table('municipality')
    with op.batch_alter_table('coordinator_assignment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_coordinator_assignment_user_id'))

    op.drop_table('coordinator_assignment')
    with op.batch_alter_table('surface_form', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_surface_form_concept_id'))

    op.drop_table('surface_form')
    with op.batch_alter_table('region', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_region_landsdeel_code'))

    op.drop_table('region')
    with op.batch_alter_table('outbox_message', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outbox_message_user_id'))
        batch_op.drop_index('ix_outbox_message_sent_at')

    op.drop_table('outbox_message')
    with op.batch_alter_table('job_title_skill', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_job_title_skill_skill_id'))

    op.drop_table('job_title_skill')
    op.drop_table('user_account')
    op.drop_table('landsdeel')
    op.drop_table('engine_change')
    with op.batch_alter_table('concept', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_concept_parent_id'))
        batch_op.drop_index('ix_concept_kind_domain')

    op.drop_table('concept')
    op.drop_table('board')
