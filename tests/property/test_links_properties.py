"""Links between two vocabularies: whatever texts they share, nothing is joined twice."""

from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.vocabulary import JOINED, LinkState
from matcher.services.vocabulary.links import Candidate, choose


def states(candidates, decided):
    return {pair: state for pair, (state, _text) in choose(candidates, decided).items()}


PAIRS = st.tuples(st.integers(1, 4), st.integers(6, 9))


@given(
    st.dictionaries(PAIRS, st.builds(Candidate, st.integers(0, 2), st.just("x"))),
    st.dictionaries(PAIRS, st.sampled_from([LinkState.REJECTED]), max_size=2),
)
def test_nothing_is_joined_twice_and_nothing_decided_is_touched(candidates, decided):
    found = states(candidates, decided)
    joined = [pair for pair, state in found.items() if state in JOINED]
    assert len({one for one, _ in joined}) == len({other for _, other in joined}) == len(joined)
    assert not found.keys() & decided.keys()
    assert found.keys() <= candidates.keys()
    assert states(dict(reversed(candidates.items())), decided) == found
