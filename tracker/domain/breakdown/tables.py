"""Stage 2c: tables that hand out work: which column says what."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.breakdown.layout import ROMAN, Block
from tracker.domain.breakdown.mention import Listing
from tracker.domain.breakdown.mentions import Mentions
from tracker.domain.breakdown.phrases import Phrases

Cell = tuple[int, int]

_COLUMNS = {
    "deed": Phrases(
        """nội dung nhiệm vụ, nhiệm vụ, nội dung, nội dung công việc, công việc, tên nhiệm vụ
        nhiệm vụ cụ thể, nội dung thực hiện, việc, đầu việc, nội dung giao"""
    ),
    "leads": Phrases(
        """chủ trì, cơ quan chủ trì, đơn vị chủ trì, đơn vị thực hiện, cơ quan thực hiện
        đơn vị phụ trách, đầu mối, người phụ trách, cơ quan , đơn vị chủ trì, đơn vị, cơ quan
        thực hiện, trách nhiệm, cơ quan chịu trách nhiệm, chủ trì thực hiện, phụ trách"""
    ),
    "coordinating": Phrases(
        "phối hợp, cơ quan phối hợp, đơn vị phối hợp, cơ quan , đơn vị phối hợp, đơn vị cùng làm"
    ),
    "due": Phrases(
        """thời hạn, thời gian, thời gian hoàn thành, hạn hoàn thành, thời hạn hoàn thành, tiến độ
        hoàn thành, thời gian thực hiện, hạn, thời hạn thực hiện, ngày hoàn thành"""
    ),
    "product": Phrases("sản phẩm, kết quả, sản phẩm , kết quả, kết quả đầu ra, sản phẩm dự kiến"),
    "report": Phrases("báo cáo, nơi nhận, cơ quan nhận, báo cáo về, gửi về, cấp trình"),
}
_NONE = frozenset({"", "-", "–", "…"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row that assigns a task: ranges of tokens, and the bodies read in their cells."""

    deed: Cell
    leads: Listing | None = None
    coordinating: Listing | None = None
    due: Cell | None = None
    product: Cell | None = None
    report: Cell | None = None


class Tables:
    """Reads the rows of one table after another; the heading row says what the columns are."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions = mentions
        self.tokens = mentions.tokens
        self._columns: dict[str, int] = {}

    def leave(self) -> None:
        """Forget the columns: the table is over."""
        self._columns = {}

    def read(self, block: Block) -> Row | None:
        """Read one row; None for headings and rows that assign nothing."""
        cells = self._cells(block)
        columns = self._heading(cells)
        if len(columns) >= 2 and "deed" in columns:
            self._columns = columns
            return None
        if not self._columns or max(self._columns.values()) >= len(cells):
            return None
        return self._row(cells)

    def _row(self, cells: list[Cell]) -> Row | None:
        deed = cells[self._columns["deed"]]
        if self._is_empty(deed) or self._is_chapter(cells):
            return None
        return Row(
            deed,
            self._listing(cells, "leads"),
            self._listing(cells, "coordinating"),
            self._filled(cells, "due"),
            self._filled(cells, "product"),
            self._filled(cells, "report"),
        )

    def _is_chapter(self, cells: list[Cell]) -> bool:
        """A row with a roman number and a title only."""
        filled = [cell for cell in cells if not self._is_empty(cell)]
        first = self.tokens[cells[0][0]].low if cells and cells[0][0] < cells[0][1] else ""
        return len(filled) <= 2 and (first in ROMAN or len(filled) < 2)

    def _listing(self, cells: list[Cell], name: str) -> Listing | None:
        cell = self._filled(cells, name)
        return self.mentions.listing(*cell, across=True) if cell else None

    def _filled(self, cells: list[Cell], name: str) -> Cell | None:
        place = self._columns.get(name)
        if place is None or place >= len(cells) or self._is_empty(cells[place]):
            return None
        return cells[place]

    def _is_empty(self, cell: Cell) -> bool:
        begin, end = cell
        return begin >= end or (end - begin == 1 and self.tokens[begin].raw in _NONE)

    def _cells(self, block: Block) -> list[Cell]:
        cells, begin = [], block.begin
        for at in range(block.begin, block.end):
            if self.tokens[at].raw == "|":
                cells.append((begin, at))
                begin = at + 1
        return [*cells, (begin, block.end)]

    def _heading(self, cells: list[Cell]) -> dict[str, int]:
        found: dict[str, int] = {}
        for place, (begin, end) in enumerate(cells):
            for name, phrases in _COLUMNS.items():
                size = phrases.at(self.tokens, begin, end)
                if size and end - begin - size <= 3 and name not in found:
                    found[name] = place
                    break
        return found
