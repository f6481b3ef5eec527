"""the law: measures, exceptions, verdicts, plans of hours on dates

Revision: 0006; after: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


HOLIDAY_REGIONS = ('noord', 'midden', 'zuid')


def holiday_region():
    kind = sa.Enum(*HOLIDAY_REGIONS, name='holidayregion', native_enum=False, length=40)
    return sa.Column('holiday_region', kind, server_default='midden', nullable=False)


def upgrade():
    # Column by column: rebuilding these tables on SQLite would delete what refers to them.
    op.add_column('municipality', holiday_region())
    op.add_column('qualification', sa.Column('reminded_on', sa.Date(), nullable=True))
    op.create_table('hours_measure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sector', sa.Enum('vmbo', 'mbo', 'hbo', name='sector', native_enum=False, length=40), nullable=False),
    sa.Column('hours_per_week', sa.Integer(), nullable=False),
    sa.Column('weeks', sa.Integer(), nullable=False),
    sa.Column('scope', sa.Enum('person', 'board', name='limitscope', native_enum=False, length=40), nullable=False),
    sa.Column('basis', sa.Enum('yearly_average', 'weekly_maximum', name='limitbasis', native_enum=False, length=40), nullable=False),
    sa.Column('article', sa.String(length=120), nullable=False),
    sa.Column('source', sa.String(length=255), nullable=False),
    sa.Column('url_name', sa.String(length=200), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('hours_per_week > 0 AND weeks > 0', name=op.f('ck_hours_measure_positive')),
    sa.CheckConstraint('valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to', name=op.f('ck_hours_measure_dates')),
    sa.ForeignKeyConstraint(['created_by_id'], ['user_account.id'], name=op.f('fk_hours_measure_created_by_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hours_measure'))
    )
    op.create_index('uq_hours_measure_sector_valid_from', 'hours_measure', ['sector', 'valid_from'], unique=True)

    op.create_table('hours_exception',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('professional_id', sa.Integer(), nullable=False),
    sa.Column('school_year', sa.Integer(), nullable=False),
    sa.Column('allowed_minutes', sa.Integer(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('article', sa.String(length=120), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_by_id', sa.Integer(), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("reason <> '' AND article <> ''", name=op.f('ck_hours_exception_reason_and_article')),
    sa.CheckConstraint('allowed_minutes > 0', name=op.f('ck_hours_exception_allowed_minutes')),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_hours_exception_professional_id_professional'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['recorded_by_id'], ['user_account.id'], name=op.f('fk_hours_exception_recorded_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['withdrawn_by_id'], ['user_account.id'], name=op.f('fk_hours_exception_withdrawn_by_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hours_exception'))
    )
    op.create_index('ix_hours_exception_professional_id_school_year', 'hours_exception', ['professional_id', 'school_year'], unique=False)

    op.execute("""
        INSERT INTO hours_exception
            (professional_id, school_year, allowed_minutes, valid_until, reason, article, recorded_at, recorded_by_id)
        SELECT p.professional_id, y.school_year,
            (SELECT SUM(other.planned_minutes) FROM placement_year AS other JOIN placement AS of_person
                ON of_person.id = other.placement_id
                WHERE of_person.professional_id = p.professional_id AND other.school_year = y.school_year
                AND other.under_rule AND of_person.state <> 'cancelled'),
            p.ends_on, p.exception_reason, p.exception_article, p.created_at, p.exception_by_id
        FROM placement AS p JOIN placement_year AS y ON y.placement_id = p.id
        WHERE p.exception_reason <> '' AND p.exception_article <> '' AND p.state <> 'cancelled'
            AND y.under_rule AND y.planned_minutes > 0""")
    op.execute("""
        CREATE TABLE old_verdict AS
        SELECT id, professional_id, created_at, created_by_id, verdict FROM placement""")
    set_years_aside()
    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.add_column(sa.Column('plan_kind', sa.Enum('weekly', 'days', 'total', name='plankind', native_enum=False, length=40), server_default='weekly', nullable=False))
        batch_op.add_column(sa.Column('total_minutes', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('weekdays', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('days', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(holiday_region())
        batch_op.add_column(sa.Column('exception_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_placement_exception_id'), ['exception_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_placement_exception_id_hours_exception'), 'hours_exception', ['exception_id'], ['id'])
        batch_op.drop_constraint(batch_op.f('fk_placement_exception_by_id_user_account'), type_='foreignkey')
    op.execute("UPDATE placement SET total_minutes = minutes_per_week * teaching_weeks")
    op.execute("""
        UPDATE placement SET exception_id = (
            SELECT MIN(e.id) FROM hours_exception AS e WHERE e.professional_id = placement.professional_id
            AND e.valid_until = placement.ends_on AND e.reason = placement.exception_reason)
        WHERE exception_reason <> ''""")
    for name in ('verdict', 'exception_article', 'exception_by_id', 'exception_reason'):
        op.drop_column('placement', name)
    create_years(
        sa.Column('counted_minutes', sa.Integer(), nullable=False),
        sa.CheckConstraint('counted_minutes >= 0', name=op.f('ck_placement_year_counted_minutes')),
        sa.CheckConstraint('counted_minutes <= limit_minutes', name=op.f('ck_placement_year_six_hours_limit')),
    )
    op.execute("""
        INSERT INTO placement_year (placement_id, school_year, planned_minutes, limit_minutes, counted_minutes)
        SELECT placement_id, school_year, planned_minutes,
            CASE WHEN under_rule AND planned_minutes > limit_minutes THEN planned_minutes ELSE limit_minutes END,
            CASE WHEN under_rule THEN planned_minutes ELSE 0 END
        FROM old_placement_year""")
    op.drop_table('old_placement_year')
    op.create_table('inconsistency',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('professional_id', sa.Integer(), nullable=False),
    sa.Column('placement_id', sa.Integer(), nullable=True),
    sa.Column('message', sa.String(length=500), nullable=False),
    sa.Column('found_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('solved_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_inconsistency_placement_id_placement'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_inconsistency_professional_id_professional'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inconsistency'))
    )
    op.create_index('ix_inconsistency_professional_id_solved_at', 'inconsistency', ['professional_id', 'solved_at'], unique=False)

    op.create_table('placement_month',
    sa.Column('placement_id', sa.Integer(), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('real_minutes', sa.Integer(), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('real_minutes >= 0', name=op.f('ck_placement_month_real_minutes')),
    sa.ForeignKeyConstraint(['confirmed_by_id'], ['user_account.id'], name=op.f('fk_placement_month_confirmed_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_placement_month_placement_id_placement'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('placement_id', 'month', name=op.f('pk_placement_month'))
    )
    op.create_table('rule_verdict',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('occasion', sa.Enum('place', 'change', 'end_early', 'cancel', 'hours', 'qualification', 'exception', name='verdictoccasion', native_enum=False, length=40), nullable=False),
    sa.Column('professional_id', sa.Integer(), nullable=False),
    sa.Column('placement_id', sa.Integer(), nullable=True),
    sa.Column('allowed', sa.Boolean(), nullable=False),
    sa.Column('rule_version', sa.String(length=20), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('outcome', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['actor_id'], ['user_account.id'], name=op.f('fk_rule_verdict_actor_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_rule_verdict_placement_id_placement'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_rule_verdict_professional_id_professional'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rule_verdict'))
    )
    op.create_index('ix_rule_verdict_placement_id_at', 'rule_verdict', ['placement_id', 'at'], unique=False)
    op.create_index(op.f('ix_rule_verdict_professional_id'), 'rule_verdict', ['professional_id'], unique=False)

    op.execute("""
        INSERT INTO rule_verdict
            (at, actor_id, occasion, professional_id, placement_id, allowed, rule_version, facts, outcome)
        SELECT created_at, created_by_id, 'place', professional_id, id, true, '2026-01-01', '{}', verdict
        FROM old_verdict""")
    op.drop_table('old_verdict')


def set_years_aside():
    """The years go with their placement when its table is rebuilt on SQLite."""
    op.execute("CREATE TABLE old_placement_year AS SELECT * FROM placement_year")
    op.drop_index('ix_placement_year_school_year', table_name='placement_year')
    op.drop_table('placement_year')


def create_years(*columns):
    op.create_table('placement_year',
    sa.Column('placement_id', sa.Integer(), nullable=False),
    sa.Column('school_year', sa.Integer(), nullable=False),
    sa.Column('planned_minutes', sa.Integer(), nullable=False),
    sa.Column('limit_minutes', sa.Integer(), nullable=False),
    *columns,
    sa.CheckConstraint('planned_minutes >= 0', name=op.f('ck_placement_year_planned_minutes')),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_placement_year_placement_id_placement'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('placement_id', 'school_year', name=op.f('pk_placement_year'))
    )
    op.create_index('ix_placement_year_school_year', 'placement_year', ['school_year'], unique=False)


def downgrade():
    op.execute("""
        CREATE TABLE old_verdict AS
        SELECT placement_id, MIN(id) AS first FROM rule_verdict WHERE occasion = 'place' GROUP BY placement_id""")
    op.execute("CREATE TABLE old_rule_verdict AS SELECT id, outcome FROM rule_verdict")
    for name in ('rule_verdict', 'placement_month', 'inconsistency'):
        op.drop_table(name)
    set_years_aside()
    for column in (
        sa.Column('exception_reason', sa.String(length=500), nullable=True),
        sa.Column('exception_article', sa.String(length=120), nullable=True),
        sa.Column('verdict', sa.JSON(), server_default='{}', nullable=False),
    ):
        op.add_column('placement', column)
    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.add_column(sa.Column('exception_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_placement_exception_by_id_user_account'), 'user_account', ['exception_by_id'], ['id'], ondelete='SET NULL')
        batch_op.drop_constraint(batch_op.f('fk_placement_exception_id_hours_exception'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_placement_exception_id'))
    for name, source in (('reason', 'reason'), ('article', 'article'), ('by_id', 'recorded_by_id')):
        op.execute(f"""
            UPDATE placement SET exception_{name} =
            (SELECT {source} FROM hours_exception AS e WHERE e.id = placement.exception_id)""")
    op.execute("""
        UPDATE placement SET verdict = (SELECT v.outcome FROM old_rule_verdict AS v JOIN old_verdict AS f
            ON f.first = v.id WHERE f.placement_id = placement.id)
        WHERE id IN (SELECT placement_id FROM old_verdict)""")
    create_years(
        sa.Column('under_rule', sa.Boolean(), nullable=False),
        sa.Column('has_exception', sa.Boolean(), nullable=False),
        sa.CheckConstraint('NOT under_rule OR has_exception OR planned_minutes <= limit_minutes', name=op.f('ck_placement_year_six_hours_limit')),
    )
    op.execute("""
        INSERT INTO placement_year
            (placement_id, school_year, planned_minutes, limit_minutes, under_rule, has_exception)
        SELECT y.placement_id, y.school_year, y.planned_minutes, y.limit_minutes, y.counted_minutes > 0,
            p.exception_id IS NOT NULL FROM old_placement_year AS y JOIN placement AS p ON p.id = y.placement_id""")
    for name in ('exception_id', 'holiday_region', 'days', 'weekdays', 'total_minutes', 'plan_kind'):
        op.drop_column('placement', name)
    for name in ('old_placement_year', 'old_verdict', 'old_rule_verdict', 'hours_exception', 'hours_measure'):
        op.drop_table(name)
    op.drop_column('qualification', 'reminded_on')
    op.drop_column('municipality', 'holiday_region')
