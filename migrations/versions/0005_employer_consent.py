"""employer's consent by signed link

Revision: 0005; after: 0004
"""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

LIVE = sa.text("state IN ('asked', 'given')")


def upgrade():
    op.create_table('employer_consent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('professional_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('asked', 'given', 'refused', 'withdrawn', 'cancelled', name='consentstate', native_enum=False, length=40), nullable=False),
    sa.Column('employer', sa.String(length=120), nullable=False),
    sa.Column('contact_name', sa.String(length=120), nullable=False),
    sa.Column('contact_email', sa.String(length=254), nullable=False),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('link_key', sa.String(length=43), nullable=False),
    sa.Column('minutes_asked', sa.Integer(), nullable=False),
    sa.Column('minutes_given', sa.Integer(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.CheckConstraint("state <> 'given' OR minutes_given IS NOT NULL", name=op.f('ck_employer_consent_given_needs_minutes')),
    sa.CheckConstraint('minutes_asked > 0 AND (minutes_given IS NULL OR minutes_given > 0)', name=op.f('ck_employer_consent_minutes_positive')),
    sa.CheckConstraint('starts_on <= ends_on', name=op.f('ck_employer_consent_dates')),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_employer_consent_professional_id_professional'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_employer_consent'))
    )
    with op.batch_alter_table('employer_consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_employer_consent_professional_id'), ['professional_id'], unique=False)
        batch_op.create_index('uq_employer_consent_live', ['professional_id'], unique=True, sqlite_where=LIVE, postgresql_where=LIVE)



def downgrade():
    with op.batch_alter_table('employer_consent', schema=None) as batch_op:
        batch_op.drop_index('uq_employer_consent_live', sqlite_where=LIVE, postgresql_where=LIVE)
        batch_op.drop_index(batch_op.f('ix_employer_consent_professional_id'))

    op.drop_table('employer_consent')
