"""The words of the administrative language, by what they do in a sentence.

Lists only; the rules that read them are in the stages. Words are lower case with the tone on the
first vowel of *oa, oe, uy*.
"""

from __future__ import annotations

from tracker.domain.breakdown.phrases import Phrases

# What an agency can be told to do.
VERBS = Phrases(
    # to make a document or a thing
    """xây dựng, lập, ban hành, soạn, soạn thảo, biên soạn, biên tập, dự thảo, xây dựng dự thảo
    hoàn thiện, hoàn chỉnh, hoàn thành, hoàn tất, chỉnh sửa, chỉnh lý, sửa đổi, bổ sung, cập nhật
    thiết kế, in, in ấn, phát hành, xuất bản, viết, dựng, dàn dựng, sáng tác, ghi hình, quay
    lên kế hoạch, lên phương án, đăng, đăng tải, đăng ký, phát, phát sóng, truyền hình trực tiếp
    tường thuật, đưa tin, mở, ra, ra mắt, ra quân, làm, tạo, tạo lập, tạo điều kiện, thành lập
    kiện toàn, thiết lập, nghiên cứu, khảo sát, điều tra, thống kê, phân tích, đánh giá, sơ kết
    tổng kết, nghiệm thu, quyết toán, dự trù, dự toán, tính toán, xác định, đo đạc, lấy mẫu
    lưu mẫu, xét nghiệm, kiểm nghiệm, lấy ý kiến, tiếp thu, giải trình, giải thích, trả lời
    phúc đáp, hồi âm, có văn bản, có công văn, có phương án, có kế hoạch, có báo cáo
    có biện pháp, có giải pháp, có ý kiến, có hình thức, có trách nhiệm, ra văn bản""",
    # to report and to pass on
    """báo cáo, trình, gửi, nộp, xin ý kiến, thông báo, thông tin, tham mưu, đề xuất, kiến nghị
    cung cấp, chuyển, bàn giao, giao, chuyển giao, phổ biến, quán triệt, công bố, công khai
    niêm yết, tổng hợp, tập hợp, điểm báo, giới thiệu, quảng bá, tuyên truyền, cổ động, truyền thông
    đính chính, phản ánh, hướng dẫn, tập huấn, bồi dưỡng, đào tạo, dạy, giảng dạy, tư vấn, hỗ trợ
    giúp, giúp đỡ, nhắn tin, gọi điện, liên hệ, mời, gửi giấy mời, đón, đón tiếp, tiếp đón, tiếp
    tiễn, làm việc với, làm việc, đối thoại, trao đổi, thống nhất, hiệp thương, vận động, phát động
    huy động, kêu gọi, động viên, khuyến khích, khuyến cáo, nhắc nhở, cảnh báo, biểu dương
    khen thưởng, phê bình, tôn vinh, nêu gương, thăm hỏi, trao, trao tặng, tặng, quyên góp""",
    # to run, to lead, to watch
    """chỉ đạo, lãnh đạo, điều hành, quản lý, chủ trì, phối hợp, tổ chức, tổ chức thực hiện
    triển khai, triển khai thực hiện, thực hiện, thi hành, chấp hành, tuân thủ, đảm nhiệm
    phân công, bố trí, sắp xếp, cử, điều động, điều phối, luân chuyển, biệt phái, bổ nhiệm
    phân bổ, phân cấp, phân luồng, phân loại, ủy quyền, giao nhiệm vụ, giữ, giữ vững, giữ nguyên
    giữ đều, giữ gìn, duy trì, phát huy, phát triển, tiếp tục, tăng cường, tăng, tăng tốc
    đẩy mạnh, đẩy nhanh, nâng cao, mở rộng, nhân rộng, đổi mới, củng cố, chú trọng, chú ý, quan tâm
    ưu tiên, tập trung, bám sát, theo sát, sâu sát, nắm, nắm chắc, nắm tình hình, theo dõi
    đôn đốc, kiểm tra, giám sát, thanh tra, kiểm soát, kiểm toán, kiểm điểm, rà soát, rà quét
    soát, soát lại, xem lại, xem xét, đối chiếu, kiểm kê, thẩm định, thẩm tra, thẩm duyệt
    xác minh, chấm điểm, tự chấm điểm, chấm giải, chấm, duyệt, phê duyệt, chốt, chọn, lựa chọn
    tuyển chọn, tuyển dụng, tìm, tìm kiếm, tìm hiểu, quyết định, cho phép, cấp phép, cấp, cấp phát
    thu, thu hồi, thu gom, chi, chi trả, giải ngân, bảo đảm, đảm bảo, bảo vệ, bảo quản, bảo trì
    bảo dưỡng, phòng, phòng ngừa, phòng chống, ngăn chặn, đấu tranh, xử lý, xử phạt, xét xử
    ngăn ngừa, ngăn chặn kịp thời, giải quyết, giải tỏa, tháo gỡ, khắc phục, gỡ, gỡ bỏ, triệt phá, dẹp, chấn chỉnh, đình chỉ
    tạm dừng, dừng, ngừng, hủy, bãi bỏ, rút, rút kinh nghiệm, rút ngắn, cắt giảm, giảm, hạn chế
    tuần tra, trực, trực ban, trực canh, ứng trực, thường trực, túc trực, diễn tập, tập dượt
    tổng duyệt, chạy thử, vận hành, vận hành thử, thí điểm, thử, bật thử, thử nghiệm, kết nối
    liên thông, tích hợp, số hóa, cài đặt, mở tài khoản, cấu hình, ứng dụng, áp dụng, sử dụng
    khai thác, khởi công, thi công, khánh thành, lắp đặt, lắp, lắp thêm, lắp dựng, đặt, treo, cắm
    trang trí, trưng bày, chỉnh trang, dọn dẹp, vệ sinh, làm vệ sinh, quét dọn, trồng, chăm sóc
    thả, phun, tiêm, khám, chữa, điều trị, cách ly, sửa, sửa chữa, tu bổ, tu sửa, nâng cấp
    cải tạo, nạo vét, đắp, gia cố, tháo dỡ, di dời, dặm vá, thay, thay thế, chuẩn bị, dự kiến
    dự phòng, dự trữ, trữ, hạ thấp, cấm, hoàn trả, trả, đền bù, bồi thường, đầu tư, mua, mua sắm
    đấu thầu, đấu giá, ký, ký kết, ký cam kết, cam kết, đăng cai, tham gia, tham dự, dự
    góp ý, cho ý kiến, đóng góp, đưa, đưa vào, đưa ra, phục vụ, hưởng ứng, chào mừng, kỷ niệm
    trình chiếu, chiếu, phát thanh, tiếp sóng, dành, dành thời lượng, tránh, không để, không được
    đề cao, thể hiện, cụ thể hóa, lồng ghép, gắn, kết hợp, kết thúc, kéo dài, khoanh vùng
    truy vết, sàng lọc, ứng phó, cứu trợ, cứu nạn, sơ tán, hiện đại hóa, chuẩn hóa, đơn giản hóa
    xúc tiến, thu hút, kiên quyết, nghiêm cấm, chủ động, tích cực, làm rõ, nêu rõ, làm tốt
    thực hành, tự kiểm tra, tự đánh giá, tự rà soát, phát hiện, khởi tố, truy quét, lập lại
    tranh thủ, vận chuyển, giải phóng, thu dọn, chạy, nối, đo, đếm, chia, ghép, tách, nhập, xuất
    đánh số, gắn biển, khoan, đào, san lấp, bơm, tưới, gieo trồng, thu hoạch, tiêu thụ, tiêu hủy
    bình ổn, hoãn, lùi, điều chỉnh, quy hoạch, quy định, xin, nhận, tiếp nhận, phản hồi, thống kê
    đề nghị, yêu cầu, kết luận, đóng, mở cửa, khen, thi, thi tuyển, xét tuyển, sát hạch, chuyển đổi
    tuyên dương, vinh danh, công nhận, xếp loại, xếp hạng, cưỡng chế, tịch thu, xóa, lưu trữ, lưu
    nâng, tôn tạo, bảo tồn, vượt, phấn đấu, tăng thời lượng, chăm lo, bớt, cài, phủ, phân phối
    tạm ứng, thanh toán, cân đối, ứng, trích, vay, cho vay, miễn, giãn, gia hạn, đốc thúc, thúc đẩy
    kích cầu, bán, mua bán, nhắc, lưu ý, tuyên thệ, hoạch định, chỉ rõ, phát tờ rơi, rải, ươm
    nuôi, dạy nghề, giảng, hiệu chỉnh, thuyết minh, thông qua, bầu, bầu cử, ứng cử, giới thiệu nhân sự
    tổng kiểm tra, tổng rà soát, tổng vệ sinh, cung ứng, sinh hoạt, thông tuyến, thông xe, chốt chặn
    điều, tuyển sinh, khơi thông, cho nghỉ, cho học sinh, cho người dân, cho thôi
    luyện tập, tập, hợp luyện, biểu diễn, công chiếu, tuyển, trông, trông giữ, trông coi, vớt, xác nhận, rút gọn, ký duyệt, hợp thức hóa, xã hội hóa, tinh gọn, sáp nhập, xả, xả nước, xả lũ, thuê, diệt, diệt lăng quăng, tạm ngừng, tạm hoãn, phục dựng, chằng chống, bốc thăm
    lo, lo luôn, trang hoàng, phủ sóng, quan trắc, kẻ, kẻ vạch, đóng cửa, chặt tỉa, cắt tỉa, tỉa, neo đậu, dựng lại
    làm điểm, thu mua, khử trùng, khử khuẩn, niêm phong, kê khai, khai báo, xác thực, cấp đổi, làm sạch, nhập liệu
    ghi, ghi nhận, lập biên bản, kỷ luật, điều chuyển, luân phiên, thảo luận, bàn bạc, hội ý, triệu tập, tham vấn, phản biện
    giám định, hòa giải, đối phó, phòng trừ, khống chế, tiêm phòng, phong tỏa, dỡ bỏ, nới lỏng, gieo cấy, tích nước, tiêu úng
    cứng hóa, nhựa hóa, đấu nối, hoàn nguyên, chống hạn, chống úng, ngăn mặn, trữ ngọt, truy thu, truy tố, truy nã, xóa bỏ, loại bỏ
    bình xét, bình chọn, chứng thực, mời gọi, đỡ đầu, ủng hộ, khoanh nợ, giãn nợ, trang bị, gắn, dán, biên dịch, phiên dịch
    ôn tập, coi thi, chấm thi, khai giảng, phụ đạo, gặp, gặp gỡ, gặp mặt, tiếp dân, tiếp công dân, thăm, viếng, dâng hương
    chi viện, canh gác, khai thông, định hướng, hướng nghiệp, thương thảo, đàm phán, thu phí, thu thuế, kiểm đếm, bốc dỡ
    chống thất thu, giải cứu, trả hồ sơ, số hóa hồ sơ, hoàn trả hồ sơ, tài trợ, bảo trợ, sáng kiến, lập chốt, chốt trực, chủ trương
    vào cuộc, nêu cao, nêu, phản ánh, làm việc trực tiếp, chỉnh đốn, quy tụ, tiến hành""",
)

# Noun phrases whose first syllable is also a verb, and words that only look like a verb.
NOUNS = Phrases(
    """báo chí, báo đài, báo điện tử, báo cáo viên, tin tức, phong trào, công tác, công trình
    thông tin sai lệch, kết luận số, kế hoạch, phương án, giao thông, giao ban, giao dịch
    giám đốc, trình độ, trình tự, nộp thuế, thi đua, thu nhập, thu ngân sách, chi tiết, chi bộ
    chi nhánh, chi phí, chi cục, chi hội, chi đoàn, phòng ban, phòng họp, phòng học, phòng khám
    chuyển biến, tiếp cận, tiếp theo, dự án, dự thảo kế hoạch này, dự án đầu tư, phát biểu
    tổ chức chính trị, tổ chức đảng, tổ chức cơ sở, tổ chức bộ máy, tổ chức đoàn thể
    tổ chức xã hội, tổ chức tín dụng, tổ chức cá nhân, quy hoạch sử dụng, quy định của, quy định về
    đầu mối, đầu tư công, in trang, tập thể, tập đoàn, tập quán, ra đời, làm ăn, làm cơ sở
    làm căn cứ, gắn với, kết hợp với, theo đó, mở đầu, cấp trên, cấp dưới, cấp xã, cấp huyện
    cấp tỉnh, cấp ủy, các cấp, ứng dụng công nghệ thông tin là, phục vụ cho đại hội, lưu vt
    chạy đua, nhắc lại, đưa đón, xuất khẩu, nhập khẩu, xuất phát, nhập học, thử thách, đặt hàng
    quản lý nhà nước về, ký túc xá, hạn chế là, hạn chế của, khám bệnh, tìm kiếm cứu nạn tỉnh
    giải pháp, giải thưởng, giải báo chí, bảo hiểm, bảo tàng, phát thanh viên, truyền thông xã hội
    quyết định số, báo cáo số, thông báo số, hướng dẫn số, quy định số, kiến nghị số, đề nghị số
    kết luận của, chỉ thị số, cử tri, cử nhân, giao lưu, giao thừa, đặt biệt, trả lương, kế toán
    thường vụ, hỗ trợ của, tiếp xúc, chăm ngoan, quay lại, tư vấn viên, trồng trọt, in ấn phẩm""",
)

# Verbs that govern a body as their object rather than dividing work with it.
GOVERNING = Phrases(
    """chỉ đạo, lãnh đạo, hướng dẫn, đôn đốc, kiểm tra, giám sát, giúp, giúp đỡ, hỗ trợ, yêu cầu
    đề nghị, vận động, phân công, tạo điều kiện cho, chỉ đạo các, động viên, khuyến khích
    quán triệt, tham mưu, nhắc nhở, cho, gửi, trình, báo cáo, mời, giao, cung cấp cho, tổ chức cho
    quán triệt đến, phổ biến đến, tới, đến, với, của, tại, ở, do, bởi, cùng, kiến nghị
    tham mưu cho, tham mưu giúp, huy động, cử, đưa, thanh tra""",
)

# Verbs by which a speaker hands out work.
ORDERS = Phrases(
    """giao, yêu cầu, đề nghị, chỉ đạo, lưu ý, phân công, giao cho, giao nhiệm vụ cho, giao trách nhiệm cho
    đồng ý giao, thống nhất giao, nhất trí giao, thống nhất phân công, ủy quyền cho, ủy quyền
    giao nhiệm vụ, phân công cho, đề nghị và giao, yêu cầu và giao, nhắc nhở, nhắc, kêu gọi
    quyết định giao, chấp thuận giao, chấp thuận cho, thống nhất yêu cầu, thống nhất đề nghị
    lưu ý thêm, chỉ đạo và giao, giao thêm, tiếp tục giao, tiếp tục yêu cầu, tiếp tục đề nghị
    phân công nhiệm vụ cho, thống nhất phân công nhiệm vụ cho, đề nghị đồng chí, kính đề nghị, trân trọng đề nghị, mong muốn, nhấn mạnh yêu cầu, đôn đốc""",
)
# Orders that open a sentence without a speaker; the others are also what an agency does itself.
OPENING_ORDERS = Phrases(
    """giao, yêu cầu, đề nghị, lưu ý, phân công, giao cho, giao nhiệm vụ cho, đồng ý giao
    giao trách nhiệm cho, thống nhất giao, nhất trí giao, ủy quyền cho, ủy quyền, giao nhiệm vụ
    phân công cho, phân công nhiệm vụ cho, thống nhất phân công nhiệm vụ cho, kính đề nghị, trân trọng đề nghị, thống nhất phân công, tiếp tục giao
    tiếp tục yêu cầu, tiếp tục đề nghị, đề nghị và giao, yêu cầu và giao, quyết định giao
    nhắc nhở, chấp thuận giao, đồng thời giao, đồng thời yêu cầu, đồng thời đề nghị""",
)
# Nouns after which an order verb is part of a document's name.
DOCUMENT_NOUNS = Phrases(
    """văn bản, công văn, tờ trình, hồ sơ, đơn, báo cáo, kiến nghị, giấy, thư, nội dung, phiếu
    ý kiến, các, những, việc, danh sách, quyết định, phương án, dự thảo văn bản""",
)

PASSIVE_DUTY = Phrases(
    """được giao, được đề nghị, được yêu cầu, được phân công, được chỉ định, được ủy quyền
    được giao nhiệm vụ, được giao trách nhiệm, có nhiệm vụ, có trách nhiệm, chịu trách nhiệm chính
    được giao chủ trì, có nghĩa vụ, là cơ quan đầu mối, là đầu mối, là đơn vị đầu mối
    làm đầu mối, là cơ quan thường trực, là cơ quan chủ trì, là đơn vị chủ trì, là cơ quan chịu trách nhiệm
    chịu trách nhiệm chủ trì, chịu trách nhiệm tổ chức, chịu trách nhiệm tham mưu, chịu trách nhiệm phối hợp
    chịu trách nhiệm xây dựng, chịu trách nhiệm theo dõi, chịu trách nhiệm tổng hợp, nhận nhiệm vụ""",
)

# What may stand between a subject (or a clause's beginning) and its verb.
ADVERBS = Phrases(
    """chủ động, tích cực, kịp thời, thường xuyên, khẩn trương, sớm, nhanh chóng, nghiêm túc
    trực tiếp, tập trung, kiên quyết, quyết liệt, đồng thời, cũng, phải, cần, sẽ, cần phải, hãy
    tự, tự giác, ngay, lập tức, tiếp tục, định kỳ, phải chủ động, cùng nhau, trước mắt, trước hết
    ngoài ra, bên cạnh đó, mặt khác, song song với đó, cụ thể, thường xuyên liên tục, liên tục
    nghiêm chỉnh, đồng bộ, linh hoạt, nay, chủ trì, thống nhất, xung kích, gương mẫu, nỗ lực
    tuyệt đối, phấn đấu, tranh thủ, kiên trì, cơ bản, mạnh dạn, quyết tâm, tất cả, cùng, mỗi nơi, nhất là
    mỗi đơn vị, từng đơn vị, nghiêm, đặc biệt, có thể, không, chưa, riêng, hết sức, luôn, phải luôn
    theo chức năng , nhiệm vụ, theo chức năng , thẩm quyền, theo chức năng nhiệm vụ, theo thẩm quyền
    theo chức năng , nhiệm vụ được giao, theo chức năng nhiệm vụ được giao, theo nhiệm vụ được giao
    theo nhiệm vụ được phân công, theo phân công, theo chức năng , nhiệm vụ và quyền hạn
    căn cứ chức năng , nhiệm vụ, căn cứ chức năng , nhiệm vụ được giao, căn cứ nhiệm vụ được giao
    trong phạm vi chức năng , nhiệm vụ, theo chức năng , nhiệm vụ của mình, theo chức năng
    trong phạm vi chức năng , quyền hạn của mình, trong phạm vi quản lý, trong phạm vi nhiệm vụ được giao
    trong phạm vi chức năng , nhiệm vụ được giao, trong phạm vi chức năng , quyền hạn, theo lĩnh vực được phân công
    theo thẩm quyền được giao, theo chức năng quản lý nhà nước, căn cứ chức năng nhiệm vụ
    căn cứ tình hình thực tế, căn cứ tình hình thực tế tại địa phương, theo quy định, ngay từ đầu
    trong thời gian tới, thời gian tới, trong thời gian này, hơn nữa, tiếp tục chủ động, cần tiếp tục
    chịu trách nhiệm, cương quyết, gấp, gấp rút, tạm thời, song song, kết hợp, từng bước, rà""",
)
# "cần" and its kin turn a statement into a duty; without them a noun phrase is a statement.
STATEMENT = Phrases(
    """đã, đang, vừa, từng, vẫn, còn, chưa, mới, bị, đạt, cho biết, cho rằng, cam kết, hứa, vừa qua
    kiến nghị, phản ánh, nêu, khẳng định, ghi nhận, đánh giá cao, nhận định, phát biểu, trình bày
    có ý kiến, nhất trí, quyết định, tham dự, dự, họp, nghe, thu hút, nhận được, thông báo để
    chịu trách nhiệm về, chịu trách nhiệm trước, chịu trách nhiệm nếu, phải chịu trách nhiệm
    tự chịu trách nhiệm, hoàn toàn chịu trách nhiệm, chủ trì cuộc họp, chủ trì hội nghị
    chủ trì phiên họp, chủ trì buổi, chủ trì họp, điều hành cuộc họp, cơ bản, là, có nhiều, có
    được, thông báo kết luận, thống nhất kết luận, kết luận, nhấn mạnh, ban hành công văn
    ban hành văn bản, chỉ còn, đều, mong, mong muốn, thống nhất cao, biểu thị, tin tưởng, đồng ý
    chúc mừng, cảm ơn, phải giải trình, phải kiểm điểm, giải trình tại, biết, gồm, bao gồm
    phát đi, thông báo, đề nghị tỉnh, đề nghị huyện, đề nghị trung ương, đề nghị cấp trên, số ra
    đề nghị được, kiến nghị được, xin được, xin lùi, xin thêm, truyền đạt ý kiến, truyền đạt, sẽ khai mạc, sẽ diễn ra, sẽ bế mạc, sẽ được tổ chức, diễn ra, khai mạc, bế mạc, sẽ là, sẽ có
    thống nhất với, cơ bản thống nhất, cơ bản đồng ý, nhất trí với, thống nhất nội dung, thống nhất chủ trương
    có bài, có tin, đăng bài, phải được, cần được, sẽ được""",
)
# *X chủ trì.*: who was in the chair.
CHAIRS = Phrases("chủ trì, điều hành, tham dự")
# What follows a verb that is the subject of a remark: "kiểm tra còn nể nang".
REMARKS = Phrases("còn, chưa, vẫn, đã, đạt, cũng đã")
# Exceptions to the list above: beginnings that are duties although their first word is in it.
NOT_STATEMENT = Phrases(
    """có văn bản, có công văn, có phương án, có kế hoạch, có báo cáo, có biện pháp, có giải pháp
    có trách nhiệm, có nhiệm vụ, có hình thức, được giao, được đề nghị, được yêu cầu, được phân công
    được ủy quyền, là cơ quan đầu mối, là đầu mối, là đơn vị đầu mối, là cơ quan thường trực
    là cơ quan chủ trì, là đơn vị chủ trì, có nghĩa vụ, thông báo về, thông báo kết quả, thông báo cho
    thông báo danh sách, thông báo rộng rãi, thông báo công khai, thông báo kịp thời, thông báo đến
    thông báo tới, chịu trách nhiệm chủ trì, chịu trách nhiệm tổ chức, chịu trách nhiệm tham mưu
    phản ánh kịp thời, phản ánh sinh động, phản ánh đậm nét, phản ánh trung thực, dự toán, dự thảo
    dự trù, dự trữ, dự phòng, kiến nghị cấp, ký cam kết, nêu gương, nêu rõ, còn lại""",
)

HISTORY = Phrases(
    """trước đó, trước đây, khi đó, năm ngoái, năm trước, từ đầu năm, cuối năm ngoái, thời gian qua
    vừa qua, tuy nhiên đến nay, đến nay, tính đến, lúc đó, hồi tháng, hồi đầu, mới có, nhưng đến nay
    song một số, tháng trước, kỳ trước, tuần trước, những năm qua, sau hơn, từng yêu cầu
    từng đề nghị, từng giao, từng chỉ đạo, đã từng, trong thời gian qua""",
)
DONE_ORDERS = Phrases(
    """đã yêu cầu, đã đề nghị, đã giao, đã chỉ đạo, đã phân công, đã lưu ý, đã có văn bản
    đã có công văn, từng yêu cầu, từng đề nghị, từng giao, đã ban hành, đã nhắc nhở""",
)
NEWS_ORDERS = Phrases(
    """ra văn bản, ký văn bản, có văn bản, ban hành văn bản, có công văn, ban hành công văn
    ký công văn, ra công văn, có công điện, ban hành công điện, ký ban hành, ra thông báo
    ban hành chỉ thị, có văn bản hỏa tốc, vừa giao, vừa yêu cầu, vừa chỉ đạo, vừa đề nghị
    vừa có ý kiến, gửi văn bản, gửi công văn""",
)
CONDITION = Phrases(
    """nếu, trường hợp, trong trường hợp, khi có vướng mắc, trong quá trình thực hiện
    trong quá trình triển khai, quá trình thực hiện, việc phát sinh, những việc phát sinh
    những vấn đề phát sinh, các vấn đề phát sinh, vấn đề phát sinh, khi phát sinh, khi phát hiện, giả sử
    những nội dung vượt thẩm quyền, nội dung vượt thẩm quyền, vấn đề vượt thẩm quyền, mọi vướng mắc
    những khó khăn vướng mắc, có vướng mắc, quá trình triển khai, các nội dung vượt thẩm quyền""",
)
PARTICIPANTS = Phrases(
    """đại diện, đại biểu, một số đại biểu, các đại biểu, các ý kiến, nhiều ý kiến, có ý kiến
    một số ý kiến, cử tri, nhiều đại biểu, một số đơn vị, một số địa phương, người dân, bà con
    các thành viên đề nghị, doanh nghiệp đề nghị, ý kiến của, lãnh đạo sở, lãnh đạo phòng, lãnh đạo các, lãnh đạo một số
    lãnh đạo đơn vị, lãnh đạo công ty, dự họp, tham dự, cùng dự
    cùng tham dự, dự cuộc họp, dự hội nghị, dự phiên họp, dự buổi làm việc, cùng dự họp, dự có
    thành phần dự, thành phần tham dự, tham gia cuộc họp, tham gia buổi làm việc, cùng tham gia đoàn""",
)
SANCTION = Phrases(
    """cơ quan nào, đơn vị nào, địa phương nào, ngành nào, cá nhân nào, người nào, nơi nào
    tổ chức nào, tập thể nào, hiệu trưởng nào, phóng viên nào, thủ trưởng nào, xã nào, huyện nào
    ai, sở nào, cấp nào, phòng nào, trường nào, doanh nghiệp nào""",
)
CLOSING = Phrases(
    """căn cứ thông báo này triển khai thực hiện, căn cứ kết luận này triển khai thực hiện
    căn cứ thông báo này tổ chức thực hiện, căn cứ nội dung thông báo này
    căn cứ thông báo kết luận này, để các cơ quan biết, biết và thực hiện, biết thực hiện
    để biết và thực hiện, để biết thực hiện, trên đây là, được phổ biến đến, được quán triệt đến, là yêu cầu được nêu, là yêu cầu của, là chỉ đạo của, là ý kiến chỉ đạo, nhắc lại, thừa lệnh, thông báo để, căn cứ văn bản này
    thông báo này có hiệu lực, nghiêm túc triển khai thực hiện thông báo này
    nghiêm túc thực hiện thông báo này, triển khai thực hiện thông báo này, thông báo đến các
    nhận được thông báo này, nhận được công điện này, nhận được công văn này, nhận được văn bản này
    nghiêm túc thực hiện kết luận này, thông báo ý kiến, xin thông báo, trân trọng thông báo""",
)

# Sentence openers that say when, why or about what, before the subject comes.
OPENERS = Phrases(
    """đối với, với, về, để, do, theo, căn cứ, trên cơ sở, trong, tại, sau, sau khi, trước, từ, nhằm
    hưởng ứng, ngày, sáng, chiều, tối, bên cạnh đó, ngoài ra, đồng thời, trong đó, cùng với, tiếp đó
    kết luận, kết thúc, phát biểu, chốt lại, tiếp theo, thời gian tới, thời gian còn lại, riêng
    cùng ngày, cụ thể, theo đó, vì vậy, do đó, do vậy, trước mắt, trước hết, liên quan, liên quan đến
    qua, khi, nội dung công văn, nội dung văn bản, công văn có nội dung, nhân dịp, bằng, thực hiện
    để thực hiện, để triển khai, đến, trên tinh thần, xét, cuối, hằng, hàng, định kỳ, mỗi, chậm nhất
    xét đề nghị, tại cuộc họp, ngay, việc, song song với đó, mặt khác, cũng, dịp, phần việc, xuất phát
    là cơ quan, là đơn vị, ngoài, nội dung như sau, văn bản nêu rõ, công văn nêu rõ, văn bản nêu, công văn nêu, thông báo nêu rõ, nội dung nêu rõ, cùng với đó
    giữa, đầu, với mục tiêu, với vai trò, cuối cùng, hàng năm, hằng năm, chào mừng"""
)
SPEAKER_WORDS = Phrases(
    """đồng chí, ông, bà, chủ tịch, phó chủ tịch, bí thư, phó bí thư, thủ tướng, phó thủ tướng
    bộ trưởng, thứ trưởng, giám đốc, phó giám đốc, trưởng ban, phó trưởng ban, trưởng tiểu ban
    phó trưởng tiểu ban, đại tá, thượng tá, trung tá, thiếu tướng, trung tướng, bác sĩ, tiến sĩ
    chánh văn phòng, chủ nhiệm, tổ trưởng, trưởng đoàn, hiệu trưởng, viện trưởng, cục trưởng, ban thường vụ
    thường trực, ủy ban nhân dân, ubnd, trưởng phòng, chủ trì, chủ tọa, văn bản, công văn, thông báo
    tổng bí thư, chủ tịch nước, phó chánh văn phòng, tiểu ban, ban chỉ đạo, ban tổ chức, kết luận
    phó tổng giám đốc, tổng giám đốc, trưởng bộ phận, lãnh đạo tỉnh, lãnh đạo huyện, lãnh đạo thành phố, lãnh đạo tp, lãnh đạo ubnd, lãnh đạo ủy ban
    phó trưởng ban thường trực, chủ tọa phiên họp, ban bí thư, bộ chính trị, chính phủ, hội nghị, hđnd
    phó trưởng đoàn, ban cán sự, tỉnh ủy, huyện ủy, thành ủy, đ, trung tướng, phó chủ nhiệm""",
)
CONNECTIVES = Phrases(
    """đồng thời, ngoài ra, bên cạnh đó, theo đó, cụ thể, mặt khác, song song với đó, vì vậy, do đó
    trước mắt, trước hết, và, cụ thể là, tiếp theo, cuối cùng, hai là, ba là, một là, bốn là, năm là, sau đó, cùng với đó, vì thế, bởi vậy, đặc biệt
    thứ nhất, thứ hai là, thứ ba là, cùng với đó, do vậy""",
)

STANDING = Phrases(
    """tăng cường, đẩy mạnh, tiếp tục, duy trì, theo dõi, đôn đốc, thường xuyên, nắm tình hình
    phòng ngừa, đấu tranh, bảo đảm, đảm bảo, kịp thời thông tin, thông tin kịp thời, tuyên truyền
    vận động, cung cấp kịp thời, nắm chắc, nắm chắc tình hình, giữ đều, giữ vững, chủ động phòng ngừa
    24 / 24, 24 / 7, trong suốt, trong thời gian, trong những ngày, nâng cao, phát huy, quan tâm, chú trọng
    tăng thời lượng, bám sát, giữ gìn, kịp thời, tuần tra, ứng trực, không để, giữ kỷ luật, liên tục
    cho đến khi""",
)

PRODUCTS = Phrases(
    """kế hoạch, phương án, đề án, báo cáo, tờ trình, quyết định, chương trình, kịch bản, dự thảo
    danh sách, danh mục, hồ sơ, bản vẽ, công văn, văn bản, phóng sự, chuyên mục, chuyên trang, dự toán
    tài liệu, đề cương, bộ tài liệu, bộ câu hỏi, cuốn, sơ đồ, bản tin, ma két, hướng dẫn, quy chế
    quy định, nghị quyết, chỉ thị, thông báo, kho ảnh, biên bản, số đặc biệt, phim, mẫu thiết kế
    mẫu tranh, bài phát biểu, đề cương tuyên truyền, giấy mời, quy trình, biểu mẫu, bảng
    bảng tổng hợp, hợp đồng, thiết kế, bộ quy tắc, cẩm nang, sổ tay, tập gấp, bản đồ
    bộ tiêu chí, tiêu chí, bài viết, tin bài, video, clip, phim tài liệu, đơn giá
    thông cáo báo chí, bộ nhận diện, phần mềm, thông báo kết luận, lộ trình, kế hoạch chi tiết, phim ngắn, trang tin, tờ rơi, bảng điểm, sổ theo dõi, đề cương chi tiết, thư ngỏ, lịch tiếp công dân, lịch trực""",
)
PRODUCING = Phrases(
    """xây dựng, lập, ban hành, soạn, soạn thảo, biên soạn, biên tập, dự thảo, hoàn thiện, hoàn chỉnh
    trình, gửi, nộp, đề xuất, tham mưu, chuẩn bị, có, cung cấp, viết, mở, ra, phát, phát hành, in
    công khai, thẩm định, duyệt, chốt, làm, công bố, thông báo, thiết kế, dựng, dàn dựng, thống nhất
    xem lại, rà soát, ký, phê duyệt, tham mưu ban hành, tham mưu xây dựng, biên tập lại, chọn, sản xuất
    cập nhật, chỉnh sửa, bổ sung, nghiên cứu, tổng hợp, hoàn tất, hoàn thành""",
)
REPORTING = Phrases(
    """báo cáo, trình, gửi, nộp, xin ý kiến, thông báo, báo cáo về, gửi về, trình cho, nộp về, nộp cho
    thông báo về, thông báo cho, gửi cho, gửi đến, gửi tới, báo cáo với, báo cáo cho, gửi lên, báo về
    gửi kết quả, báo cáo kết quả, trình duyệt, báo""",
)
ABBREVIATIONS = {
    "ubnd": "Ủy ban nhân dân",
    "hđnd": "Hội đồng nhân dân",
    "mttq": "Mặt trận Tổ quốc",
    "ubmttq": "Ủy ban Mặt trận Tổ quốc",
    "ubmt": "Ủy ban Mặt trận",
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "tu": "Tỉnh ủy",
    "hu": "Huyện ủy",
    "vp": "Văn phòng",
    "bql": "Ban Quản lý",
    "bqlda": "Ban Quản lý dự án",
    "qlda": "Quản lý dự án",
    "bcđ": "Ban Chỉ đạo",
    "btc": "Ban Tổ chức",
    "btv": "Ban Thường vụ",
    "bch": "Ban Chấp hành",
    "kcn": "khu công nghiệp",
    "ccn": "cụm công nghiệp",
    "ptnt": "Phát triển nông thôn",
    "gtvt": "Giao thông vận tải",
    "chqs": "Chỉ huy Quân sự",
    "tand": "Tòa án nhân dân",
    "vksnd": "Viện kiểm sát nhân dân",
    "tncs": "Thanh niên Cộng sản",
    "lhpn": "Liên hiệp Phụ nữ",
    "ccb": "Cựu chiến binh",
    "lđlđ": "Liên đoàn Lao động",
    "bhxh": "Bảo hiểm xã hội",
    "kbnn": "Kho bạc Nhà nước",
    "nhnn": "Ngân hàng Nhà nước",
    "ptth": "Phát thanh và Truyền hình",
    "ca": "Công an",
    "bcsđ": "Ban Cán sự đảng",
    "thpt": "trung học phổ thông",
    "thcs": "trung học cơ sở",
    "ttđt": "thông tin điện tử",
    "đbqh": "đại biểu Quốc hội",
    "gpmb": "giải phóng mặt bằng",
    "pctt": "Phòng, chống thiên tai",
    "tkcn": "Tìm kiếm cứu nạn",
    "ubkt": "Ủy ban Kiểm tra",
    "cđ": "cao đẳng",
    "đh": "đại học",
    "qsdđ": "quyền sử dụng đất",
    "bvđk": "Bệnh viện Đa khoa",
    "htx": "Hợp tác xã",
    "ttyt": "Trung tâm Y tế",
    "bđbp": "Bộ đội Biên phòng",
    "gdđt": "Giáo dục và Đào tạo",
    "cty": "Công ty",
}
