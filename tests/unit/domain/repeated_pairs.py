"""Pairs of tasks: the later says the earlier again, or only sounds like it."""

from __future__ import annotations

from dataclasses import dataclass

HEALTH, POLICE, PRESS, FINANCE, CULTURE, CITY = range(1, 7)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two titles and who leads them; no lead: not told yet."""

    earlier: str
    later: str
    earlier_leads: tuple[int, ...] = (HEALTH,)
    later_leads: tuple[int, ...] = (HEALTH,)


SAME = (
    Pair(
        "Lập phương án trực cấp cứu phục vụ Đại hội",
        "Khẩn trương hoàn thành phương án trực cấp cứu phục vụ Đại hội",
    ),
    Pair(
        "Xây dựng kế hoạch tuyên truyền kết quả thực hiện Nghị quyết Đại hội trên báo và sóng"
        " phát thanh, truyền hình",
        "Sớm ban hành kế hoạch tuyên truyền kết quả thực hiện Nghị quyết Đại hội",
        (PRESS,),
        (PRESS,),
    ),
    Pair(
        "Chỉnh trang đô thị, treo cờ, băng rôn trên các tuyến đường chính",
        "Tiếp tục chỉnh trang đô thị, treo cờ và băng rôn các tuyến phố chính",
        (CITY,),
        (CITY,),
    ),
    Pair(
        "Rà soát danh sách phóng viên đăng ký tác nghiệp",
        "Hoàn thành việc rà soát danh sách phóng viên báo chí đăng ký tác nghiệp tại Đại hội",
        (PRESS,),
        (PRESS,),
    ),
    Pair(
        "Dự toán kinh phí tổ chức Đại hội, trình Ban Thường vụ xem xét",
        "Trình dự toán kinh phí tổ chức Đại hội",
        (FINANCE,),
        (FINANCE,),
    ),
    Pair(
        "Xây dựng phương án bảo đảm an ninh trật tự, phân luồng giao thông trong thời gian diễn ra"
        " Đại hội",
        "Hoàn thiện phương án an ninh trật tự và phân luồng giao thông",
        (POLICE,),
        (POLICE,),
    ),
    Pair(
        "Cài đặt chữ ký số cho cán bộ, công chức các phòng chuyên môn",
        "Đẩy nhanh việc cài đặt chữ ký số cho công chức các phòng chuyên môn",
        (CITY,),
        (CITY,),
    ),
    Pair(
        "Thống kê số hộ dân chưa được cấp nước sạch",
        "Gửi bảng thống kê hộ dân chưa được cấp nước sạch trên địa bàn",
        (CITY,),
        (CITY,),
    ),
    Pair(
        "Tổ chức giải báo chí viết về xây dựng Đảng",
        "Phát động Giải Báo chí viết về xây dựng Đảng",
        (PRESS,),
        (PRESS,),
    ),
    Pair(
        "Nạo vét kênh tiêu thoát nước khu công nghiệp",
        "Nạo vét các kênh tiêu, khơi thông dòng chảy khu công nghiệp",
        (CITY,),
        (CITY,),
    ),
    Pair(
        "Giải phóng mặt bằng tuyến đường vành đai 2",
        "Đẩy nhanh tiến độ giải phóng mặt bằng đường vành đai 2",
        (CITY,),
        (CITY,),
    ),
    Pair(
        "Xây dựng phim tài liệu về thành tựu kinh tế - xã hội của tỉnh",
        "Hoàn thiện phim tài liệu thành tựu kinh tế - xã hội",
        (PRESS,),
        (CULTURE,),
    ),
    Pair(
        "Kiểm tra an toàn thực phẩm tại các khách sạn đón đại biểu",
        "Tăng cường kiểm tra an toàn thực phẩm ở khách sạn nơi đại biểu lưu trú",
    ),
    Pair(
        "Tham mưu văn bản chỉ đạo phòng, chống dịch tả lợn châu Phi",
        "Tham mưu công văn của Ủy ban nhân dân tỉnh về phòng chống dịch tả lợn Châu Phi",
        (FINANCE,),
        (FINANCE,),
    ),
    Pair(
        "Đăng ký lịch đón tiếp các đoàn khách trung ương",
        "Báo cáo phương án đón tiếp khách của Trung ương",
        (CULTURE,),
        (CULTURE,),
    ),
)

DIFFERENT = (
    Pair(
        "Lập phương án trực cấp cứu phục vụ Đại hội",
        "Lập phương án lưu mẫu thực phẩm phục vụ Đại hội",
    ),
    Pair(
        "Xây dựng kế hoạch tuyên truyền Đại hội Đảng bộ tỉnh",
        "Xây dựng kế hoạch tuyên truyền bầu cử đại biểu Quốc hội",
        (PRESS,),
        (PRESS,),
    ),
    Pair(
        "Giải phóng mặt bằng tuyến đường vành đai 2",
        "Giải phóng mặt bằng tuyến đường vành đai 3",
        (CITY,),
        (CITY,),
    ),
    Pair(
        "Báo cáo kết quả phát triển kinh tế - xã hội quý II",
        "Báo cáo kết quả phát triển kinh tế - xã hội quý III",
        (FINANCE,),
        (FINANCE,),
    ),
    Pair(
        "Nạo vét kênh tiêu thoát nước huyện Nam Sách",
        "Nạo vét kênh tiêu thoát nước huyện Thanh Hà",
        (CITY,),
        (CITY,),
    ),
    Pair(
        "Rà soát danh sách phóng viên đăng ký tác nghiệp",
        "Rà soát danh sách đại biểu khách mời",
        (PRESS,),
        (PRESS,),
    ),
    Pair(
        "Dự toán kinh phí tổ chức Đại hội",
        "Quyết toán kinh phí tổ chức hội nghị báo chí",
        (FINANCE,),
        (FINANCE,),
    ),
    Pair(
        "Xây dựng phương án bảo đảm an ninh trật tự",
        "Xây dựng phương án bảo đảm an toàn thông tin mạng",
        (POLICE,),
        (POLICE,),
    ),
    Pair(
        "Cài đặt chữ ký số cho cán bộ, công chức",
        "Cài đặt phần mềm quản lý văn bản cho cán bộ, công chức",
        (CITY,),
        (CITY,),
    ),
    Pair(
        "Tổ chức giải báo chí viết về xây dựng Đảng",
        "Tổ chức họp báo về kết quả Đại hội Đảng bộ",
        (PRESS,),
        (PRESS,),
    ),
    Pair(
        "Kiểm tra an toàn thực phẩm tại các khách sạn",
        "Kiểm tra phòng cháy chữa cháy tại các khách sạn",
        (HEALTH,),
        (POLICE,),
    ),
    Pair(
        "Kiểm điểm trách nhiệm đối với các đơn vị có chỉ số cải cách hành chính thấp",
        "Kiểm điểm trách nhiệm đối với các đơn vị chậm giải ngân vốn đầu tư công",
        (CITY,),
        (CITY,),
    ),
    Pair(
        "Xây dựng phim tài liệu về thành tựu kinh tế - xã hội của tỉnh",
        "Xây dựng phóng sự về thành tựu nông thôn mới",
        (PRESS,),
        (PRESS,),
    ),
    Pair(
        "Đăng ký lịch đón tiếp các đoàn khách trung ương",
        "Đăng ký lịch tiếp xúc cử tri",
        (CULTURE,),
        (CULTURE,),
    ),
    Pair(
        "Tham mưu kế hoạch năm 2020 về cải cách hành chính",
        "Tham mưu kế hoạch năm 2021 về cải cách hành chính",
        (CITY,),
        (CITY,),
    ),
)

OPEN = (
    "Trang trí khánh tiết hội trường",
    "Xây dựng kế hoạch truyền hình trực tiếp phiên khai mạc",
    "Chuẩn bị tài liệu phát cho báo chí",
    "Lập danh mục dự án kêu gọi đầu tư",
    "Tổ chức lưu mẫu thức ăn và xét nghiệm nhanh",
    "Kiểm tra điều kiện phòng cháy ở nơi diễn ra Đại hội",
    "Tổ chức chương trình nghệ thuật chào mừng Đại hội",
    "Rà soát, gỡ bỏ quảng cáo sai quy định",
    "Xây dựng chuyên trang, chuyên mục về Đại hội",
    "Báo cáo tình hình thu ngân sách",
    "Phun khử khuẩn các phòng họp",
    "Xây dựng kế hoạch phòng, chống lụt bão",
    "Phối hợp tuyên truyền lưu động tại các xã",
    "Cung cấp thông tin cho báo chí về công tác chuẩn bị Đại hội",
    "Bố trí xe đưa đón đại biểu",
)
"""What else is open: gives the words their rarity."""
