"""The child process that looks at a scanned PDF: how many pages, and one page as a picture.

``python -m tracker.inbound.rendering PAGE`` reads the file from standard input. With PAGE 0 it
writes the number of pages, otherwise that page as a grey PGM picture. It ends with status 1 when
the file is broken. It limits its own memory where the system can; the parent limits its time.
"""

from __future__ import annotations

import sys
from math import sqrt

import pypdfium2

from tracker.inbound.child import limit_memory
from tracker.inbound.pdf import MOST_PAGES

DOTS = 300 / 72
"""What recognition works best with, per point of the page."""
MOST_DOTS = 20_000_000
"""A page of A3 at that density; larger ones are shown coarser."""


def main(page: int) -> None:
    """Write the count, or the picture of a page."""
    limit_memory()
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    if len(document) > MOST_PAGES:
        raise ValueError("too many pages")
    if page == 0:
        sys.stdout.write(str(len(document)))
        return
    sys.stdout.buffer.write(_picture(document[page - 1]))


def _picture(page: pypdfium2.PdfPage) -> bytes:
    wide, high = page.get_size()
    scale = min(DOTS, sqrt(MOST_DOTS / max(1.0, wide * high)))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B")
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    body = b"".join(bytes(rows[at * stride : at * stride + width]) for at in range(height))
    return b"P5 %d %d 255\n" % (width, height) + body


if __name__ == "__main__":
    main(int(sys.argv[1]))
