"""The child process that parses one hostile file: bytes in, text or a code out.

``python -m tracker.inbound.child KIND`` reads the file from standard input and writes JSON. It
limits its own memory where the system can; the parent limits its time.
"""

from __future__ import annotations

import json
import sys

MEMORY = 1024 * 1024 * 1024


def main(kind: str) -> None:
    """Parse standard input as ``kind`` and print the outcome."""
    limit_memory()
    data = sys.stdin.buffer.read()
    answer = _parse(kind, data)
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _parse(kind: str, data: bytes) -> dict[str, object]:
    from python_calamine import PasswordError

    from tracker.inbound import pdf, sheets, word

    try:
        match kind:
            case "docx":
                return {"text": word.read(data), "margins": word.read_margins(data)}
            case "sheet":
                return {"text": sheets.read(data), "margins": sheets.read_margins(data)}
            case "rows":
                return {"rows": sheets.read_rows(data), "margins": sheets.read_margins(data)}
            case _:
                return {"text": pdf.read(data), "margins": ""}
    except (pdf.Encrypted, PasswordError):
        return {"code": "file_encrypted"}
    except pdf.Scanned:
        return {"code": "file_scanned"}
    except MemoryError:
        return {"code": "file_bomb"}
    except Exception:  # whatever a parser raises, the file is broken
        return {"code": "file_broken"}


def limit_memory() -> None:
    """Bound the memory of this process, where the system can."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main(sys.argv[1])
