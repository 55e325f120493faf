"""The frozen settings that one process runs with."""

from __future__ import annotations

import os
import runpy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_data_path

from tracker.paths import bundled

SMTP_SECURITIES = ("starttls", "tls", "none")


class SettingsError(Exception):
    """A setting is missing, unknown or unfit; the message is one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, and in whose name."""

    host: str
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    """An address, or a name with one: ``Đôn Đốc <nhacviec@tinh.gov.vn>``."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an installation decides; built by :func:`load`, or by a test directly."""

    secret_key: str = field(repr=False)
    data_dir: Path
    database_url: str = field(default="", repr=False)
    base_url: str = "http://127.0.0.1:8000"
    time_zone: str = "Asia/Ho_Chi_Minh"
    trusted_proxies: int = 0
    secure_cookies: bool = False
    session_hours: int = 12
    login_attempts: int = 8
    max_upload_mb: int = 20
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_security: str = "starttls"
    smtp_sender: str = ""
    demo: bool = False
    password_cost: int = 3
    """Argon2 iterations; tests lower it."""

    @property
    def database(self) -> str:
        """The address of the database; SQLite in the data folder unless one is given."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'dondoc.sqlite3').as_posix()}"

    @property
    def zone(self) -> ZoneInfo:
        """The installation's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def session_lifetime(self) -> timedelta:
        """How long a log-in lasts without use."""
        return timedelta(hours=self.session_hours)

    @property
    def files_dir(self) -> Path:
        """Where evidence and source files are kept."""
        return self.data_dir / "files"

    @property
    def mail_server(self) -> MailServer | None:
        """The mail server that config or environment name, or None."""
        if not self.smtp_host:
            return None
        return MailServer(
            host=self.smtp_host,
            port=self.smtp_port,
            security=self.smtp_security,
            user=self.smtp_user,
            password=self.smtp_password,
            sender=self.smtp_sender,
        )

    def flask_config(self) -> Mapping[str, object]:
        """The part of the settings that Flask and its extensions read."""
        return MappingProxyType(
            {
                "SECRET_KEY": self.secret_key,
                "SQLALCHEMY_DATABASE_URI": self.database,
                "MAX_CONTENT_LENGTH": self.max_upload_mb * 1024 * 1024,
                "MAX_FORM_MEMORY_SIZE": self.max_upload_mb * 1024 * 1024,
                "SESSION_COOKIE_SECURE": self.secure_cookies,
                "SESSION_COOKIE_HTTPONLY": True,
                "SESSION_COOKIE_SAMESITE": "Lax",
                "PERMANENT_SESSION_LIFETIME": self.session_lifetime,
                "BOOTSTRAP_SERVE_LOCAL": True,
                "BABEL_DEFAULT_LOCALE": "vi",
                "BABEL_DEFAULT_TIMEZONE": self.time_zone,
                "WTF_CSRF_TIME_LIMIT": None,
            }
        )


def load(
    *, data_dir: Path | None = None, demo: bool = False, secret_key: str | None = None
) -> Settings:
    """Read ``config.py``, then the file named by TRACKER_CONFIG, into Settings.

    ``data_dir`` and ``secret_key`` given here win over the files. Raises SettingsError.
    """
    values = _read(bundled("config.py"))
    if own := os.environ.get("TRACKER_CONFIG"):
        values |= _known(_read(Path(own)), values.keys(), own)
    folder = data_dir or Path(values["DATA_DIR"] or user_data_path("dondoc", appauthor=False))
    key = secret_key or values["SECRET_KEY"] or _stored_secret(folder)
    if not key:
        raise SettingsError(
            "No secret key: run `tracker init`, or set TRACKER_SECRET_KEY to a long random text."
        )
    return _build(values, folder.expanduser().resolve(), key, demo)


def _build(values: dict[str, str], folder: Path, key: str, demo: bool) -> Settings:
    chosen = {
        spec.name: _convert(spec.name, str(spec.type), values[spec.name.upper()])
        for spec in fields(Settings)
        if spec.name.upper() in values and spec.name not in ("secret_key", "data_dir")
    }
    settings = Settings(secret_key=key, data_dir=folder, demo=demo, **chosen)  # type: ignore[arg-type]
    _check(settings)
    return settings


def _check(settings: Settings) -> None:
    if len(settings.secret_key) < 16:
        raise SettingsError("TRACKER_SECRET_KEY is too short: use at least 16 characters.")
    if settings.smtp_security not in SMTP_SECURITIES:
        raise SettingsError(f"TRACKER_SMTP_SECURITY must be one of {', '.join(SMTP_SECURITIES)}.")
    if settings.smtp_host and not settings.smtp_sender:
        raise SettingsError("TRACKER_SMTP_HOST is set; TRACKER_SMTP_SENDER must be set as well.")
    try:
        ZoneInfo(settings.time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(f"TRACKER_TIME_ZONE is unknown: {settings.time_zone}.") from error


def _read(path: Path) -> dict[str, str]:
    try:
        found = runpy.run_path(str(path))
    except OSError as error:
        raise SettingsError(f"The settings file {path} cannot be read.") from error
    return {name: str(value) for name, value in found.items() if name.isupper()}


def _known(values: dict[str, str], names: Iterable[str], origin: str) -> dict[str, str]:
    unknown = sorted(set(values) - set(names))
    if unknown:
        raise SettingsError(f"{origin} sets what nobody reads: {', '.join(unknown)}.")
    return values


def _convert(name: str, kind: str, value: str) -> object:
    try:
        match kind:
            case "int":
                return int(value)
            case "bool":
                return {"1": True, "true": True, "0": False, "false": False}[value.lower()]
            case _:
                return value.rstrip("/") if name == "base_url" else value
    except (ValueError, KeyError) as error:
        raise SettingsError(f"TRACKER_{name.upper()} is unfit: {value!r}.") from error


def _stored_secret(folder: Path) -> str:
    path = folder / "secret_key"
    return path.read_text("utf-8").strip() if path.is_file() else ""
