"""Mail settings, trials against a real mail server, and mails that wait for a person's word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import make_app
from tests.factories.mails import make_mail
from tests.factories.sink import Sink, running
from tests.factories.tasks import make_committee
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.models.reminders import Mail, MailState, RowState
from tracker.queries import mail_server as queries
from tracker.services import installation

SECRET = "mật-khẩu-của-máy-chủ"
ENTERED = {
    "host": "smtp.tinh.gov.vn",
    "port": "587",
    "security": "starttls",
    "user": "nhacviec",
    "password": SECRET,
    "sender": "Đôn Đốc <nhacviec@tinh.gov.vn>",
}


@pytest.fixture(scope="module")
def sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sink]:
    """A mail server."""
    with running(tmp_path_factory.mktemp("sink") / "taken.jsonl") as one:
        yield one


def version(desk: FlaskClient) -> str:
    """The version in the form."""
    found = re.search(r'name="version"[^>]* value="(\d+)"', desk.get("/admin/mail").text)
    assert found
    return found[1]


def enter(desk: FlaskClient, **changes: str):
    """Fill the form in."""
    values = {"version": version(desk)} | ENTERED | changes
    return desk.post("/admin/mail", data=values)


def use(sink: Sink) -> None:
    """Let mail go to the sink."""
    values = {"host": "127.0.0.1", "port": sink.port, "security": "none"}
    server = values | {"user": "", "password": "", "sender": "nhacviec@haiduong.example"}
    installation.set_value(queries.NAME, json.dumps(server))
    db.session.commit()


def test_what_was_entered_is_stored_and_the_password_never_shown(desk: FlaskClient) -> None:
    assert enter(desk).status_code == 302
    stored = queries.find_entered()
    assert stored is not None
    assert (stored.host, stored.port, stored.password) == ("smtp.tinh.gov.vn", 587, SECRET)
    page = desk.get("/admin/mail").text
    assert "smtp.tinh.gov.vn" in page
    assert "Ví dụ: Đôn Đốc &lt;nhacviec@tinh.gov.vn&gt;" in page
    assert SECRET not in page
    assert "Đã lưu một mật khẩu" in page
    entry = db.session.query(JournalEntry).one()
    assert entry.act == "mail_server_changed"
    assert "smtp" not in json.dumps(entry.data)


def test_an_empty_password_keeps_the_stored_one_for_the_same_server_only(
    desk: FlaskClient,
) -> None:
    enter(desk)
    assert enter(desk, password="", port="465").status_code == 302
    stored = queries.find_entered()
    assert stored is not None
    assert (stored.port, stored.password) == (465, SECRET)
    db.session.rollback()
    for change in ({"host": "khac.example"}, {"user": "khac"}):
        answer = enter(desk, password="", **change)
        assert answer.status_code == 400
        assert "đề nghị nhập lại mật khẩu" in answer.text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"host": ""}, "Đề nghị điền mục này"),
        ({"host": "không phải máy"}, "Tên máy chủ không hợp lệ"),
        ({"port": "99999"}, "Đề nghị nhập số từ 1 đến 65535"),
        ({"port": "x"}, "Đề nghị nhập một số nguyên"),
        ({"security": "ssl"}, "Lựa chọn này không có trong danh sách"),
        ({"sender": "Đôn Đốc"}, "Địa chỉ không hợp lệ"),
    ],
)
def test_bad_values_come_back_with_the_reason(
    desk: FlaskClient, change: dict[str, str], words: str
) -> None:
    answer = enter(desk, **change)
    assert answer.status_code == 400
    assert words in answer.text
    assert "nhacviec" in answer.text
    assert SECRET not in answer.text
    assert queries.find_entered() is None


def test_a_stale_form_shows_both_and_hides_the_password(desk: FlaskClient) -> None:
    first = version(desk)
    enter(desk)
    answer = enter(desk, version=first, host="khac.example", password="khác")
    assert answer.status_code == 409
    assert "khac.example" in answer.text
    assert "smtp.tinh.gov.vn" in answer.text
    assert SECRET not in answer.text
    assert "khác<" not in answer.text


def test_a_trial_arrives_and_the_answer_is_shown(desk: FlaskClient, sink: Sink) -> None:
    use(sink)
    number = len(sink.messages())
    answer = desk.post("/admin/mail/test", data={"recipient": "thu@haiduong.example"})
    assert answer.status_code == 302
    assert "Máy chủ thư đã nhận thư thử: 250 2.0.0 Taken" in desk.get("/admin/mail").text
    assert sink.messages()[number]["To"] == "thu@haiduong.example"
    assert db.session.query(Mail).count() == 0


@pytest.mark.parametrize(
    ("recipient", "words"),
    [
        ("rcpt5@x.example", ("Máy chủ thư từ chối thư này", "550 5.1.1 No such user")),
        ("rcpt4@x.example", ("tạm thời chưa nhận", "450 4.2.1")),
        ("lost@x.example", ("mất kết nối trước khi máy chủ trả lời",)),
        ("không có", ("Địa chỉ thư điện tử không hợp lệ",)),
        ("", ("Đề nghị điền mục này",)),
    ],
)
def test_a_trial_that_fails_says_why_in_plain_words(
    desk: FlaskClient, sink: Sink, recipient: str, words: tuple[str, ...]
) -> None:
    use(sink)
    answer = desk.post("/admin/mail/test", data={"recipient": recipient})
    assert answer.status_code == 400
    assert all(one in answer.text for one in words)
    assert f'value="{recipient}"' in answer.text


def test_a_server_that_is_not_there(desk: FlaskClient) -> None:
    assert desk.post("/admin/mail/test", data={"recipient": "a@b.example"}).status_code == 400
    enter(desk, host="127.0.0.1", port="1", user="", password="")
    answer = desk.post("/admin/mail/test", data={"recipient": "a@b.example"})
    assert "Không nối được với máy chủ thư" in answer.text


def stuck(now: datetime) -> list[Mail]:
    """A failed and an uncertain mail, with contents that nobody here may see."""
    committee = make_committee()
    made = []
    for state in (MailState.FAILED, MailState.UNCERTAIN):
        mail = make_mail(
            committee, f"{state}@haiduong.example", now=now, subject="MARK", text="MARK"
        )
        mail.state, mail.last_error = state, "550 5.1.1 No such user"
        mail.rows[0].state = RowState(state.value)
        made.append(mail)
    db.session.commit()
    return made


def test_stuck_mails_show_address_state_and_error_but_no_contents(
    desk: FlaskClient, now: datetime
) -> None:
    stuck(now)
    page = desk.get("/admin/mail").text
    assert "failed@haiduong.example" in page
    assert "550 5.1.1 No such user" in page
    assert "Chưa rõ đã đến hay chưa" in page
    assert "MARK" not in page
    assert "2 thư không gửi được hoặc chưa rõ" in desk.get("/admin/").text


def test_an_administrator_sends_again_or_drops(desk: FlaskClient, now: datetime) -> None:
    failed, uncertain = stuck(now)
    assert desk.post(f"/admin/mail/{failed.id}/again").status_code == 302
    assert desk.post(f"/admin/mail/{uncertain.id}/drop").status_code == 302
    states = [(mail.state, mail.rows[0].state) for mail in (failed, uncertain)]
    assert states == [
        (MailState.WAITING, RowState.PLANNED),
        (MailState.VOID, RowState.VOID),
    ]
    again = desk.post(f"/admin/mail/{failed.id}/again", headers={"Referer": "http://localhost/x"})
    assert again.status_code == 302
    assert "không còn ở trạng thái gửi lỗi" in desk.get("/admin/mail").text
    assert desk.post("/admin/mail/999/drop").status_code == 404


def test_counts_stand_by_day_and_state(desk: FlaskClient) -> None:
    for mail in stuck(datetime.now().astimezone()):
        mail.state = MailState.SENT
    db.session.commit()
    row = desk.get("/admin/mail").text.rpartition("<tbody")[2]
    numbers = re.findall(r'<td role="cell" class="num r[^"]*"[^>]*>(\d+)</td>', row)
    assert numbers == ["0", "0", "2", "0", "0", "0"]


def test_a_server_from_the_environment_wins_and_is_not_edited_here(
    app: Flask, desk: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(desk)
    given = make_app(
        app.extensions["tracker.settings"].data_dir,
        smtp_host="mail.given.example",
        smtp_sender="a@given.example",
        smtp_password=SECRET,
    )
    monkeypatch.setitem(app.extensions, "tracker.settings", given.extensions["tracker.settings"])
    page = desk.get("/admin/mail").text
    assert "mail.given.example:587" in page
    assert "TRACKER_SMTP_" in page
    assert SECRET not in page
    assert 'name="host"' not in page
    desk.post("/admin/mail", data=ENTERED | {"host": "khac.example"})
    stored = queries.find_entered()
    assert stored is not None
    assert stored.host == "smtp.tinh.gov.vn"


def test_nobody_else_comes_near(others: list[FlaskClient], now: datetime) -> None:
    mail = stuck(now)[0]
    for browser in others:
        assert browser.get("/admin/mail").status_code in (302, 403)
        for path in ("/admin/mail/test", f"/admin/mail/{mail.id}/again"):
            assert browser.post(path).status_code in (302, 403)
    assert mail.state is MailState.FAILED
