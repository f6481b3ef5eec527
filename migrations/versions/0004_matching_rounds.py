"""matching rounds

Revision: 0004; after: 0003
"""

import sqlalchemy as sa
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('matching_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('planned', 'solving', 'merging', 'solved', 'applying', 'applied', 'failed', 'cancelled', name='roundstate', native_enum=False, length=40), nullable=False),
    sa.Column('national', sa.Boolean(), nullable=False),
    sa.Column('options', sa.JSON(), nullable=False),
    sa.Column('weights_version', sa.String(length=20), nullable=False),
    sa.Column('today', sa.Date(), nullable=False),
    sa.Column('snapshot', sa.String(length=80), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('applied_by_id', sa.Integer(), nullable=True),
    sa.Column('applied_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('needs', sa.Integer(), nullable=False),
    sa.Column('edges', sa.Integer(), nullable=False),
    sa.Column('objective', sa.Float(), nullable=True),
    sa.Column('bound', sa.Float(), nullable=True),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('error', sa.Text(), nullable=False),
    sa.Column('instance', sa.LargeBinary(), nullable=True),
    sa.Column('report', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['applied_by_id'], ['user_account.id'], name=op.f('fk_matching_round_applied_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['created_by_id'], ['user_account.id'], name=op.f('fk_matching_round_created_by_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matching_round'))
    )
    with op.batch_alter_table('matching_round', schema=None) as batch_op:
        batch_op.create_index('ix_matching_round_state', ['state'], unique=False)

    op.create_table('round_part',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('payload', sa.LargeBinary(), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('needs', sa.Integer(), nullable=False),
    sa.Column('edges', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'solved', 'failed', name='partstate', native_enum=False, length=40), nullable=False),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('result', sa.LargeBinary(), nullable=True),
    sa.Column('objective', sa.Float(), nullable=True),
    sa.Column('bound', sa.Float(), nullable=True),
    sa.Column('optimal', sa.Boolean(), nullable=False),
    sa.Column('seconds', sa.Float(), nullable=True),
    sa.Column('error', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['matching_round.id'], name=op.f('fk_round_part_round_id_matching_round'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round_part')),
    sa.UniqueConstraint('round_id', 'number', name=op.f('uq_round_part_round_id_number'))
    )
    op.create_table('round_region',
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('region_code', sa.String(length=4), nullable=False),
    sa.ForeignKeyConstraint(['region_code'], ['region.code'], name=op.f('fk_round_region_region_code_region')),
    sa.ForeignKeyConstraint(['round_id'], ['matching_round.id'], name=op.f('fk_round_region_round_id_matching_round'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('round_id', 'region_code', name=op.f('pk_round_region'))
    )
    with op.batch_alter_table('round_region', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_round_region_region_code'), ['region_code'], unique=False)

    op.create_table('round_left_over',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=True),
    sa.Column('professional_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(length=20), nullable=False),
    sa.Column('places', sa.Integer(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.CheckConstraint('(need_id IS NULL) <> (professional_id IS NULL)', name=op.f('ck_round_left_over_one_side')),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_round_left_over_need_id_need'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_round_left_over_professional_id_professional'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['round_id'], ['matching_round.id'], name=op.f('fk_round_left_over_round_id_matching_round'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round_left_over'))
    )
    with op.batch_alter_table('round_left_over', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_round_left_over_need_id'), ['need_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_round_left_over_professional_id'), ['professional_id'], unique=False)
        batch_op.create_index('ix_round_left_over_round_need', ['round_id', 'need_id'], unique=False)

    op.create_table('round_pair',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('rank', sa.Integer(), nullable=False),
    sa.Column('professional_id', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('total', sa.Float(), nullable=False),
    sa.Column('parts', sa.JSON(), nullable=False),
    sa.Column('outcome', sa.Enum('suggested', 'person_away', 'need_not_open', 'need_full', 'school_excluded', 'known_pair', 'many_proposals', 'legal_hours', name='pairoutcome', native_enum=False, length=40), nullable=True),
    sa.Column('proposal_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_round_pair_need_id_need'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['professional_id'], ['professional.id'], name=op.f('fk_round_pair_professional_id_professional'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposal.id'], name=op.f('fk_round_pair_proposal_id_proposal'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['round_id'], ['matching_round.id'], name=op.f('fk_round_pair_round_id_matching_round'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round_pair')),
    sa.UniqueConstraint('round_id', 'professional_id', 'need_id', name='uq_round_pair_once'),
    sa.UniqueConstraint('round_id', 'rank', name=op.f('uq_round_pair_round_id_rank'))
    )
    with op.batch_alter_table('round_pair', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_round_pair_need_id'), ['need_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_round_pair_professional_id'), ['professional_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_round_pair_proposal_id'), ['proposal_id'], unique=False)



def downgrade():
    with op.batch_alter_table('round_pair', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_round_pair_proposal_id'))
        batch_op.drop_index(batch_op.f('ix_round_pair_professional_id'))
        batch_op.drop_index(batch_op.f('ix_round_pair_need_id'))

    op.drop_table('round_pair')
    with op.batch_alter_table('round_left_over', schema=None) as batch_op:
        batch_op.drop_index('ix_round_left_over_round_need')
        batch_op.drop_index(batch_op.f('ix_round_left_over_professional_id'))
        batch_op.drop_index(batch_op.f('ix_round_left_over_need_id'))

    op.drop_table('round_left_over')
    with op.batch_alter_table('round_region', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_round_region_region_code'))

    op.drop_table('round_region')
    op.drop_table('round_part')
    with op.batch_alter_table('matching_round', schema=None) as batch_op:
        batch_op.drop_index('ix_matching_round_state')

    op.drop_table('matching_round')
