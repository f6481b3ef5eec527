"""Settings, read once from the environment; unsafe production values are refused."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = ROOT / "instance"
MINIMAL_KEY_LENGTH = 24
# How long one answer of the mail server is waited for.
MAIL_TIMEOUT = 20
# Files are written by a transport of our own (matcher/mail_files.py).
MAIL_TRANSPORTS = {"file": "matcher.mail_files"}
DEFAULT_SENDER = "Hybride docent <noreply@hybridedocent.example.nl>"


class ConfigurationError(RuntimeError):
    """The environment asks for something unsafe or impossible."""


def sqlalchemy_url(url: str) -> str:
    """Return the address with our driver: PostgreSQL through psycopg 3."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _local_secret(path: Path) -> str:
    """Return the key kept beside the embedded database; made at the first start."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


def _flag(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    return env.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "ja"}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the application can be told. docs/operations.md has the table."""

    env: str = "local"
    secret_key: str = ""
    database_url: str = ""
    instance: Path = INSTANCE
    mail_backend: str = "file"
    mail_server: str = ""
    mail_port: int = 587
    mail_username: str = ""
    mail_password: str = ""
    mail_use_tls: bool = True
    mail_sender: str = DEFAULT_SENDER
    public_url: str = ""
    # Where links lead outside a request when there is no public address.
    local_url: str = "http://127.0.0.1:8000"
    rate_limit_storage: str = "memory://"
    jobs_url: str = "immediate"
    job_workers: int = 2
    proxies: int = 0
    cheap_passwords: bool = False
    testing: bool = False

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the environment. Raises :class:`ConfigurationError` for unsafe production values."""
        env = os.environ if environ is None else environ
        instance = Path(env.get("INSTANCE_PATH") or INSTANCE)
        mode = env.get("APP_ENV", "local")
        settings = cls(
            env=mode,
            secret_key=env.get("SECRET_KEY")
            or ("" if mode == "production" else _local_secret(instance / "secret_key")),
            database_url=sqlalchemy_url(env.get("DATABASE_URL") or f"sqlite:///{instance / 'matcher.sqlite3'}"),
            instance=instance,
            mail_backend=env.get("MAIL_BACKEND", "smtp" if env.get("MAIL_SERVER") else "file"),
            mail_server=env.get("MAIL_SERVER", ""),
            mail_port=int(env.get("MAIL_PORT", "587")),
            mail_username=env.get("MAIL_USERNAME", ""),
            mail_password=env.get("MAIL_PASSWORD", ""),
            mail_use_tls=_flag(env, "MAIL_USE_TLS", default=True),
            mail_sender=env.get("MAIL_SENDER", DEFAULT_SENDER),
            public_url=env.get("PUBLIC_URL", "").rstrip("/"),
            local_url=f"http://127.0.0.1:{env.get('PORT') or 8000}",
            rate_limit_storage=env.get("RATE_LIMIT_STORAGE", "memory://"),
            jobs_url=env.get("JOBS_URL") or f"sqlite:///{instance / 'jobs.sqlite3'}",
            job_workers=int(env.get("JOB_WORKERS", "2")),
            proxies=int(env.get("TRUSTED_PROXIES", "0")),
        )
        settings.check()
        return settings

    @property
    def production(self) -> bool:
        """True when real users are served."""
        return self.env == "production"

    def check(self) -> None:
        """Raise :class:`ConfigurationError` when production would be unsafe."""
        if not self.production:
            return
        if len(self.secret_key) < MINIMAL_KEY_LENGTH:
            raise ConfigurationError(f"SECRET_KEY must have at least {MINIMAL_KEY_LENGTH} characters in production")
        if not self.public_url.startswith("https://"):
            raise ConfigurationError("PUBLIC_URL must be the https address of the site in production")
        if self.mail_backend == "smtp" and not self.mail_server:
            raise ConfigurationError("MAIL_SERVER is needed for MAIL_BACKEND=smtp")

    def flask_config(self) -> dict[str, Any]:
        """Return the values Flask and its extensions read."""
        return {
            "SECRET_KEY": self.secret_key,
            "TESTING": self.testing,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": not self.database_url.startswith("sqlite")},
            "BOOTSTRAP_SERVE_LOCAL": True,
            "BABEL_DEFAULT_LOCALE": "nl",
            "BABEL_DEFAULT_TIMEZONE": "Europe/Amsterdam",
            "MAIL_BACKEND": MAIL_TRANSPORTS.get(self.mail_backend, self.mail_backend),
            "MAIL_TIMEOUT": MAIL_TIMEOUT,
            "MAIL_FILE_PATH": str(self.instance / "mail"),
            "MAIL_SERVER": self.mail_server,
            "MAIL_PORT": self.mail_port,
            "MAIL_USERNAME": self.mail_username or None,
            "MAIL_PASSWORD": self.mail_password or None,
            "MAIL_USE_TLS": self.mail_use_tls,
            "MAIL_DEFAULT_SENDER": self.mail_sender,
            "RATELIMIT_STORAGE_URI": self.rate_limit_storage,
            "RATELIMIT_HEADERS_ENABLED": True,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.production,
            "PERMANENT_SESSION_LIFETIME": 60 * 60 * 12,
            "REMEMBER_COOKIE_DURATION": 0,
            "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
            "MAX_FORM_PARTS": 2000,
            "WTF_CSRF_TIME_LIMIT": 60 * 60 * 12,
            "WTF_I18N_ENABLED": True,
        }
