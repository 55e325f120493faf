"""What the engine says to the clerk: why a task was found, what is missing, what is unsure."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.breakdown.head import (
    AGENT,
    BARE_ORDER,
    CARRIED,
    COLON,
    DUTY,
    ORDER,
    SPEAKER_ORDER,
    SUBJECT,
    TOPIC_ORDER,
)
from tracker.domain.breakdown.order import ROW
from tracker.domain.breakdown.values import Note

WHY = {
    ORDER: "Câu mở đầu bằng lời giao việc và nêu tên cơ quan được giao.",
    SPEAKER_ORDER: "Người kết luận giao việc cho cơ quan được nêu tên.",
    TOPIC_ORDER: "Câu nêu tên cơ quan ở phần đầu (“Đối với …”), sau đó nêu việc phải làm.",
    SUBJECT: "Cơ quan là chủ ngữ, tiếp theo là động từ chỉ việc phải làm.",
    DUTY: "Câu nêu trách nhiệm của cơ quan (“có trách nhiệm”, “được giao”).",
    COLON: "Tên cơ quan đứng trước dấu hai chấm, tiếp theo là việc phải làm.",
    CARRIED: "Câu không nêu chủ ngữ; lấy cơ quan được nêu tên gần nhất ở phía trước.",
    BARE_ORDER: "Lời giao việc không nêu tên; lấy cơ quan được nêu tên gần nhất ở phía trước.",
    AGENT: "Câu nêu việc trước, sau đó nêu cơ quan làm (“do … thực hiện”, “thuộc về …”).",
    ROW: "Một dòng của bảng phân công nhiệm vụ.",
}


def no_due_date() -> Note:
    """The text gives no day and no cycle."""
    return Note("no_due_date", "due_on", "Văn bản không nêu thời hạn.")


def no_cycle() -> Note:
    """A standing duty without a reporting cycle."""
    return Note("no_cycle", "cycle", "Nhiệm vụ thường xuyên nhưng văn bản không nêu kỳ báo cáo.")


def undated(words: str, reason: str) -> Note:
    """There are words about time, but no day can be computed from them."""
    tail = f": {reason}" if reason else ""
    return Note("undated", "due_on", f"Chưa tính được ngày từ cụm từ “{words}”{tail}.")


def carried(names: str) -> Note:
    """The lead was taken over from another sentence."""
    return Note("carried_lead", "lead", f"Câu không nêu chủ ngữ; hiểu là {names}.")


def unknown_body(field: str, name: str) -> Note:
    """A body that is in no directory."""
    return Note("unknown_body", field, f"“{name}” chưa có trong danh bạ cơ quan.")


def succeeded(field: str, name: str, successors: Sequence[str]) -> Note:
    """A body had ended when the text was written; others went on with its work."""
    end = f"“{name}” đã kết thúc hoạt động trước ngày của văn bản"
    if len(successors) == 1:
        return Note("succeeded_body", field, f"{end}; hiểu là {successors[0]}.")
    return Note("succeeded_body", field, f"{end}; cần chọn trong: {'; '.join(successors)}.")


def ended(field: str, name: str) -> Note:
    """A body had ended when the text was written, and nobody went on with its work."""
    words = f"“{name}” đã kết thúc hoạt động trước ngày của văn bản; cần chọn cơ quan khác."
    return Note("succeeded_body", field, words)


def open_group(field: str, name: str) -> Note:
    """A group whose members the text does not settle."""
    return Note("open_group", field, f"“{name}” là nhóm cơ quan; cần chọn thành viên.")


def acting_place(name: str) -> Note:
    """A bare place name was read as its people's committee."""
    return Note("acting_place", "lead", f"Văn bản nêu tên địa danh; hiểu là {name}.")


def guessed_year(words: str) -> Note:
    """The year of the date was supplied."""
    return Note("guessed_year", "due_on", f"“{words}” không ghi năm; năm do phần mềm suy ra.")


def before_meeting(day: str) -> Note:
    """The due date lies before the meeting."""
    return Note("before_meeting", "due_on", f"Thời hạn {day} trước ngày họp.")


def day_off(day: str) -> Note:
    """The due date is no working day; it stays as it is (DESIGN 3.8)."""
    return Note("day_off", "due_on", f"Thời hạn {day} rơi vào ngày nghỉ.")


def unsure_verb() -> Note:
    """No verb that the engine knows: perhaps no task at all."""
    return Note("unsure_verb", "title", "Không chắc câu này giao việc; đề nghị đọc lại.")
