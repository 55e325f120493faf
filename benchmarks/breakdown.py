"""What the breakdown costs: per page, by stage, to import, in memory.

Every time stands beside the time that reading and normalising the same text takes in the same
run, so that figures of two machines can be compared: ``python3 dev.py bench breakdown [--json]``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

from benchmarks.conclusions import PAGE, conclusion, directory
from tracker.domain.breakdown import break_down
from tracker.domain.breakdown.dues import Bases
from tracker.domain.breakdown.header import read_header
from tracker.domain.breakdown.layout import read_layout
from tracker.domain.breakdown.mentions import Mentions
from tracker.domain.breakdown.names import Names
from tracker.domain.breakdown.orders import OrderReader
from tracker.domain.breakdown.proposals import Assembler
from tracker.domain.breakdown.text import legacy_font, read_source
from tracker.domain.calendar import DEFAULT
from tracker.domain.text import normalise

PAGES = (1, 10, 100, 200)
STAGED = 20
"""Pages of the text whose stages are timed one by one."""
Figures = dict[str, float]


def main(arguments: list[str]) -> int:
    """Measure and print; with ``--json`` for programs."""
    figures = {
        "pages": {str(pages): _pages(pages) for pages in PAGES},
        "stages": _stages(),
        "import": _import(),
        "memory": _memory(),
    }
    first, last = figures["pages"]["10"], figures["pages"][str(PAGES[-1])]
    figures["linearity"] = {"200 to 10 pages": last["ms a page"] / first["ms a page"]}
    print(json.dumps(figures, indent=1) if "--json" in arguments else _table(figures))
    return 0


def _pages(pages: int) -> Figures:
    text, known = conclusion(pages), directory()
    seconds = _best(lambda: break_down(text, known))
    return _beside(seconds, _reading(text), pages)


def _stages() -> dict[str, Figures]:
    """The stages of a text one after the other, each timed on what the one before gave."""
    text, known = conclusion(STAGED), directory()
    reading = _reading(text)
    source = read_source(text)
    blocks = read_layout(source.tokens)
    header = read_header(source.tokens, blocks, None, None)
    bases = Bases(header.held_on, header.issued_on, DEFAULT, (), header.opening)

    def orders() -> OrderReader:
        reader = OrderReader(Mentions(source, Names(known)), bases)
        reader.read(blocks)
        return reader

    reader = orders()
    names = _best(lambda: Names(known))
    timed: Mapping[str, float] = {
        "text": _best(lambda: (legacy_font(text), read_source(text))),
        "layout": _best(lambda: read_header(source.tokens, read_layout(source.tokens), None, None)),
        "names of the directory": names,
        "mentions, dates, orders": max(0.0, _best(orders) - names),
        "proposals": _best(
            lambda: Assembler(reader.mentions, known, bases).assemble(reader.orders)
        ),
    }
    return {name: _beside(seconds, reading, STAGED) for name, seconds in timed.items()}


def _import() -> Figures:
    """A fresh interpreter that imports the engine, beside one that imports nothing."""
    bare = _best(lambda: _python("pass"))
    engine = _best(lambda: _python("import tracker.domain.breakdown"))
    return {"ms": (engine - bare) * 1000, "times a bare start": engine / bare}


def _memory() -> Figures:
    text, known = conclusion(100), directory()
    break_down(conclusion(1), known)
    tracemalloc.start()
    break_down(text, known)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return {"MB for 100 pages": peak / 1e6, "times the text": peak / len(text.encode())}


def _reading(text: str) -> float:
    """Seconds that reading the text from a file and normalising it take."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.txt"
        file.write_text(text, "utf-8")
        return _best(lambda: normalise(file.read_text("utf-8")))


def _best(work: Callable[[], object], tries: int = 3) -> float:
    """The shortest of several runs, in seconds: the others were disturbed."""
    return min(_seconds(work) for _number in range(tries))


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)


def _beside(seconds: float, reading: float, pages: int) -> Figures:
    return {"ms a page": seconds * 1000 / pages, "times reading": seconds / reading}


def _table(figures: Mapping[str, Mapping[str, object]]) -> str:
    lines = [f"{f'a page: {PAGE} characters':28} {'ms a page':>10} {'times reading':>14}"]
    rows = {f"{pages} pages": row for pages, row in figures["pages"].items()}
    for name, row in {**rows, **figures["stages"]}.items():
        assert isinstance(row, dict)
        lines.append(f"{name:28} {row['ms a page']:10.2f} {row['times reading']:14.1f}")
    for kind in ("linearity", "import", "memory"):
        lines += [f"{kind}: {name:20} {value:10.2f}" for name, value in figures[kind].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
