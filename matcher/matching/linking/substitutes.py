"""Words used for each other, learnt from the vocabulary: no dictionary, no examples of right answers.

A concept with the forms "kapper" and "haarstylist" teaches that these two go together; a concept with "hoofd
magazijn" and "magazijnchef" that "hoofd" and "chef" do. Words that stand *beside* each other in a form do not replace
each other, so what is kept is how much less often two words share a form of a concept than chance would have it.
"""

import numpy as np
from scipy.sparse import csr_array, diags_array

from matcher.matching.linking.tfidf import Ints, members

# Evidence below this many concepts counts for less: one shared concept proves little.
_DOUBT = 2.0
# Differences this small come from rounding.
_NOISE = 1e-6


def learn_substitutes(texts: csr_array, concepts: Ints) -> csr_array:
    """Return how well one term stands for another, (terms, terms), from 0 to 1, symmetric, none for itself.

    ``texts`` is (forms, terms), non-zero where the form has the term; ``concepts`` the concept of each form. With
    p(a) the share of a concept's forms that have term a: evidence(a, b) = sum over concepts of
    p(a) p(b) - p(a and b), the negative of their covariance, kept where positive; then divided by the root of both
    terms' total evidence plus :data:`_DOUBT`.
    """
    has = csr_array((np.ones(texts.nnz, dtype=np.float32), texts.indices, texts.indptr), shape=texts.shape)
    belongs = members(concepts)
    forms = np.maximum(np.asarray(belongs.sum(axis=1)).ravel(), 1.0)
    share = diags_array((1 / forms).astype(np.float32)) @ belongs @ has
    beside = has.T @ diags_array((1 / forms[concepts]).astype(np.float32)) @ has
    evidence = csr_array(share.T @ share - beside)
    evidence.setdiag(0)
    evidence.data = np.where(evidence.data > _NOISE, evidence.data, 0).astype(np.float32)
    evidence.eliminate_zeros()
    damped = diags_array((1 / np.sqrt(np.asarray(evidence.sum(axis=1)).ravel() + _DOUBT)).astype(np.float32))
    return csr_array(damped @ evidence @ damped)
