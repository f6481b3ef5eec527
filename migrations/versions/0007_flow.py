"""the flow: waiting and following up, notifications, trial lessons, conversations, claimed hours, calendars, programmes

Revision: 0007; after: 0006
"""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

OPEN_STATES = ('suggested', 'in_review', 'proposed', 'introduced', 'trial', 'agreed')
ANSWER_DAYS = 10


def flag(name):
    return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)


def text(name, length=None):
    return sa.Column(name, sa.String(length=length) if length else sa.Text(), server_default='', nullable=False)


def number(name, default):
    return sa.Column(name, sa.Integer(), server_default=str(default), nullable=False)


def day(name):
    return sa.Column(name, sa.Date(), nullable=True)


def new_columns():
    stages = sa.Enum('remind', 'escalate', 'task', 'close', name='chasestage', native_enum=False, length=40)
    sides = sa.Enum('professional', 'school', 'coordinator', 'system', name='party', native_enum=False, length=40)
    language = sa.Enum('nl', 'en', name='language', native_enum=False, length=40)
    return {
        'need': [day('auto_paused_on')],
        'outbox_message': [
            flag('undeliverable'),
            sa.Column('attachments', sa.JSON(), server_default='[]', nullable=False),
            text('subject', 255),
            text('body'),
            sa.Column('retry_at', sa.DateTime(timezone=True), nullable=True),
        ],
        'placement': [sa.Column('start_time', sa.Time(), nullable=True), day('stop_wished_on'), text('stop_wish', 500)],
        'professional': [day('auto_paused_on')],
        'proposal': [
            day('waiting_since'),
            number('answer_days', ANSWER_DAYS),
            sa.Column('chase_stage', stages, nullable=True),
            day('chase_on'),
            day('postponed_until'),
            number('postponements', 0),
            sa.Column('trial_offered_by', sides, nullable=True),
        ],
        'user_account': [
            sa.Column('language', language, server_default='nl', nullable=False),
            sa.Column('undeliverable_since', sa.DateTime(timezone=True), nullable=True),
            text('undeliverable_reason', 500),
        ],
    }


def begin_waiting():
    """Who is waited for today gets the whole answer time from today on: nobody knew of a last day before."""
    today = date.today()
    proposal = sa.table(
        'proposal', sa.column('state'), sa.column('waiting_since'), sa.column('answer_by'), sa.column('chase_stage'),
        sa.column('chase_on'),
    )  # fmt: skip
    op.execute(
        sa.update(proposal)
        .where(proposal.c.state.in_(OPEN_STATES))
        .values(
            waiting_since=sa.literal(today, sa.Date()),
            answer_by=sa.literal(today + timedelta(days=ANSWER_DAYS), sa.Date()),
            chase_stage='remind',
            chase_on=sa.literal(today + timedelta(days=ANSWER_DAYS // 2), sa.Date()),
        )
    )


def wait_until_trials_are_given():
    """A trial lesson that is still to come: nobody is waited for before the day after it."""
    today = date.today()
    proposal = sa.table(
        'proposal', sa.column('id'), sa.column('state'), sa.column('trial_on', sa.Date()),
        sa.column('waiting_since', sa.Date()), sa.column('answer_by', sa.Date()), sa.column('chase_on', sa.Date()),
    )  # fmt: skip
    to_come = sa.select(proposal.c.id, proposal.c.trial_on).where(
        proposal.c.state == 'trial', proposal.c.trial_on >= today
    )
    for proposal_id, trial_on in op.get_bind().execute(to_come).all():
        since = trial_on + timedelta(days=1)
        op.execute(
            sa.update(proposal)
            .where(proposal.c.id == proposal_id)
            .values(
                waiting_since=since,
                answer_by=since + timedelta(days=ANSWER_DAYS),
                chase_on=since + timedelta(days=ANSWER_DAYS // 2),
            )
        )


def keep_trials():
    """A trial lesson had a day only; it gets a row of its own, at nine in the morning (UTC 08:00 in winter)."""
    on_postgresql = op.get_context().dialect.name == 'postgresql'
    moment = "(trial_on + time '08:00') AT TIME ZONE 'UTC'" if on_postgresql else "trial_on || ' 08:00:00.000000'"
    op.execute(f"""INSERT INTO trial (proposal_id, state, offered_by, starts_at, minutes, place, sequence, changed_at)
        SELECT id, 'planned', 'school', {moment}, 60, trial_note, 0, updated_at
        FROM proposal WHERE trial_on IS NOT NULL""")


def upgrade():
    op.create_table('answer_record',
    sa.Column('party', sa.Enum('professional', 'school', 'coordinator', 'system', name='party', native_enum=False, length=40), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('asked', sa.Integer(), nullable=False),
    sa.Column('answered', sa.Integer(), nullable=False),
    sa.Column('median_minutes', sa.Integer(), nullable=True),
    sa.Column('counted_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('answered >= 0 AND answered <= asked', name=op.f('ck_answer_record_answered')),
    sa.PrimaryKeyConstraint('party', 'subject_id', name=op.f('pk_answer_record'))
    )
    op.create_table('programme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('national', sa.Boolean(), nullable=False),
    sa.Column('review_days', sa.Integer(), nullable=False),
    sa.Column('answer_days', sa.Integer(), nullable=False),
    sa.Column('meeting_days', sa.Integer(), nullable=False),
    sa.Column('trial_days', sa.Integer(), nullable=False),
    sa.Column('placing_days', sa.Integer(), nullable=False),
    sa.CheckConstraint('ends_on IS NULL OR starts_on <= ends_on', name=op.f('ck_programme_dates')),
    sa.CheckConstraint('review_days BETWEEN 2 AND 60 AND answer_days BETWEEN 2 AND 60 AND meeting_days BETWEEN 2 AND 60 AND trial_days BETWEEN 2 AND 60 AND placing_days BETWEEN 2 AND 60', name=op.f('ck_programme_answer_times')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programme')),
    sa.UniqueConstraint('name', name=op.f('uq_programme_name'))
    )
    op.create_table('notification_preference',
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('account_confirm', 'account_coordinator', 'account_deleted', 'account_email_change', 'account_email_notice', 'account_exists', 'account_password_changed', 'account_reset', 'employer_asked', 'employer_cancelled', 'employer_copy', 'employer_answered', 'school_invitation', 'school_member_request', 'school_member_admitted', 'school_member_refused', 'qualification_ending', 'proposal_new', 'proposal_postponed', 'proposal_introduced', 'proposal_agree_asked', 'proposal_agreed', 'proposal_ended', 'proposal_closed', 'answer_reminder', 'answer_escalated', 'answer_overdue', 'message_new', 'trial_offered', 'trial_planned', 'trial_reminder', 'trial_feedback_asked', 'placement_made', 'placement_changed', 'placement_ended', 'placement_feedback_asked', 'hours_asked', 'hours_to_confirm', 'hours_differ', 'need_stale', 'need_paused', 'need_expired', 'profile_stale', 'profile_paused', 'digest', name='noticekind', native_enum=False, length=40), nullable=False),
    sa.Column('mode', sa.Enum('at_once', 'digest', 'off', name='mailmode', native_enum=False, length=40), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_notification_preference_user_id_user_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', 'kind', name=op.f('pk_notification_preference'))
    )
    op.create_table('match_refresh',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('subject_id', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_match_refresh'))
    )
    op.create_table('job_run',
    sa.Column('job', sa.String(length=40), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('job', name=op.f('pk_job_run'))
    )
    op.create_table('programme_region',
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('region_code', sa.String(length=4), nullable=False),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_programme_region_programme_id_programme'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['region_code'], ['region.code'], name=op.f('fk_programme_region_region_code_region')),
    sa.PrimaryKeyConstraint('programme_id', 'region_code', name=op.f('pk_programme_region'))
    )
    with op.batch_alter_table('programme_region', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_programme_region_region_code'), ['region_code'], unique=False)

    op.create_table('calendar_feed',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('school_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_calendar_feed_school_id_school'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_calendar_feed_user_id_user_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_feed')),
    sa.UniqueConstraint('key', name=op.f('uq_calendar_feed_key'))
    )
    with op.batch_alter_table('calendar_feed', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calendar_feed_school_id'), ['school_id'], unique=False)
        batch_op.create_index('uq_calendar_feed_own', ['user_id'], unique=True, sqlite_where=sa.text('school_id IS NULL'), postgresql_where=sa.text('school_id IS NULL'))
        batch_op.create_index('uq_calendar_feed_user_id_school_id', ['user_id', 'school_id'], unique=True)

    op.create_table('feedback',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('trial', 'placement', name='feedbackkind', native_enum=False, length=40), nullable=False),
    sa.Column('party', sa.Enum('professional', 'school', 'coordinator', 'system', name='party', native_enum=False, length=40), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('again', sa.Enum('yes', 'maybe', 'no', name='again', native_enum=False, length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('shared', sa.Boolean(), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['user_account.id'], name=op.f('fk_feedback_author_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposal.id'], name=op.f('fk_feedback_proposal_id_proposal'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback')),
    sa.UniqueConstraint('proposal_id', 'kind', 'party', name=op.f('uq_feedback_proposal_id_kind_party'))
    )
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_feedback_proposal_id'), ['proposal_id'], unique=False)

    op.create_table('proposal_message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('party', sa.Enum('professional', 'school', 'coordinator', 'system', name='party', native_enum=False, length=40), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['user_account.id'], name=op.f('fk_proposal_message_author_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposal.id'], name=op.f('fk_proposal_message_proposal_id_proposal'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_message'))
    )
    with op.batch_alter_table('proposal_message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_proposal_message_proposal_id'), ['proposal_id'], unique=False)

    op.create_table('trial',
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('offered', 'planned', 'attended', 'missed', name='trialstate', native_enum=False, length=40), nullable=False),
    sa.Column('offered_by', sa.Enum('professional', 'school', 'coordinator', 'system', name='party', native_enum=False, length=40), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=255), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposal.id'], name=op.f('fk_trial_proposal_id_proposal'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('proposal_id', name=op.f('pk_trial'))
    )
    with op.batch_alter_table('trial', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_trial_starts_at'), ['starts_at'], unique=False)

    op.create_table('conversation_read',
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['proposal_message.id'], name=op.f('fk_conversation_read_message_id_proposal_message'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposal.id'], name=op.f('fk_conversation_read_proposal_id_proposal'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_conversation_read_user_id_user_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('proposal_id', 'user_id', name=op.f('pk_conversation_read'))
    )
    op.create_table('notification',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=160), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('account_confirm', 'account_coordinator', 'account_deleted', 'account_email_change', 'account_email_notice', 'account_exists', 'account_password_changed', 'account_reset', 'employer_asked', 'employer_cancelled', 'employer_copy', 'employer_answered', 'school_invitation', 'school_member_request', 'school_member_admitted', 'school_member_refused', 'qualification_ending', 'proposal_new', 'proposal_postponed', 'proposal_introduced', 'proposal_agree_asked', 'proposal_agreed', 'proposal_ended', 'proposal_closed', 'answer_reminder', 'answer_escalated', 'answer_overdue', 'message_new', 'trial_offered', 'trial_planned', 'trial_reminder', 'trial_feedback_asked', 'placement_made', 'placement_changed', 'placement_ended', 'placement_feedback_asked', 'hours_asked', 'hours_to_confirm', 'hours_differ', 'need_stale', 'need_paused', 'need_expired', 'profile_stale', 'profile_paused', 'digest', name='noticekind', native_enum=False, length=40), nullable=False),
    sa.Column('party', sa.Enum('professional', 'school', 'coordinator', 'system', name='party', native_enum=False, length=40), nullable=True),
    sa.Column('proposal_id', sa.Integer(), nullable=True),
    sa.Column('need_id', sa.Integer(), nullable=True),
    sa.Column('placement_id', sa.Integer(), nullable=True),
    sa.Column('professional_id', sa.Integer(), nullable=True),
    sa.Column('context', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('mode', sa.Enum('at_once', 'digest', 'off', name='mailmode', native_enum=False, length=40), nullable=False),
    sa.Column('digested_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outbox_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_notification_need_id_need'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['outbox_id'], ['outbox_message.id'], name=op.f('fk_notification_outbox_id_outbox_message'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_notification_placement_id_placement'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_notification_professional_id_professional'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposal.id'], name=op.f('fk_notification_proposal_id_proposal'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_notification_user_id_user_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notification')),
    sa.UniqueConstraint('key', name=op.f('uq_notification_key'))
    )
    with op.batch_alter_table('notification', schema=None) as batch_op:
        batch_op.create_index('ix_notification_mode_digested_at', ['mode', 'digested_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_notification_need_id'), ['need_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_notification_outbox_id'), ['outbox_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_notification_placement_id'), ['placement_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_notification_professional_id'), ['professional_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_notification_proposal_id'), ['proposal_id'], unique=False)
        batch_op.create_index('ix_notification_user_id_read_at', ['user_id', 'read_at'], unique=False)

    op.create_table('placement_month_claim',
    sa.Column('placement_id', sa.Integer(), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(length=255), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('entered_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('minutes >= 0', name=op.f('ck_placement_month_claim_minutes')),
    sa.ForeignKeyConstraint(['entered_by_id'], ['user_account.id'], name=op.f('fk_placement_month_claim_entered_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_placement_month_claim_placement_id_placement'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('placement_id', 'month', name=op.f('pk_placement_month_claim'))
    )
    op.create_table('trial_option',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['proposal_id'], ['trial.proposal_id'], name=op.f('fk_trial_option_proposal_id_trial'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trial_option')),
    sa.UniqueConstraint('proposal_id', 'starts_at', name=op.f('uq_trial_option_proposal_id_starts_at'))
    )
    with op.batch_alter_table('trial_option', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_trial_option_proposal_id'), ['proposal_id'], unique=False)

    # Column by column: rebuilding these tables on SQLite would delete what refers to them.
    for table, columns in new_columns().items():
        for column in columns:
            op.add_column(table, column)
    op.create_index('ix_proposal_chase_on', 'proposal', ['chase_on'])
    begin_waiting()
    wait_until_trials_are_given()
    keep_trials()
    op.drop_column('proposal', 'trial_note')


def downgrade():
    op.add_column('proposal', text('trial_note', 255))
    op.execute('''UPDATE proposal SET trial_note = coalesce(
        (SELECT trial.place FROM trial WHERE trial.proposal_id = proposal.id), '')''')
    op.drop_index('ix_proposal_chase_on', 'proposal')
    for table, columns in new_columns().items():
        for column in reversed(columns):
            op.drop_column(table, column.name)
    with op.batch_alter_table('trial_option', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_trial_option_proposal_id'))

    op.drop_table('trial_option')
    op.drop_table('placement_month_claim')
    with op.batch_alter_table('notification', schema=None) as batch_op:
        batch_op.drop_index('ix_notification_user_id_read_at')
        batch_op.drop_index(batch_op.f('ix_notification_proposal_id'))
        batch_op.drop_index(batch_op.f('ix_notification_professional_id'))
        batch_op.drop_index(batch_op.f('ix_notification_placement_id'))
        batch_op.drop_index(batch_op.f('ix_notification_outbox_id'))
        batch_op.drop_index(batch_op.f('ix_notification_need_id'))
        batch_op.drop_index('ix_notification_mode_digested_at')

    op.drop_table('notification')
    op.drop_table('conversation_read')
    with op.batch_alter_table('trial', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_trial_starts_at'))

    op.drop_table('trial')
    with op.batch_alter_table('proposal_message', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_proposal_message_proposal_id'))

    op.drop_table('proposal_message')
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_feedback_proposal_id'))

    op.drop_table('feedback')
    with op.batch_alter_table('calendar_feed', schema=None) as batch_op:
        batch_op.drop_index('uq_calendar_feed_user_id_school_id')
        batch_op.drop_index('uq_calendar_feed_own', sqlite_where=sa.text('school_id IS NULL'), postgresql_where=sa.text('school_id IS NULL'))
        batch_op.drop_index(batch_op.f('ix_calendar_feed_school_id'))

    op.drop_table('calendar_feed')
    with op.batch_alter_table('programme_region', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_programme_region_region_code'))

    op.drop_table('programme_region')
    op.drop_table('notification_preference')
    op.drop_table('programme')
    op.drop_table('job_run')
    op.drop_table('match_refresh')
    op.drop_table('answer_record')
