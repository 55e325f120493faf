"""``tracker backup`` and ``tracker restore``: a whole installation as one file, and back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from platformdirs import user_data_path

from tracker import __version__, create_app
from tracker.cli.run import folder_option
from tracker.extensions import db
from tracker.outbound.archive import UnfitArchive, opened
from tracker.outbound.databases import DatabaseToolError
from tracker.services import backup as backups
from tracker.services.backup import BackupError, Restored
from tracker.settings import Settings, SettingsError, load

EXPECTED = (BackupError, DatabaseToolError, UnfitArchive, SettingsError, OSError)


@click.command()
@folder_option
@click.option("--to", type=click.Path(path_type=Path), help="The file to write, or its folder.")
def backup(data: Path | None, to: Path | None) -> None:
    """Write database, evidence files and secret key into one file; the site may run."""
    now = datetime.now(UTC)
    try:
        settings = load(data_dir=data or user_data_path("dondoc", appauthor=False))
        target = _target(to or settings.data_dir / "backups", now)
        with _database(settings):
            made = backups.make(settings, target, version=__version__, now=now)
    except EXPECTED as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{target} ({target.stat().st_size:,} bytes, {made.files} evidence files)")
    click.echo("It holds the secret key and everybody's data: keep it where few can read it.")
    if made.missing:
        click.echo(f"Warning: {made.missing} files that the database names are missing.", err=True)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--data", required=True, type=click.Path(path_type=Path), help="An empty or new folder."
)
def restore(file: Path, data: Path) -> None:
    """Put a backup into an empty folder (and, with DATABASE_URL, an empty database)."""
    try:
        done = _restore(file, data)
    except EXPECTED as error:
        raise click.ClickException(str(error)) from error
    for chain, entry in done.breaks:
        where = f"of committee {chain}" if chain else "of the installation"
        click.echo(f"The journal {where} does not hold from entry {entry} on.", err=True)
    if done.breaks:
        raise click.ClickException(
            "Everything was restored, but the journal had been changed before the backup was made."
        )
    click.echo(f"Restored: {done.files} evidence files; the journal holds ({done.chains} chains).")
    click.echo(f"Start it: tracker run --data {data}")


def _restore(file: Path, data: Path) -> Restored:
    with opened(file) as archive:
        backups.check(archive, version=__version__)
        settings = load(data_dir=data, secret_key=archive.read_text(backups.SECRET_KEY))
        with _database(settings):
            return backups.restore(archive, settings)


@contextmanager
def _database(settings: Settings) -> Iterator[None]:
    """The installation's database, let go of at the end."""
    with create_app(settings).app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()


def _target(to: Path, now: datetime) -> Path:
    """The file to write: ``to`` itself, or a dated name in it when it is a folder."""
    is_folder = to.is_dir() or not to.suffix
    target = to / f"dondoc-{now:%Y%m%d-%H%M%S}.zip" if is_folder else to
    if target.exists():
        raise BackupError(f"{target} exists already; nothing was changed.")
    return target.absolute()
