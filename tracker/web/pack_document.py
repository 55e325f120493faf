"""The review before a meeting in the words of an official document; Vietnamese only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flask_babel import force_locale

from tracker.domain.access import Viewer
from tracker.domain.decisions import DecisionKind
from tracker.domain.tasks import Kind
from tracker.outbound.layouts import DocumentForm
from tracker.outbound.pack import PackDocument, Section
from tracker.queries import recommendations as recommendation_queries
from tracker.queries.packs import Group, Pack, PackLine
from tracker.web.agency_names import as_told
from tracker.web.filters import (
    kind_word,
    recommendation_state_word,
    recommendation_word,
    state_word,
)
from tracker.web.wording_packs import GROUP_WORDS, decision_word

if TYPE_CHECKING:
    from tracker.models.decisions import MeetingDecision
    from tracker.queries.recommendations import RecommendationLine

OFFICIAL = "vi"
"""Official documents are in Vietnamese, whatever the reader's language."""
LONGEST_QUOTE = 400
_BODIES = re.compile(r"(Tiểu ban|Ban Chỉ đạo|Ban Tổ chức|Hội đồng|Tổ công tác)\b", re.IGNORECASE)


def document_of(pack: Pack, form: DocumentForm, *, limit: int, who: Viewer) -> PackDocument:
    """The document of a review; no more than ``limit`` tasks."""
    with force_locale(OFFICIAL):
        lines = pack.lines(limit=limit)
        meeting, counts = pack.meeting, pack.counts()
        return PackDocument(
            committee=meeting.committee.name,
            body=_body(meeting.committee.name),
            subject=(
                "Rà soát việc thực hiện các kết luận, phục vụ cuộc họp "
                f"ngày {meeting.held_on:%d/%m/%Y}"
            ),
            summary=list(_summary(pack, len(lines))),
            sections=[
                Section(
                    f"{GROUP_WORDS[group]}: {counts[group]} nhiệm vụ",
                    [_cells(line, pack) for line in lines if line.group is group],
                )
                for group in Group
            ],
            recommendations=[
                _asked(line) for line in recommendation_queries.list_for_pack(pack, who)
            ],
            recipients=_recipients(form, meeting.committee.name),
            year=meeting.held_on.year,
        )


def deadline_words(line: PackLine) -> str:
    """The date in force, and what it was before."""
    if line.deadline_on is None:
        return kind_word(line.task.kind) if line.task.kind is Kind.STANDING else "Chưa có hạn"
    said = f"{line.deadline_on:%d/%m/%Y}"
    if line.extensions and line.dates[0].due_on:
        said += f" (hạn đầu {line.dates[0].due_on:%d/%m/%Y}, đổi {line.extensions} lần)"
    return said


def decision_words(one: MeetingDecision) -> str:
    """*Gia hạn đến 30/06/2020: …*"""
    said = decision_word(one.kind)
    if one.kind is DecisionKind.EXTEND and one.due_on:
        said += f" đến {one.due_on:%d/%m/%Y}"
    return f"{said}: {one.words}" if one.words else said


def _summary(pack: Pack, shown: int) -> Iterator[str]:
    counts, marked = pack.counts(), pack.marked()
    total = sum(counts.values())
    since = f", từ sau cuộc họp ngày {pack.previous.held_on:%d/%m/%Y}" if pack.previous else ""
    parts = "; ".join(
        f"{str(words).lower()} {counts[group]}"
        for group, words in GROUP_WORDS.items()
        if counts[group]
    )
    said = f"Tính đến ngày {pack.horizon.today:%d/%m/%Y}{since}, có {total} nhiệm vụ được rà soát"
    yield f"{said}: {parts}." if parts else f"{said}."
    crossing = [
        f"{marked[mark]} nhiệm vụ {words}"
        for mark, words in zip(
            marked, ("đã đổi hạn", "đã bị trả lại", "còn ý kiến chỉ đạo chưa trả lời"), strict=False
        )
        if marked[mark]
    ]
    if crossing:
        yield f"Trong đó có {', '.join(crossing)}."
    if shown < total:
        yield f"Bảng dưới đây ghi {shown} nhiệm vụ đầu tiên."


def _cells(line: PackLine, pack: Pack) -> tuple[str, ...]:
    task = line.task
    return (
        f"{task.title} ({task.code})",
        "; ".join(as_told(one) for one in line.leads),
        deadline_words(line),
        " ".join(_course(line, pack)),
        "; ".join(decision_words(one) for one in line.decisions),
    )


def _course(line: PackLine, pack: Pack) -> Iterator[str]:
    late = 0
    if line.group is Group.OVERDUE and line.deadline_on:
        late = (pack.horizon.today - line.deadline_on).days
    yield f"{state_word(line.state, late)}."
    if line.group is Group.WAITING and line.answered_on:
        yield f"Báo cáo hoàn thành ngày {line.answered_on:%d/%m/%Y}, chờ xác nhận."
    elif line.group is Group.DONE and line.answered_on:
        yield f"Hoàn thành ngày {line.answered_on:%d/%m/%Y}."
    if line.returns:
        yield f"Đã trả lại {line.returns} lần."
    if line.said is not None:
        yield f"Cập nhật {line.said.filed_on:%d/%m/%Y}: “{_short(line.said.text)}”."
    for directive in line.directives:
        yield f"Ý kiến chỉ đạo chưa trả lời: “{_short(directive.text)}”."


def _asked(line: RecommendationLine) -> tuple[str, str, str]:
    said = recommendation_state_word(line.state.value)
    if line.answer is not None:
        said += f" ngày {line.answer.answered_on:%d/%m/%Y}: {_short(line.answer.text)}"
    elif line.tasks:
        said += f": {', '.join(task.code for task in line.tasks)}"
    kind = recommendation_word(line.row.kind.value)
    return (f"{line.row.text} ({kind.lower()})", line.row.agency.name, said)


def _body(name: str) -> str:
    """How the committee signs: the kind of body that its name begins with, else the name."""
    found = _BODIES.match(name)
    return found[0] if found else name


def _recipients(form: DocumentForm, name: str) -> list[str]:
    last = "- Lưu: VT." if form is DocumentForm.STATE else "- Lưu Văn phòng."
    return [f"- Các thành viên {_body(name)};", last]


def _short(text: str) -> str:
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE].rpartition(" ")[0] + " …"
