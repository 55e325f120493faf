"""Files as people upload them, good ones and bad ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date

import xlsxwriter


def docx_of(document: object) -> bytes:
    """The bytes of a document made in the test."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx_of(
    *rows: Sequence[object],
    merged: Sequence[tuple[int, int, int, int, str]] = (),
    hidden: Sequence[str] = (),
    header: str = "",
) -> bytes:
    """A workbook with these rows, merged ranges, a hidden sheet and a page header."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                with_format = (day,) if isinstance(value, date) else ()
                sheet.write(number, place, value, *with_format)
        for one in merged:
            sheet.merge_range(*one)
        if header:
            sheet.set_header(header)
        if hidden:
            aside = book.add_worksheet()
            aside.write_row(0, 0, hidden)
            aside.hide()
    return out.getvalue()


def zip_of(**parts: bytes) -> bytes:
    """A zip with these members, packed tightly."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def pdf_of(content: bytes, extra: bytes = b"") -> bytes:
    """A one-page PDF written by hand."""
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        stream,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size 6 /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (extra, start)


ENCRYPTED = (
    b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
    + b"41" * 32
    + b"> /U <"
    + b"42" * 32
    + b"> >> /ID [<00><00>]"
)
"""What the trailer of a PDF with a password holds."""
