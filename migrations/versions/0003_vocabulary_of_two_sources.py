"""vocabulary of two sources

Revision: 0003; after: 0002
"""

import sqlalchemy as sa
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

JOINED = sa.text("state IN ('exact', 'confirmed')")
SOURCES = ('starter', 'esco')


def source(**options):
    return sa.Column('source', sa.Enum(*SOURCES, name='conceptsource', native_enum=False, length=40), nullable=False, **options)


def upgrade():
    # Column by column: rebuilding this table on SQLite would delete what refers to it.
    op.add_column('concept', source(server_default='starter'))
    op.add_column('concept', sa.Column('uri', sa.String(length=200), nullable=True))
    op.add_column('concept', sa.Column('label_language', sa.String(length=3), server_default='nl', nullable=False))
    op.add_column('concept', sa.Column('retired', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index(op.f('ix_concept_uri'), 'concept', ['uri'], unique=True)
    with op.batch_alter_table('surface_form', schema=None) as batch_op:
        batch_op.add_column(sa.Column('language', sa.String(length=3), server_default='und', nullable=False))
        batch_op.drop_constraint(batch_op.f('uq_surface_form_concept_id_text'), type_='unique')
        batch_op.create_unique_constraint(
            batch_op.f('uq_surface_form_concept_id_text_language'), ['concept_id', 'text', 'language']
        )
    op.create_table('concept_relation',
    sa.Column('concept_id', sa.Integer(), nullable=False),
    sa.Column('related_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('broader', 'essential', 'optional', name='relationkind', native_enum=False, length=40), nullable=False),
    sa.ForeignKeyConstraint(['concept_id'], ['concept.id'], name=op.f('fk_concept_relation_concept_id_concept'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['related_id'], ['concept.id'], name=op.f('fk_concept_relation_related_id_concept'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('concept_id', 'related_id', 'kind', name=op.f('pk_concept_relation'))
    )
    op.create_index(op.f('ix_concept_relation_related_id'), 'concept_relation', ['related_id'], unique=False)
    op.create_table('concept_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('starter_id', sa.Integer(), nullable=False),
    sa.Column('esco_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('exact', 'review', 'confirmed', 'rejected', name='linkstate', native_enum=False, length=40), nullable=False),
    sa.Column('shared_text', sa.String(length=160), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('starter_id <> esco_id', name=op.f('ck_concept_link_two_concepts')),
    sa.ForeignKeyConstraint(['starter_id'], ['concept.id'], name=op.f('fk_concept_link_starter_id_concept'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['esco_id'], ['concept.id'], name=op.f('fk_concept_link_esco_id_concept'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_concept_link')),
    sa.UniqueConstraint('starter_id', 'esco_id', name=op.f('uq_concept_link_starter_id_esco_id'))
    )
    op.create_index(op.f('ix_concept_link_starter_id'), 'concept_link', ['starter_id'], unique=False)
    op.create_index(op.f('ix_concept_link_esco_id'), 'concept_link', ['esco_id'], unique=False)
    op.create_index(op.f('ix_concept_link_state'), 'concept_link', ['state'], unique=False)
    for name in ('starter', 'esco'):
        op.create_index(
            f'uq_concept_link_joined_{name}', 'concept_link', [f'{name}_id'],
            unique=True, sqlite_where=JOINED, postgresql_where=JOINED,
        )
    op.create_table('vocabulary_import',
    sa.Column('id', sa.Integer(), nullable=False),
    source(),
    sa.Column('version', sa.String(length=20), nullable=False),
    sa.Column('languages', sa.String(length=40), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('imported_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('skipped', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vocabulary_import'))
    )


def downgrade():
    op.drop_table('vocabulary_import')
    op.drop_table('concept_link')
    op.drop_table('concept_relation')
    # The same text in two languages was one row before.
    op.execute(
        'DELETE FROM surface_form WHERE EXISTS (SELECT 1 FROM surface_form AS other WHERE other.id < surface_form.id '
        'AND other.concept_id = surface_form.concept_id AND other.text = surface_form.text)'
    )
    with op.batch_alter_table('surface_form', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_surface_form_concept_id_text_language'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_surface_form_concept_id_text'), ['concept_id', 'text'])
        batch_op.drop_column('language')
    op.drop_index(op.f('ix_concept_uri'), table_name='concept')
    for name in ('retired', 'label_language', 'uri', 'source'):
        op.drop_column('concept', name)
