"""change feed by transaction

Revision: 0002; after: 0001
"""

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade():
    # The rows only told running processes what changed; after a release there are none.
    op.drop_table('engine_change')
    op.create_table('engine_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('transaction_id', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('subject_id', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_engine_change')),
    sqlite_autoincrement=True,
    )
    op.create_index(op.f('ix_engine_change_transaction_id'), 'engine_change', ['transaction_id'], unique=False)


def downgrade():
    op.drop_table('engine_change')
    op.create_table('engine_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_engine_change'))
    )
