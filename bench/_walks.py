"""What each kind of visitor does: the pages of a desk, followed by their links."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from threading import Lock
from time import monotonic, sleep

from bench._visitor import Answer, Visitor, form_fields, links

# The server allows 300 suggestions a minute per network address; all visitors here share one.
SUGGESTIONS_PER_SECOND = 4.0
AFTER_NO_ANSWER = 0.2  # seconds, so that a server that is gone is not asked thousands of times
SKILLS = ("plc", "lassen", "python", "cnc frezen", "warmtepomp", "robot", "installatie", "las", "hydrauliek", "meten")
PLACES = ("heng", "ensch", "eindh", "utre", "den b", "zwol", "almelo", "gron", "bred", "haarl")


class OverError(Exception):
    """The time is over."""


class Pace:
    """Lets one through every so often; who comes too early goes on without."""

    def __init__(self, per_second: float) -> None:
        self._gap, self._next, self._lock = 1 / per_second, 0.0, Lock()

    def free(self) -> bool:
        with self._lock:
            now = monotonic()
            if now < self._next:
                return False
            self._next = now + self._gap
            return True


@dataclass
class Walker:
    """One visitor on the way; ``page`` is the last page that was opened."""

    visitor: Visitor
    dice: Random
    pace: Pace
    until: float
    page: str = ""

    def open(self, path: str) -> Answer:
        answer = self._in_time(lambda: self.visitor.get(path))
        self.page = answer.text
        return answer

    def follow(self, pattern: str) -> None:
        """Open one of the links of the page whose whole path fits; none: stay."""
        fitting = [path for path in links(self.page) if re.fullmatch(pattern, path.partition("?")[0])]
        if fitting:
            self.open(self.dice.choice(fitting))

    def suggest(self, path: str, words: Sequence[str]) -> None:
        """Ask what a box with suggestions asks, when it is somebody's turn."""
        if self.pace.free():
            word = self.dice.choice(words).replace(" ", "+")
            self._in_time(lambda: self.visitor.get(f"{path}?q={word}"))

    def save(self, path: str, field: str) -> None:
        """Open a form and save it with the number in ``field`` one up or down (each number has one partner)."""
        fields = form_fields(self.open(path).text, field)
        changed = [(name, _partner(value) if name == field else value) for name, value in fields]
        if changed:
            self._in_time(lambda: self.visitor.post(path, changed))

    def sign_in(self, email: str, password: str) -> bool:
        """Return whether the account was let in."""
        asked = {"email": email, "password": password}
        fields = form_fields(self.open("/inloggen").text, "password")
        if not fields:
            return False
        filled = [(name, asked.get(name, value)) for name, value in fields]
        answer = self._in_time(lambda: self.visitor.post("/inloggen", filled))
        return not answer.failed

    def _in_time(self, ask: Callable[[], Answer]) -> Answer:
        if monotonic() >= self.until:
            raise OverError
        answer = ask()
        if answer.status is None:
            sleep(AFTER_NO_ANSWER)
        return answer


def _partner(value: str) -> str:
    return str(int(value) ^ 1) if value.isdigit() else value


def anonymous(walker: Walker) -> None:
    walker.open("/")
    walker.suggest("/api/places", PLACES)
    walker.open("/registreren")
    walker.open("/over")
    walker.open("/privacy")


def professional(walker: Walker) -> None:
    walker.open("/")
    walker.open("/professional/")
    walker.open("/professional/vragen")
    walker.follow(r"/professional/vragen/\d+")
    walker.open("/professional/profiel")
    walker.save("/professional/profiel/beschikbaarheid", "hours_max")
    walker.open("/professional/vragen")
    walker.open("/professional/profiel/vaardigheden")
    walker.suggest("/api/skills", SKILLS)
    walker.open("/professional/voorstellen")
    walker.follow(r"/professional/voorstellen/\d+")
    walker.open("/professional/inzet")


def school(walker: Walker) -> None:
    walker.open("/school")
    walker.open("/school/vragen")
    walker.follow(r"/school/vragen/\d+")
    walker.open("/school/vragen")
    walker.follow(r"/school/vragen/\d+/kandidaten")
    walker.follow(r"/school/vragen/\d+/kandidaten/\d+")
    walker.open("/school/voorstellen")
    walker.follow(r"/school/voorstellen/\d+")
    walker.suggest("/api/places", PLACES)
    walker.open("/school/inzet")


def coordinator(walker: Walker) -> None:
    walker.open("/coordinator/")
    walker.open("/coordinator/beoordelen")
    walker.open("/coordinator/mensen")
    walker.follow(r"/coordinator/mensen/\d+")
    walker.open("/coordinator/onderwijsvragen")
    walker.follow(r"/coordinator/onderwijsvragen/\d+")
    walker.follow(r"/coordinator/onderwijsvragen/\d+/kandidaten")
    walker.open("/coordinator/voorstellen")
    walker.open("/coordinator/inzet")
    walker.open("/coordinator/scholen")
    walker.open("/coordinator/dashboard")


WALKS: dict[str, Callable[[Walker], None]] = {
    "professional": professional,
    "school": school,
    "coordinator": coordinator,
    "anonymous": anonymous,
}
