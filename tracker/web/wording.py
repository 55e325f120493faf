"""The sentences of rules that say no: code → words, each exactly once."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.domain.errors import DomainError

SENTENCES: Mapping[str, LazyString] = {
    # the whole installation
    "not_found": _l("Không tìm thấy nội dung này, hoặc đồng chí không được xem."),
    "stale_form": _l("Nội dung đã được người khác sửa sau khi đồng chí mở trang này."),
    "secrecy_refused": _l(
        "Văn bản có dấu chỉ mức độ mật (%(marking)s) nên không được đưa vào hệ thống. "
        "Chưa có nội dung nào được lưu."
    ),
    "reason_needed": _l("Đề nghị ghi rõ lý do."),
    # uploaded files
    "file_unknown": _l(
        "Không nhận ra loại tệp của “%(name)s”. Đề nghị dùng tệp .docx, .pdf, .xlsx hoặc .txt."
    ),
    "file_renamed": _l(
        "Nội dung tệp “%(name)s” không đúng với phần đuôi tên tệp nên không được nhận."
    ),
    "file_too_large": _l("Tệp “%(name)s” lớn hơn %(megabytes)s MB."),
    "file_bomb": _l("Tệp “%(name)s” bung ra quá lớn nên không được đọc."),
    "file_encrypted": _l("Tệp “%(name)s” có mật khẩu. Đề nghị bỏ mật khẩu rồi tải lên lại."),
    "file_scanned": _l(
        "Tệp “%(name)s” là bản chụp, không có phần chữ. "
        "Đề nghị dùng bản có chữ hoặc dán nội dung vào ô bên dưới."
    ),
    "file_many_pages": _l(
        "Bản chụp “%(name)s” dài quá %(pages)s trang. Đề nghị chia thành nhiều tệp."
    ),
    "file_broken": _l("Tệp “%(name)s” bị hỏng hoặc không đọc được."),
    "file_old_word": _l(
        "Tệp “%(name)s” ở dạng Word cũ (.doc). Đề nghị mở bằng Word, lưu thành .docx rồi tải lên."
    ),
    "file_no_sheet": _l("Tệp “%(name)s” không phải bảng tính. Đề nghị dùng tệp .xlsx hoặc .xls."),
    "file_too_slow": _l("Đọc tệp “%(name)s” mất quá nhiều thời gian nên đã dừng lại."),
    "file_empty": _l("Tệp “%(name)s” không có nội dung."),
    "file_too_long": _l(
        "Nội dung của “%(name)s” dài quá %(characters)s ký tự. Đề nghị chia thành nhiều văn bản."
    ),
    # meetings
    "title_missing": _l("Đề nghị ghi tên gọi."),
    "agency_not_member": _l(
        "Có cơ quan không phải thành viên vào ngày họp. Đề nghị tải lại trang rồi ghi lại."
    ),
    # decisions of meetings
    "meeting_not_held": _l("Cuộc họp chưa diễn ra nên chưa ghi quyết định được."),
    "not_all_reported": _l(
        "Chưa có báo cáo hoàn thành của mọi cơ quan chủ trì nên chưa xác nhận được. Cơ quan đã báo "
        "tại cuộc họp thì nhập hộ báo cáo ở trang nhiệm vụ trước."
    ),
    "already_repeated": _l("Cuộc họp đã ghi nhắc lại nhiệm vụ này."),
    "date_not_later": _l("Hạn mới phải sau hạn hiện tại (%(day)s)."),
    # recommendations
    "task_of_another": _l("Nhiệm vụ này thuộc tiểu ban, ban chỉ đạo khác."),
    "task_unknown": _l("Không có nhiệm vụ mang mã này. Đề nghị chọn theo mã gợi ý."),
    "task_cancelled": _l("Nhiệm vụ đã hủy nên không dùng để xử lý kiến nghị được."),
    "recommendation_answered": _l(
        "Kiến nghị đã có trả lời. Muốn xử lý cách khác thì rút câu trả lời trước."
    ),
    "recommendation_unanswered": _l("Kiến nghị chưa có câu trả lời nào để rút."),
    "recommendation_handled": _l(
        "Có kiến nghị đã giao nhiệm vụ hoặc đã trả lời: kiến nghị đó không bỏ được và không đổi cơ "
        "quan kiến nghị được."
    ),
    "answerer_needed": _l("Đề nghị ghi ai trả lời."),
    "answer_day_future": _l("Ngày trả lời không được sau hôm nay."),
    # conclusions and proposals
    "approval_pending": _l(
        "Bản thảo đang chờ lãnh đạo duyệt. Muốn công bố ngay thì rút lại bản trình trước."
    ),
    "no_leader": _l("Tiểu ban chưa có lãnh đạo nào đăng nhập được, nên chưa trình được."),
    "nothing_to_submit": _l("Chưa có nhiệm vụ nào để trình."),
    "submission_blocked": _l("Còn %(count)s nhiệm vụ chưa đủ điều kiện công bố, nên chưa trình."),
    "own_submission": _l(
        "Đồng chí không duyệt bản thảo do chính mình trình khi tiểu ban còn lãnh đạo khác."
    ),
    "text_missing": _l("Đề nghị chọn tệp hoặc dán nội dung mới."),
    "meeting_of_another": _l("Cuộc họp đã chọn là của tiểu ban, ban chỉ đạo khác."),
    "text_too_long": _l("Nội dung dài quá %(characters)s ký tự. Đề nghị chia thành nhiều văn bản."),
    "text_legacy_font": _l(
        "Văn bản dùng phông chữ cũ %(font)s nên chưa được lưu. Máy đã chuyển thử sang Unicode: đề "
        "nghị so với bản gốc rồi chọn “Dùng bản đã chuyển sang Unicode”."
    ),
    "title_unfit": _l("Nội dung nhiệm vụ phải có, và không quá %(characters)s ký tự."),
    "span_outside_text": _l("Đoạn đã chọn không nằm trong văn bản."),
    "draft_published": _l("Kết luận đã được công bố nên bản dự kiến không sửa được nữa."),
    "repeat_not_open": _l("Nhiệm vụ trước không còn đang thực hiện nên không ghi nhắc lại được."),
    "repeat_unknown": _l("Không có nhiệm vụ nào mang mã này trong tiểu ban, ban chỉ đạo."),
    "repeat_itself": _l("Nhiệm vụ không nhắc lại chính nó."),
    "repeat_later": _l(
        "Nhiệm vụ mang mã này được công bố sau. Đề nghị ghi nhắc lại ở trang của nhiệm vụ đó."
    ),
    "repeat_same": _l("Nhiệm vụ này đang được ghi là nhắc lại nhiệm vụ đó."),
    "repeat_missing": _l("Nhiệm vụ này không còn được ghi là nhắc lại."),
    "proposal_blocked": _l(
        "Chưa xác nhận được: nhiệm vụ cần có nội dung, có cơ quan chủ trì, và mọi cơ quan, nhóm "
        "cơ quan phải được xác định."
    ),
    "nothing_ticked": _l("Đề nghị chọn ít nhất một mục."),
    "split_outside_span": _l("Chỗ tách không nằm trong đoạn của nhiệm vụ này."),
    "merge_needs_two": _l("Đề nghị chọn ít nhất hai mục để gộp."),
    "undo_too_late": _l("Không hoàn tác được vì các mục này đã được sửa tiếp sau đó."),
    "member_unknown": _l("“%(name)s” chưa có trong danh mục cơ quan. Đề nghị chọn theo tên gợi ý."),
    "nothing_to_publish": _l("Chưa có nhiệm vụ nào để công bố."),
    "publishing_blocked": _l("Còn %(count)s nhiệm vụ chưa đủ điều kiện công bố."),
    "approval_missing": _l("Bản thảo chưa được lãnh đạo duyệt nên chưa công bố được."),
    # reminders
    "not_a_working_time": _l(
        "Chỉ gửi thư nhắc trước 17 giờ các ngày làm việc. Đề nghị gửi vào ngày làm việc tới."
    ),
    # people
    "too_many_attempts": _l("Đã thử sai nhiều lần. Đề nghị thử lại sau %(minutes)s phút."),
    "login_unfit": _l(
        "Tên đăng nhập gồm chữ thường không dấu, chữ số, dấu chấm, gạch ngang; từ 2 đến 60 ký tự."
    ),
    "login_taken": _l("Tên đăng nhập này đã có người dùng."),
    "login_twice": _l("Tên đăng nhập này có hai lần trong bảng."),
    "person_same": _l("Đề nghị chọn người khác."),
    "person_unknown": _l("Người này không có trong danh sách chọn được."),
    "post_ended": _l("Vào ngày này người bàn giao không giữ vai trò đó."),
    "closing_in_future": _l("Chỉ khóa tài khoản được khi bàn giao từ hôm nay hoặc trước đó."),
    "own_log_in": _l("Đồng chí không tự khóa tài khoản của mình."),
    "other_roles": _l("Người này còn vai trò khác; đề nghị quản trị viên khóa tài khoản."),
    "deputy_past": _l("Thời gian làm thay đã qua."),
    "deputy_busy": _l("Người này đang làm thay người khác trong cơ quan."),
    "deputy_needs_end": _l("Người làm thay phải có ngày kết thúc."),
    "last_administrator": _l("Đây là quản trị viên cuối cùng nên phải giữ lại."),
    "user_inactive": _l("Tài khoản đang khóa nên không cấp được liên kết."),
    "rows_missing": _l("Bảng chưa có dòng nào."),
    "rows_many": _l("Bảng dài quá %(most)s dòng. Đề nghị chia làm nhiều lần."),
    "columns_many": _l("Dòng này có nhiều hơn sáu cột."),
    "name_long": _l("Họ tên, chức vụ và thư điện tử không quá 200 ký tự."),
    "email_unfit": _l("Địa chỉ thư điện tử không hợp lệ."),
    "agency_unknown": _l("Cơ quan chưa có trong danh mục. Đề nghị chọn một tên có sẵn."),
    "role_unknown": _l("Vai trò phải là “lãnh đạo” hoặc “cán bộ”; người làm thay thì giao riêng."),
    "role_without_agency": _l("Có vai trò thì phải ghi cơ quan."),
    "password_too_short": _l("Mật khẩu phải có ít nhất %(minimum)s ký tự."),
    # the directory
    "name_needed": _l("Đề nghị ghi tên."),
    "name_taken": _l("Tên “%(name)s” đã dùng cho “%(owner)s”."),
    "term_reversed": _l("Ngày kết thúc không được trước ngày bắt đầu."),
    "committee_taken": _l("Tên hoặc mã này đã dùng cho tiểu ban, ban chỉ đạo khác."),
    "code_unfit": _l("Mã gồm chữ hoa và chữ số, bắt đầu bằng chữ, không quá 12 ký tự."),
    "time_zone_unknown": _l("Múi giờ này không có."),
    "event_taken": _l("Tiểu ban đã có sự kiện tên này."),
    "days_unfit": _l("Đề nghị nhập số ngày từ 1 đến %(most)s."),
    "step_taken": _l("Thang nhắc việc đã có bậc này với đúng số ngày đó."),
    "day_taken": _l("Ngày này đã có trong lịch."),
    "day_ordinary": _l(
        "Ngày này vốn đã như vậy: thứ Hai đến thứ Sáu là ngày làm việc, thứ Bảy và Chủ nhật là "
        "ngày nghỉ."
    ),
    "year_unfit": _l("Chỉ nhận các năm từ %(first)s đến %(last)s."),
    "name_same": _l("Tên mới trùng với tên đang dùng."),
    "rename_in_future": _l("Tên mới chỉ ghi được từ ngày đã có hiệu lực: hôm nay hoặc trước đó."),
    "agency_over": _l("“%(name)s” đã kết thúc hoạt động trước ngày này."),
    "agency_not_yet": _l("“%(name)s” thành lập sau ngày này."),
    "successor_needed": _l("Đề nghị chọn một cơ quan có sẵn, hoặc ghi tên một cơ quan mới."),
    "successor_is_source": _l("Cơ quan kết thúc hoạt động không thể tiếp nhận chính mình."),
    "split_needs_two": _l("Chia tách phải thành ít nhất hai cơ quan."),
    "agency_used": _l(
        "Cơ quan này đã được dùng nên không xóa được. Nếu cơ quan không còn hoạt động, đề nghị ghi "
        "ngày kết thúc."
    ),
    "group_empty": _l("Nhóm cố định phải có ít nhất một cơ quan."),
    # mail
    "mail_not_stuck": _l(
        "Thư này không còn ở trạng thái gửi lỗi hoặc chưa rõ nên không phải xử lý."
    ),
    "smtp_host_unfit": _l("Tên máy chủ không hợp lệ. Ví dụ: smtp.tinh.gov.vn."),
    "sender_unfit": _l("Địa chỉ không hợp lệ. Ví dụ: Đôn Đốc <nhacviec@tinh.gov.vn>."),
    "recipient_unfit": _l("Địa chỉ thư điện tử không hợp lệ."),
    "smtp_password_again": _l("Máy chủ hoặc tên đăng nhập đã đổi: đề nghị nhập lại mật khẩu."),
    # tasks
    "not_allowed": _l("Tài khoản của đồng chí không được giao việc này."),
    "own_matter": _l(
        "Đồng chí không xác nhận hoặc trả lại phần việc do chính mình báo cáo hoặc do cơ quan mình "
        "chủ trì. Đề nghị thư ký khác của tiểu ban xử lý."
    ),
    "cycle_unknown": _l(
        "Chưa hiểu kỳ này. Đề nghị ghi như: ngày 25 hằng tháng; hằng tuần, thứ Sáu; mỗi cuộc họp."
    ),
    "end_past": _l("Ngày kết thúc không được trước hôm nay; muốn dừng ngay thì kết thúc nhiệm vụ."),
    "schedule_same": _l("Kỳ báo cáo và ngày kết thúc này đang có hiệu lực."),
    "not_standing": _l("Nhiệm vụ này không phải nhiệm vụ thường xuyên."),
    "periods_waiting": _l("Còn báo cáo kỳ chờ xác nhận. Đề nghị trả lời trước khi kết thúc."),
    "objection_waiting": _l("Còn ý kiến không tiếp nhận chưa trả lời. Đề nghị xử lý trước."),
    "period_not_begun": _l("Kỳ này chưa bắt đầu nên chưa báo cáo được."),
    "standing_reports_by_period": _l(
        "Nhiệm vụ thường xuyên được báo cáo theo kỳ. Đề nghị chọn kỳ ở mục Kỳ báo cáo."
    ),
    "assignment_ended": _l("Nhiệm vụ đã chuyển cho cơ quan khác nên không ghi thêm được."),
    "agency_has_part": _l("%(name)s đang có phần việc trong nhiệm vụ này."),
    "agency_gone": _l("%(name)s không còn hoạt động. Đề nghị chọn cơ quan khác."),
    "sheet_unknown": _l(
        "Không thấy hàng tiêu đề có cột “Mã nhiệm vụ”. Đề nghị dùng bảng tải từ trang này."
    ),
    "sheet_column_missing": _l("Bảng thiếu cột “%(label)s”."),
    "sheet_row_stale": _l(
        "Nhiệm vụ đã được sửa sau khi tải bảng. Đề nghị tải bảng mới rồi sửa lại dòng này."
    ),
    "sheet_missing": _l("Đề nghị chọn tệp."),
    "code_unknown": _l("Không có nhiệm vụ mang mã này trong tiểu ban, ban chỉ đạo đã chọn."),
    "row_twice": _l("Có hai dòng cho cùng nhiệm vụ và cơ quan chủ trì."),
    "lead_fixed": _l(
        "Cơ quan này không chủ trì nhiệm vụ. Chuyển giao thì thực hiện trên trang nhiệm vụ."
    ),
    "column_fixed": _l("Cột “%(label)s” không sửa bằng bảng. Đề nghị sửa trên trang nhiệm vụ."),
    "due_blank": _l("Ô thời hạn để trống. Muốn bỏ hạn thì ghi “không”."),
    "due_unclear": _l("Không hiểu thời hạn này. Đề nghị ghi ngày/tháng/năm."),
    "due_differs": _l("Các dòng của nhiệm vụ này ghi thời hạn khác nhau."),
    "tick_unclear": _l("Ghi “x” nếu báo hoàn thành, không thì để trống."),
    "task_not_open": _l("Nhiệm vụ không còn mở nên không ghi thêm được."),
    "task_answered": _l(
        "Các cơ quan chủ trì đã báo cáo hoàn thành. Đề nghị xác nhận hoặc trả lại trước khi tạm "
        "dừng."
    ),
    "own_task": _l(
        "Cơ quan của đồng chí chủ trì nhiệm vụ này. Đề nghị thư ký khác của tiểu ban quyết định."
    ),
    "review_needed": _l("Đề nghị ghi ngày xem lại."),
    "review_past": _l("Ngày xem lại phải sau hôm nay."),
    "due_date_same": _l("Hạn này đang có hiệu lực. Đề nghị nhập ngày khác."),
    "due_before_meeting": _l("Hạn này trước ngày %(day)s của cuộc họp, văn bản."),
    "due_nonsense": _l("Năm %(year)s không thể là năm đến hạn. Đề nghị xem lại ngày."),
    "time_without_day": _l("Có giờ thì phải có ngày."),
    "answer_day_past": _l("Ngày đề nghị trả lời không được trước hôm nay."),
    "contribution_given": _l("Phần phối hợp này đã được gửi nên không đặt ngày nữa."),
    "contribution_date_same": _l("Ngày này đang có hiệu lực. Đề nghị nhập ngày khác."),
    "contribution_date_past": _l("Ngày gửi phần phối hợp không được trước hôm nay."),
    "contribution_after_task": _l(
        "Ngày gửi phần phối hợp không được sau hạn của nhiệm vụ, %(day)s."
    ),
    "own_extension": _l(
        "Đồng chí không quyết định đề nghị gia hạn do chính mình ghi hoặc của nhiệm vụ do cơ quan "
        "mình chủ trì. Đề nghị người khác có quyền quyết định xử lý."
    ),
    "extension_standing": _l("Nhiệm vụ thường xuyên báo cáo theo kỳ nên không gia hạn."),
    "extension_without_date": _l("Nhiệm vụ chưa có hạn nên chưa cần gia hạn."),
    "extension_reported": _l(
        "Phần chủ trì này đã báo cáo hoàn thành, hoặc đang có ý kiến không tiếp nhận, nên không "
        "xin gia hạn."
    ),
    "extension_pending": _l(
        "Nhiệm vụ đang có một đề nghị gia hạn chờ quyết định, dùng chung cho mọi cơ quan chủ trì."
    ),
    "extension_settled": _l(
        "Đề nghị gia hạn này vừa được quyết định, rút lại hoặc không còn hiệu lực. Đề nghị xem kết "
        "quả hiện tại."
    ),
    "extension_past": _l("Ngày xin gia hạn không được trước hôm nay."),
    "extension_not_later": _l("Hạn mới phải sau hạn hiện tại %(day)s."),
    "extension_limit_most": _l(
        "Tiểu ban chỉ cho gia hạn tối đa %(most)s lần một nhiệm vụ, và nhiệm vụ này đã đủ. Tổ giúp "
        "việc vẫn có thể tự sửa hạn."
    ),
    "extension_limit_each": _l(
        "Tiểu ban chỉ cho gia hạn tối đa %(most)s ngày mỗi lần, tức muộn nhất đến %(day)s. Tổ giúp "
        "việc vẫn có thể tự sửa hạn."
    ),
    "extension_limit_total": _l(
        "Tiểu ban chỉ cho gia hạn tổng cộng tối đa %(most)s ngày so với hạn gốc, tức muộn nhất đến "
        "%(day)s. Tổ giúp việc vẫn có thể tự sửa hạn."
    ),
    "new_date_needed": _l("Đề nghị nhập hạn mới."),
    "directive_answered": _l("Ý kiến chỉ đạo này đã được trả lời."),
    "words_needed": _l("Đề nghị ghi nội dung."),
    "filter_name_long": _l("Tên bộ lọc không quá %(characters)s ký tự."),
    "filter_name_taken": _l("Đồng chí đã có bộ lọc khác mang tên này."),
    "filters_full": _l("Mỗi danh sách giữ được %(count)s bộ lọc; đề nghị xóa bớt bộ lọc cũ."),
    "words_too_long": _l("Nội dung dài quá %(characters)s ký tự."),
    "source_needed": _l(
        "Khi nhập hộ cơ quan, đề nghị ghi nguồn: điện thoại hoặc văn bản số, ngày, người báo."
    ),
    "redo_day_past": _l("Ngày báo cáo lại không được trước hôm nay."),
    "product_after_report": _l("Ngày của sản phẩm không được sau ngày báo cáo hoàn thành."),
    "move_not_possible": _l(
        "Việc này không còn thực hiện được vì nhiệm vụ đã chuyển sang bước khác. "
        "Đề nghị xem lại trạng thái hiện tại."
    ),
}


def sentence(error: DomainError) -> str:
    """Word an error for the reader. Every code has a sentence; a test holds that."""
    known = SENTENCES.get(error.code)
    if known is None:
        return str(_l("Không thực hiện được yêu cầu này."))
    return str(known) % error.params if error.params else str(known)
