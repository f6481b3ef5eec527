"""Passwords: argon2id hashes, and what a good password is."""

from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from matcher.domain.errors import InvalidInputError

MINIMAL_LENGTH = 12
# A few different characters at least: "aaaaaaaaaaaa" and "121212121212" are guessed at once.
MINIMAL_VARIETY = 5
COMMON = frozenset(
    {
        "wachtwoord12",
        "wachtwoord123",
        "wachtwoord1234",
        "wachtwoord2026",
        "welkom123456",
        "welkom2026!!",
        "geheim123456",
        "nederland123",
        "hybridedocent",
        "hybride docent",
        "password1234",
        "password12345",
        "passwordpassword",
        "qwertyuiop12",
        "qwertyuiop123",
        "qwerty123456",
        "1q2w3e4r5t6y",
        "123456789012",
        "1234567890123",
        "abcdefghijkl",
        "iloveyou1234",
        "letmein12345",
        "administrator",
    }
)


@dataclass(slots=True)
class _Hashers:
    """The hasher in use; cheap parameters only where Settings.cheap_passwords asks for them (tests)."""

    current: PasswordHasher
    dummy: str


def _hashers(*, cheap: bool) -> _Hashers:
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1) if cheap else PasswordHasher()
    return _Hashers(current=hasher, dummy=hasher.hash("nobody has this password"))


_in_use = _hashers(cheap=False)


def configure(*, cheap: bool) -> None:
    """Choose the parameters for this process: argon2-cffi's own, or cheap ones for tests."""
    chosen = _hashers(cheap=cheap)
    _in_use.current, _in_use.dummy = chosen.current, chosen.dummy


def hash_password(password: str) -> str:
    """Return the argon2id hash to store."""
    return _in_use.current.hash(password)


def verify_password(password_hash: str, password: str) -> bool:
    """Return whether the password belongs to the hash; an empty or foreign hash never does."""
    try:
        return _in_use.current.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(password_hash: str) -> bool:
    """Return whether the hash was made with other parameters than today's."""
    return _in_use.current.check_needs_rehash(password_hash)


def pretend_to_verify(password: str) -> None:
    """Spend the time of a verification, so that an unknown address answers as slowly as a known one."""
    verify_password(_in_use.dummy, password)


def check_password(password: str, *, email: str, field: str = "password") -> None:
    """Raise :class:`InvalidInputError` on ``field`` when the password is easy to guess; the message says what to do."""
    message = _weakness(password.strip(), email.lower())
    if message:
        raise InvalidInputError(message, {field: message})


def _weakness(password: str, email: str) -> str:
    plain = password.lower()
    if len(password) < MINIMAL_LENGTH:
        return f"Neem een wachtwoord van minstens {MINIMAL_LENGTH} tekens. Een korte zin werkt goed."
    if plain in {email, email.partition("@")[0]}:
        return "Neem iets anders dan uw e-mailadres als wachtwoord."
    if plain in COMMON or len(set(plain)) < MINIMAL_VARIETY:
        return "Dit wachtwoord is te makkelijk te raden. Neem een zin die alleen u kent."
    return ""
