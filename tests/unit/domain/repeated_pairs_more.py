"""More pairs of tasks, from other fields: the later says the earlier again, or only sounds so.

They were written before the rule was tried on them.
"""

from __future__ import annotations

from tests.unit.domain.repeated_pairs import (
    CITY,
    CULTURE,
    FINANCE,
    HEALTH,
    POLICE,
    PRESS,
    Pair,
)


def _pair(lead: int, earlier: str, later: str, later_lead: int | None = None) -> Pair:
    return Pair(earlier, later, (lead,), (later_lead or lead,))


SAME = (
    _pair(
        CITY,
        "Hoàn thành giải phóng mặt bằng dự án cầu Hàn",
        "Tập trung tháo gỡ vướng mắc, bàn giao mặt bằng sạch dự án cầu Hàn cho nhà thầu thi công",
    ),
    _pair(
        FINANCE,
        "Rà soát, phân bổ chi tiết vốn đầu tư công năm 2021",
        "Khẩn trương phân bổ chi tiết kế hoạch vốn đầu tư công năm 2021 còn lại",
    ),
    _pair(
        CITY,
        "Xử lý dứt điểm các lò gạch thủ công trên địa bàn huyện",
        "Chấm dứt hoạt động của các lò gạch thủ công còn lại",
    ),
    _pair(
        HEALTH,
        "Tổ chức tiêm vắc xin phòng dại cho đàn chó, mèo",
        "Đẩy nhanh tiến độ tiêm phòng dại đàn chó, mèo, bảo đảm đạt trên 80% tổng đàn",
    ),
    _pair(
        CULTURE,
        "Lập hồ sơ đề nghị xếp hạng di tích quốc gia đặc biệt đền Tranh",
        "Hoàn thiện hồ sơ khoa học di tích đền Tranh trình Bộ Văn hóa, Thể thao và Du lịch",
    ),
    _pair(
        POLICE,
        "Mở đợt cao điểm xử lý xe quá khổ, quá tải trên Quốc lộ 37",
        "Tiếp tục xử lý nghiêm xe quá tải trên Quốc lộ 37",
    ),
    _pair(
        CITY,
        "Xây dựng vị trí việc làm các đơn vị sự nghiệp công lập",
        "Trình phê duyệt đề án vị trí việc làm của các đơn vị sự nghiệp công lập trực thuộc",
    ),
    _pair(
        CITY,
        "Cắm mốc chỉ giới hành lang bảo vệ đê điều",
        "Hoàn thành việc cắm mốc hành lang bảo vệ đê",
    ),
    _pair(
        PRESS,
        "Mở chuyên mục “Học và làm theo Bác” trên Báo và Đài",
        "Duy trì, nâng cao chất lượng chuyên mục Học và làm theo Bác",
    ),
    _pair(
        FINANCE,
        "Thu hồi nợ đọng thuế của các doanh nghiệp trong khu công nghiệp",
        "Có biện pháp quyết liệt thu hồi nợ thuế các doanh nghiệp khu công nghiệp",
    ),
    _pair(
        CITY,
        "Di dời chợ tạm ven đường Nguyễn Lương Bằng",
        "Giải tỏa chợ tạm đường Nguyễn Lương Bằng",
    ),
    _pair(
        HEALTH,
        "Xây dựng phương án thu dung, điều trị bệnh nhân COVID-19",
        "Cập nhật phương án thu dung, điều trị người bệnh COVID-19 theo từng cấp độ dịch",
    ),
    _pair(
        CITY,
        "Số hóa hồ sơ đất đai của 12 xã, phường",
        "Hoàn thành số hóa hồ sơ địa chính các xã, phường",
    ),
    _pair(
        POLICE,
        "Cấp căn cước công dân gắn chíp cho công dân đủ điều kiện",
        "Hoàn thành chỉ tiêu cấp thẻ căn cước công dân gắn chíp điện tử",
    ),
    _pair(
        CULTURE,
        "Tổ chức Lễ hội mùa xuân Côn Sơn - Kiếp Bạc",
        "Báo cáo kế hoạch tổ chức lễ hội mùa xuân Côn Sơn - Kiếp Bạc",
    ),
    _pair(
        CITY,
        "Khắc phục tình trạng ngập úng tại khu dân cư phía Đông",
        "Xử lý triệt để điểm ngập úng khu dân cư phía Đông thành phố",
    ),
    _pair(
        FINANCE,
        "Tham mưu sửa đổi quy chế chi tiêu nội bộ",
        "Trình ban hành quy chế chi tiêu nội bộ sửa đổi",
    ),
    _pair(
        CITY,
        "Kiểm tra việc sử dụng đất công ích tại các xã",
        "Báo cáo kết quả kiểm tra quản lý, sử dụng đất công ích ở cấp xã",
    ),
    _pair(
        HEALTH,
        "Bố trí đủ bác sĩ cho các trạm y tế xã",
        "Khắc phục ngay việc thiếu bác sĩ ở trạm y tế xã",
    ),
    _pair(
        PRESS,
        "Lắp đặt hệ thống truyền thanh thông minh tại 10 xã",
        "Nghiệm thu, đưa vào sử dụng hệ thống truyền thanh thông minh",
        CULTURE,
    ),
)

DIFFERENT = (
    _pair(
        CITY,
        "Hoàn thành giải phóng mặt bằng dự án cầu Hàn",
        "Hoàn thành giải phóng mặt bằng dự án cầu Quang Thanh",
    ),
    _pair(
        FINANCE,
        "Rà soát, phân bổ chi tiết vốn đầu tư công năm 2021",
        "Rà soát, phân bổ vốn sự nghiệp y tế năm 2021",
    ),
    _pair(
        CITY,
        "Xử lý dứt điểm các lò gạch thủ công trên địa bàn huyện",
        "Xử lý dứt điểm các bến bãi tập kết cát trên địa bàn huyện",
    ),
    _pair(
        HEALTH,
        "Tổ chức tiêm vắc xin phòng dại cho đàn chó, mèo",
        "Tổ chức tiêm vắc xin phòng COVID-19 cho trẻ em",
    ),
    _pair(
        CULTURE,
        "Lập hồ sơ đề nghị xếp hạng di tích quốc gia đặc biệt đền Tranh",
        "Lập dự án tu bổ, tôn tạo di tích đền Tranh",
    ),
    _pair(
        POLICE,
        "Mở đợt cao điểm xử lý xe quá khổ, quá tải trên Quốc lộ 37",
        "Mở đợt cao điểm trấn áp tội phạm dịp Tết Nguyên đán",
    ),
    _pair(
        CITY,
        "Xây dựng vị trí việc làm các đơn vị sự nghiệp công lập",
        "Xây dựng lộ trình tự chủ tài chính các đơn vị sự nghiệp công lập",
    ),
    _pair(
        CITY,
        "Cắm mốc chỉ giới hành lang bảo vệ đê điều",
        "Tu sửa các điếm canh đê trước mùa mưa bão",
    ),
    _pair(
        PRESS,
        "Mở chuyên mục “Học và làm theo Bác” trên Báo và Đài",
        "Mở chuyên mục “Nông thôn mới” trên Báo và Đài",
    ),
    _pair(
        FINANCE,
        "Thu hồi nợ đọng thuế của các doanh nghiệp trong khu công nghiệp",
        "Hỗ trợ thủ tục đầu tư cho các doanh nghiệp trong khu công nghiệp",
    ),
    _pair(
        CITY,
        "Di dời chợ tạm ven đường Nguyễn Lương Bằng",
        "Trồng cây xanh ven đường Nguyễn Lương Bằng",
    ),
    _pair(
        HEALTH,
        "Xây dựng phương án thu dung, điều trị bệnh nhân COVID-19",
        "Xây dựng phương án cách ly tập trung người về từ vùng dịch COVID-19",
    ),
    _pair(
        CITY,
        "Số hóa hồ sơ đất đai của 12 xã, phường",
        "Số hóa sổ hộ tịch của 12 xã, phường",
        POLICE,
    ),
    _pair(
        POLICE,
        "Cấp căn cước công dân gắn chíp cho công dân đủ điều kiện",
        "Cấp tài khoản định danh điện tử cho công dân đủ điều kiện",
    ),
    _pair(
        CULTURE,
        "Tổ chức Lễ hội mùa xuân Côn Sơn - Kiếp Bạc",
        "Tổ chức Lễ hội mùa thu Côn Sơn - Kiếp Bạc",
    ),
    _pair(
        CITY,
        "Khắc phục tình trạng ngập úng tại khu dân cư phía Đông",
        "Khắc phục tình trạng thiếu nước sạch tại khu dân cư phía Đông",
    ),
    _pair(
        FINANCE,
        "Tham mưu sửa đổi quy chế chi tiêu nội bộ",
        "Tham mưu sửa đổi quy chế làm việc của Ban Chấp hành",
    ),
    _pair(
        CITY,
        "Kiểm tra việc sử dụng đất công ích tại các xã",
        "Kiểm tra việc quản lý đất nghĩa trang tại các xã",
    ),
    _pair(
        HEALTH,
        "Bố trí đủ bác sĩ cho các trạm y tế xã",
        "Sửa chữa, nâng cấp các trạm y tế xã",
    ),
    _pair(
        PRESS,
        "Báo cáo công tác thông tin, tuyên truyền tháng 6",
        "Báo cáo công tác thông tin, tuyên truyền tháng 7",
    ),
)
