"""The catalogues of messages: `update` brings them up to date, `check` says what is missing.

Message ids are Vietnamese: in the Vietnamese catalogue each is its own translation unless a
site words it differently; the English one must translate every one of them.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tracker" / "translations"
LOCALES = ("vi", "en")
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "_n": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "_p": ((1, "c"), 2),
}
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]


def extract() -> Catalog:
    """Every message of the source."""
    found = Catalog(project="dondoc", charset="utf-8")
    for folder in ("tracker", "templates"):
        rows = extract_from_dir(str(ROOT / folder), METHODS, keywords=KEYWORDS)
        for name, line, message, comments, context in rows:
            where = [(f"{folder}/{name}", line)]
            found.add(message, None, where, auto_comments=comments, context=context)
    return found


def read(locale: str) -> Catalog:
    """A catalogue as it is stored; empty when there is none."""
    path = FOLDER / locale / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return Catalog(locale=locale, project="dondoc", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def updated(locale: str, source: Catalog) -> Catalog:
    """A catalogue with exactly the source's messages, keeping what was translated.

    Takes the messages of ``source`` over as they are, so each catalogue needs its own.
    """
    catalogue = read(locale)
    catalogue.update(source, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    if locale == "vi":
        for message in catalogue:
            if message.id and not message.string:
                message.string = message.id[-1] if message.pluralizable else message.id
    return catalogue


def text_of(catalogue: Catalog) -> bytes:
    """A catalogue as its file should read: without line numbers and dates."""
    out = BytesIO()
    write_po(out, catalogue, width=100, omit_header=False, include_lineno=False, sort_output=True)
    lines = out.getvalue().decode().splitlines(keepends=True)
    stamps = ('"POT-Creation-Date', '"PO-Revision-Date')
    return "".join(line for line in lines if not line.startswith(stamps)).encode()


def untranslated(catalogue: Catalog) -> list[str]:
    """Messages without a translation."""
    missing = []
    for message in catalogue:
        strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        if message.id and not all(strings):
            missing.append(str(message.id))
    return missing


def update() -> int:
    """Write both catalogues and compile them; says what English still lacks."""
    for locale in LOCALES:
        catalogue = updated(locale, extract())
        path = FOLDER / locale / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text_of(catalogue))
        with path.with_suffix(".mo").open("wb") as out:
            write_mo(out, catalogue)
        missing = untranslated(catalogue)
        print(f"{locale}: {len(catalogue)} messages, {len(missing)} without translation")
        for message in missing:
            print(f"  {message}")
    return 0


def problems() -> list[str]:
    """What is wrong with the catalogues, a sentence each."""
    source = extract()
    wanted = {(message.id, message.context) for message in source if message.id}
    found = []
    for locale in LOCALES:
        catalogue = read(locale)
        held = {(message.id, message.context) for message in catalogue if message.id}
        found += [
            f"{locale}: not in the catalogue: {one[0]}" for one in sorted(wanted - held, key=str)
        ]
        found += [f"{locale}: no longer used: {one[0]}" for one in sorted(held - wanted, key=str)]
        found += [f"{locale}: not translated: {one}" for one in untranslated(catalogue)]
        found += [f"{locale}: {error}" for message, errors in catalogue.check() for error in errors]
    return found


def check() -> int:
    """Print what is wrong; exit code 1 when something is."""
    found = problems()
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1]]())
