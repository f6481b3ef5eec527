"""One written form for texts that mean the same: case, accents, hyphens, apostrophes, spaces."""

import re
import unicodedata

_APOSTROPHES = re.compile(r"[’‘'`´ʼ]")
# What makes a term different from its neighbour in technology: C, C++ and C# are three things.
_KEPT = re.compile(r"[^\w+#&]+")
_SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ĳ": "ij", "_": " "})


def normalise(text: str) -> str:
    """Return ``text`` in lower case without accents, with one space between words.

    Apostrophes vanish (``'s-Gravenhage`` is ``s gravenhage``, ``auto's`` is ``autos``), other punctuation becomes a
    space (``Noordoost-Fryslân`` is ``noordoost fryslan``); ``+``, ``#`` and ``&`` stay. Marks that nobody sees (soft
    hyphen, zero-width space) vanish. An empty text stays empty.
    """
    plain = text.casefold().translate(_SPECIAL)
    if not plain.isascii():
        folded = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in folded if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return _KEPT.sub(" ", _APOSTROPHES.sub("", plain)).strip()
