"""Words without what gender, number and ending add: ``lassters``, ``lassers`` and ``lasser`` share a stem.

Dutch first, with the English plural; made for names of jobs and skills. A stem is a key, not a word to show.
"""

import re
from functools import lru_cache

# Endings of people, longest first, with what the masculine singular keeps of them: monteuse -> monteur.
_PEOPLE = (
    ("trices", "t"), ("trice", "t"), ("teurs", "t"), ("teur", "t"), ("tors", "t"), ("tor", "t"),
    ("euses", "eur"), ("euse", "eur"), ("eurs", "eur"), ("sters", "er"), ("ster", "er"), ("ers", "er"),
)  # fmt: skip
_ENDINGS = ("en", "es", "s", "e")
# Words with another last letter have none of these.
_LETTERS = tuple({ending[-1] for ending in (*_ENDINGS, *(ending for ending, _ in _PEOPLE))})
_SHORTEST_WORD, _SHORTEST_STEM = 5, 4
_LONG_VOWEL = re.compile(r"(aa|ee|oo|uu)(?=[^aeiou]$)")
_VOICED = {"v": "f", "z": "s"}

# Words that carry no meaning of their own in a title, Dutch and English.
_WORDS = """
a aan af al als an and are as at be bij by daar dan dat de den der des die dit door dus een en er for from had heb
heeft het hier hij i ik in is it je kan kon m maar mag me met mijn moet my na naar niet no nog nu o of om on onder
ons ook op or our over s te tegen that the then this to tot tussen u uit v van via voor waar was we were wij with x
your ze zich zij zijn zo
"""
FUNCTION_WORDS = frozenset(_WORDS.split())


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a normalised word; short words stay as they are."""
    if len(word) < _SHORTEST_WORD:
        return word
    cut = _without_ending(word)
    if len(cut) > _SHORTEST_STEM and cut[-1] == cut[-2] and cut[-1] not in "aeiou":
        cut = cut[:-1]
    cut = _LONG_VOWEL.sub(lambda found: found.group()[0], cut)
    return cut[:-1] + _VOICED.get(cut[-1], cut[-1])


def _without_ending(word: str) -> str:
    if not word.endswith(_LETTERS):
        return word
    for ending, kept in _PEOPLE:
        rest = len(word) - len(ending)
        if word.endswith(ending) and rest + len(kept) >= _SHORTEST_STEM:
            return word[:rest] + kept
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
