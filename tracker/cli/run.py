"""``tracker demo``, ``tracker init`` and ``tracker run``: from nothing to a served site."""

from __future__ import annotations

import secrets
import signal
import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import click
from flask import Flask
from platformdirs import user_data_path

from tracker import create_app
from tracker.demo import seed
from tracker.domain.errors import InvalidInput
from tracker.extensions import transaction
from tracker.queries import administration as administration_queries
from tracker.queries import installation as installation_queries
from tracker.services import administration, calendar, schema
from tracker.services.administration import UserValues, installer
from tracker.settings import Settings, SettingsError, load

THREADS = 8
LOOPBACK = "127.0.0.1"

folder_option = click.option(
    "--data", type=click.Path(path_type=Path), help="Folder of the database and files."
)
host_option = click.option("--host", default=LOOPBACK, show_default=True)
port_option = click.option("--port", default=8000, show_default=True)


@click.command()
@folder_option
@host_option
@port_option
def demo(data: Path | None, host: str, port: int) -> None:
    """Start the demo: a subcommittee of 2020, with log-ins for every role."""
    _require_free(host, port)
    settings = _settings(_writable(data or user_data_path("dondoc-demo", appauthor=False)), True)
    settings = replace(settings, base_url=f"http://{host}:{port}")  # what its letters link to
    app = _open(settings)
    with app.app_context(), transaction():
        if installation_queries.find_value(seed.MARK) is None:
            seed.seed(password_cost=settings.password_cost)
    _tell_log_ins(host, port)
    _serve(app, settings, host, port)


@click.command()
@folder_option
@click.option("--login", default="admin", show_default=True, help="The first administrator.")
@click.option("--name", default="Quản trị viên", help="His or her full name.")
def init(data: Path | None, login: str, name: str) -> None:
    """Make an empty installation and print the first administrator's one-time link."""
    folder = _writable(data or user_data_path("dondoc", appauthor=False))
    settings = _settings(folder, demo=False)
    app = _open(settings)
    now = datetime.now(UTC)
    with app.app_context(), transaction():
        if administration_queries.count_users():
            raise click.ClickException("This installation has users already; nothing was changed.")
        last = now.year + 1
        calendar.fill_years(first=calendar.FIRST_YEAR, last=last, actor=installer(), now=now)
        values = UserValues(login=login, full_name=name, is_administrator=True)
        try:
            user = administration.create_user(values=values, actor=installer(), now=now)
        except InvalidInput as error:
            raise click.ClickException(f"The first administrator is unfit: {error}.") from error
        token = administration.issue_link(user_id=user.id, actor=installer(), now=now)
    click.echo("The installation is ready. The first administrator opens, within 7 days:")
    click.echo(f"  {settings.base_url}/join/{token}")


@click.command()
@folder_option
@host_option
@port_option
def run(data: Path | None, host: str, port: int) -> None:
    """Serve an installation, with the scheduler in the same process."""
    _require_free(host, port)
    app, settings = opened(data)
    click.echo(f"http://{host}:{port}")
    _serve(app, settings, host, port)


def opened(data: Path | None) -> tuple[Flask, Settings]:
    """An installation's application over its migrated database, with its settings."""
    settings = _loaded(data or user_data_path("dondoc", appauthor=False), demo=False)
    return _open(settings), settings


def _settings(folder: Path, demo: bool) -> Settings:
    """The settings over a folder, which gets a secret key when it has none."""
    key = folder / "secret_key"
    if not key.exists():
        key.write_text(secrets.token_urlsafe(32), "utf-8")
        key.chmod(0o600)
    return _loaded(folder, demo)


def _loaded(folder: Path, demo: bool) -> Settings:
    try:
        return load(data_dir=folder, demo=demo)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def _open(settings: Settings) -> Flask:
    """The application over a migrated database."""
    app = create_app(settings)
    with app.app_context():
        try:
            schema.bring_up()
        except schema.NewerDatabase as error:
            raise click.ClickException(
                f"The database has revision {error}, which this version does not know."
            ) from error
    return app


def _writable(folder: Path) -> Path:
    probe = folder / ".probe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise click.ClickException(
            f"The folder {folder} cannot be written; choose another one with --data."
        ) from error
    return folder.resolve()


def _require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Port {port} on {host} cannot be used; choose another one with --port."
            ) from error


def _tell_log_ins(host: str, port: int) -> None:
    log_ins = seed.log_ins()
    width = max(len(one.login) for one in log_ins)
    click.echo(f"\nĐôn Đốc: http://{host}:{port}\n")
    for one in log_ins:
        click.echo(f"  {one.login:<{width}}  {one.full_name}, {one.position}")
    click.echo(f"\n  Mật khẩu chung (password): {seed.PASSWORD}\n")


def _serve(app: Flask, settings: Settings, host: str, port: int) -> None:
    import waitress

    from tracker.jobs.runner import Runner

    signal.signal(signal.SIGTERM, _stop)
    server = waitress.create_server(app, host=host, port=port, threads=THREADS)
    runner = Runner(app, settings)
    runner.start()
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    finally:
        runner.stop()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
