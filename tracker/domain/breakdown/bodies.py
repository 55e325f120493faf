"""Words that names of bodies, groups, places and persons are made of."""

from __future__ import annotations

from tracker.domain.breakdown.phrases import Phrases

HEADS = Phrases(
    """cty, sở, ban, phòng, chi cục, cục, tổng cục, vụ, viện, trường, trung tâm, công ty, tổng công ty
    tập đoàn, hợp tác xã, hội, hiệp hội, liên hiệp, liên minh, câu lạc bộ, đài, báo, tạp chí
    bệnh viện, đoàn, đảng ủy, đảng bộ, chi bộ, huyện ủy, thị ủy, thành ủy, tỉnh ủy, quận ủy, ủy ban
    hội đồng, tổ, bộ, ngân hàng, kho bạc, quỹ, tòa án, viện kiểm sát, công an, đồn, hạt, văn phòng
    cổng, bưu điện, khối, đội, liên đoàn, công đoàn, mặt trận, chi nhánh, thanh tra, nhà máy
    xí nghiệp, lữ đoàn, trung đoàn, sư đoàn, học viện, đại học, đảng đoàn, thường trực, tiểu ban
    ủy ban nhân dân, hội đồng nhân dân, ubnd, hđnd, bql, bch, bcđ, tổng đài, thư viện, bảo tàng
    nhà văn hóa, nhà hát, nhà thiếu nhi, điện lực, hải quan, bảo hiểm xã hội, bộ đội, bộ tư lệnh
    quân khu, thành đoàn, tỉnh đoàn, huyện đoàn, hạt kiểm lâm, trạm, trạm y tế, trại, cơ quan
    ban quản lý, ban chỉ đạo, ban chỉ huy, ban tổ chức, vp, vpubnd, qlda, htx, ttyt, chi hội, ngành
    kiểm toán nhà nước, tổ công tác, đoàn công tác, cụm, mttq, vnpt, viettel, tập thể, bộ phận
    đơn vị, doanh nghiệp, nhà thầu, sàn, bến xe, cảng, khách sạn, nhà xuất bản, hãng, thông tấn xã"""
)
# Bodies without a proper name, whose words are all written small.
BARE_BODIES = Phrases(
    """tổ thư ký, ban thư ký, tổ giúp việc, bộ phận thường trực, bộ phận giúp việc, ban tổ chức
    tiểu ban, ban chỉ đạo, cơ quan thường trực, đoàn công tác, trung tâm báo chí, tổ biên tập
    tổ biên soạn, ban soạn thảo, tổ soạn thảo, tổ tổng hợp, tổ chuyên gia, hội đồng thẩm định
    đơn vị tư vấn, chủ đầu tư, nhà thầu, đơn vị thi công, đơn vị chủ đầu tư, ban giám khảo
    hội đồng nghệ thuật, đội tuyển, tổ công tác, ban quản lý dự án, cơ quan báo chí, tổ trang trí
    tổ hậu cần, ban biên tập, bộ phận một cửa, ban giám hiệu, ban giám đốc, hội đồng thi"""
)
GROUP_NOUNS = Phrases(
    """sở, ban, ngành, đoàn thể, cơ quan, đơn vị, địa phương, tổ chức, doanh nghiệp, trường, huyện
    thị xã, thành phố, xã, phường, thị trấn, quận, lực lượng, thành viên, phòng, bộ, huyện ủy, thị ủy
    thành ủy, đảng ủy, tỉnh, hội, tổ, báo, tạp chí, đài, chủ đầu tư, nhà thầu, trường học, trung tâm
    chi bộ, đảng bộ, câu lạc bộ, ngân hàng, công ty, hợp tác xã, thôn, cấp ủy, mặt trận, điểm thi, chủ rừng, chủ hồ, nhà trường, cơ sở sản xuất, cơ sở kinh doanh, hộ kinh doanh, tổ dân phố, cơ quan truyền thông, cơ quan thông tấn, cơ quan thông tấn báo chí, lực lượng chức năng, cấp, vị đại biểu, nhân dân, chính quyền, cấp ủy đảng, tổ chức đảng, cấp ủy , tổ chức đảng, chính quyền địa phương
    bệnh viện, cơ sở, chi cục, nhà mạng, đặc khu, hiệp hội, khu phố, tổ dân phố, ban quản lý, viện
    tiểu ban, ban đảng, ban xây dựng đảng, đồng chí thành viên, đồng chí, phòng chuyên môn, quận ủy
    hội quần chúng, khách sạn, cơ quan báo chí, trạm y tế, tổ chức chính trị - xã hội, cụm, khối
    ban chỉ đạo, chính quyền, tổ công tác, bộ phận, đoàn viên, ban tuyên giáo, đội, đoàn, ban cán sự
    cao đẳng, trung cấp, đại học, tiểu học, mầm non, trung học cơ sở, trung học phổ thông
    cơ sở giáo dục, cơ sở y tế, nhà máy, chợ, bến xe, thành, thị, ủy ban nhân dân, ubnd, hộ dân, tổ giúp việc"""
)
# Words that only begin like a group noun: "mọi trường hợp", "các tổ hợp".
NO_GROUPS = Phrases("trường hợp, hội nghị, hội thảo, báo cáo, tổ hợp")
GROUP_TAILS = Phrases(
    """liên quan, có liên quan, trực thuộc, trên địa bàn, của tỉnh, của huyện, của thành phố
    cấp tỉnh, cấp huyện, cấp xã, trong tỉnh, trên toàn tỉnh, khác, thuộc tỉnh, thuộc sở, thuộc huyện
    tham mưu và giúp việc, tham mưu , giúp việc, chuyên môn, chức năng, ở cơ sở, cơ sở, còn lại, thuộc, của, ở địa phương
    trong toàn tỉnh, toàn tỉnh, tỉnh, huyện, đóng trên địa bàn, trên đảo, trên biển, trên tuyến, trên cả nước, trên toàn quốc, khai thác cát, có tuyến đường đi qua, có dự án đi qua, có dự án, nơi có dự án, ven biển, miền núi, có rừng, có đê
    được giao nhiệm vụ, được giao, phía bắc, phía nam, vùng cao, đoàn thể, thành phố, trong huyện, trong toàn huyện
    nêu tại, có tên, được phân công, xây dựng đảng"""
)
QUANTIFIERS = Phrases(
    "các, những, từng, mọi, toàn thể, tất cả các, toàn bộ các, các đồng chí, tất cả, toàn thể các, mỗi"
)
NUMBERS = Phrases(
    "hai, ba, bốn, năm, sáu, bảy, tám, chín, mười, 2, 3, 4, 5, 6, 7, 8, 9, 10, 02, 03, 04, 05, cả hai"
)
UNITS = Phrases("huyện, thị xã, thành phố, xã, phường, thị trấn, quận, tỉnh, đặc khu, tp, tx, thôn")
LEVELS = Phrases(
    """tỉnh, huyện, thành phố, thị xã, xã, phường, thị trấn, quận, trung ương, tp, tx, tw, đặc khu
    cấp tỉnh, cấp huyện, cấp xã, tỉnh ủy, huyện ủy, thị ủy, thành ủy, quận ủy"""
)
POINTERS = Phrases(
    "trên, nêu trên, này, nói trên, kể trên, đó, có tên trên, vừa nêu, ở trên, trên đây"
)
POINTED = Phrases(
    """cơ quan, đơn vị, địa phương, sở, ngành, huyện, tỉnh, xã, phường, thành phố, thị xã, bộ, ban
    sở, ngành, đơn vị nghệ thuật, tờ báo, cơ quan báo chí, lực lượng, phòng, doanh nghiệp, trường
    công ty, thị trấn, hội, đoàn thể, tổ chức, bệnh viện, huyện ủy, thị ủy, thành ủy, đảng ủy, chủ đầu tư
    nhà thầu, chi cục, ban quản lý, trung tâm, quận"""
)
TITLES = Phrases(
    """giám đốc, phó giám đốc, tổng giám đốc, phó tổng giám đốc, chủ tịch, phó chủ tịch, thủ trưởng
    thủ trưởng cơ quan, người đứng đầu, trưởng, phó trưởng, chánh, phó chánh, bí thư, phó bí thư
    lãnh đạo, hiệu trưởng, phó hiệu trưởng, cục trưởng, phó cục trưởng, chi cục trưởng, viện trưởng
    chỉ huy trưởng, bộ trưởng, thứ trưởng, chủ nhiệm, phó chủ nhiệm, tổng biên tập
    phó tổng biên tập, đồng chí giám đốc, đồng chí chủ tịch, đồng chí bí thư, đồng chí trưởng
    các đồng chí giám đốc, các đồng chí bí thư, chủ tịch kiêm, thủ trưởng các, tổ trưởng
    phó chủ tịch thường trực, phó bí thư thường trực, phó giám đốc thường trực, trưởng các
    đồng chí phó chủ tịch, đồng chí chánh, trưởng đài, kế toán trưởng, đội trưởng, chánh văn phòng
    đồng chí thủ trưởng, tư lệnh, chính ủy, đồn trưởng, hạt trưởng, trạm trưởng, đồng chí lãnh đạo"""
)
PERSON_WORDS = Phrases(
    "đồng chí, ông, bà, đ / c, bác sĩ, đại tá, thượng tá, trung tá, thiếu tá, thiếu tướng, tiến sĩ, thạc sĩ, kỹ sư, nhà báo, nghệ sĩ, luật sư"
)
SURNAMES = frozenset(
    """nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý cao đinh trịnh mai tô
    lâm lương đoàn trương tạ hà đào phùng vương tăng thái châu quách chu triệu lưu mạc khúc đàm
    kiều nghiêm nông ma giàng lò hứa doãn thân văn tống bạch la lại ninh khổng ngụy cù từ khuất
    an âu bành biện cung cấn diệp giang giáp hán hàn hạ h' k' kim lục liêu lộ lã mã ngọ nhữ ong ôn
    phí phương quản sầm sùng thạch thào thiều tiêu tôn trang tri trà ung ứng viên vi vừ xa""".split()
)
# Places that are towns or provincial cities, where "các huyện, thị xã: A, B" leaves the unit open.
PROVINCIAL_CITIES = frozenset(
    """hải dương|chí linh|bắc ninh|từ sơn|vĩnh yên|phúc yên|phủ lý|hưng yên|nam định|thái bình
    ninh bình|tam điệp|hạ long|móng cái|cẩm phả|uông bí|đông triều|lạng sơn|cao bằng|bắc kạn
    thái nguyên|sông công|phổ yên|tuyên quang|hà giang|lào cai|yên bái|việt trì|sơn la|điện biên phủ
    lai châu|hòa bình|bắc giang|thanh hóa|sầm sơn|vinh|hà tĩnh|đồng hới|đông hà|huế|hội an|tam kỳ
    quảng ngãi|quy nhơn|tuy hòa|nha trang|cam ranh|phan rang - tháp chàm|phan thiết|kon tum|pleiku
    buôn ma thuột|gia nghĩa|đà lạt|bảo lộc|đồng xoài|tây ninh|thủ dầu một|dĩ an|thuận an|tân uyên
    bến cát|biên hòa|long khánh|vũng tàu|bà rịa|phú mỹ|tân an|mỹ tho|gò công|bến tre|trà vinh
    vĩnh long|cao lãnh|sa đéc|hồng ngự|long xuyên|châu đốc|rạch giá|hà tiên|phú quốc|vị thanh
    ngã bảy|sóc trăng|bạc liêu|cà mau|thủ đức""".replace("\n", "|")
    .replace("    ", "")
    .split("|")
)
TOWNS = frozenset(
    """kinh môn|quế võ|thuận thành|duy tiên|mỹ hào|quảng yên|nghĩa lộ|phú thọ|mường lay|sa pa
    việt yên|bỉm sơn|nghi sơn|cửa lò|thái hòa|hoàng mai|hồng lĩnh|kỳ anh|ba đồn|quảng trị|hương thủy
    hương trà|phong điền|điện bàn|đức phổ|an nhơn|hoài nhơn|sông cầu|đông hòa|ninh hòa|la gi|an khê
    ayun pa|buôn hồ|bình long|phước long|chơn thành|hòa thành|trảng bàng|kiến tường|cai lậy|duyên hải
    bình minh|tịnh biên|tân châu|long mỹ|vĩnh châu|ngã năm|giá rai|sơn tây|chũ|mộc châu""".replace(
        "\n", "|"
    )
    .replace("    ", "")
    .split("|")
)
