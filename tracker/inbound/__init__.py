"""Reads what people upload: conclusions as text, evidence as what it claims to be.

Nothing here trusts a byte. A file's kind is told by its content, its size is capped before and
after unpacking, and it is parsed in a child process with limits on time and memory.
"""

from tracker.inbound.errors import UnreadableFile
from tracker.inbound.evidence import check_evidence
from tracker.inbound.reading import ReadSheets, ReadText, read_file, read_sheets
from tracker.inbound.scans import read_scan

__all__ = [
    "ReadSheets",
    "ReadText",
    "UnreadableFile",
    "check_evidence",
    "read_file",
    "read_scan",
    "read_sheets",
]
