"""The annex of tasks over the web: who gets which rows."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from flask import Flask

from tests.factories.drafts import SignIn
from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.committees import CommitteeMember
from tracker.models.conclusions import Conclusion
from tracker.models.people import AgencyPost, CommitteePost


class World:
    """Two tasks, the first of an agency, and people who see more or less of them."""

    def __init__(self, sign_in: SignIn) -> None:
        """Publish the tasks in the order of their places, not of their days."""
        committee = make_committee(name="Tiểu ban Tuyên truyền")
        paper, police, health = (make_agency(one) for one in ("Báo", "Công an tỉnh", "Sở Y tế"))
        self.conclusion = make_conclusion(committee)
        self.first = make_task(
            self.conclusion, "=1+1 Lập kế hoạch", leads=[paper], due_on=date(2020, 7, 10)
        )
        self.second = make_task(
            self.conclusion,
            "Trực y tế",
            leads=[health],
            coordinating=[police],
            due_on=date(2020, 7, 1),
        )
        self.second.product, self.second.report_to = "Phương án", "Thường trực Tỉnh ủy"
        committee.members.append(CommitteeMember(agency_id=paper.id))
        secretary, officer, stranger = (make_user(one) for one in ("thuky", "bao", "la"))
        post = CommitteePost(committee_id=committee.id, role=CommitteeRole.SECRETARY)
        secretary.committee_roles.append(post)
        officer.agency_roles.append(AgencyPost(agency_id=paper.id, role=AgencyRole.OFFICER))
        db.session.commit()
        self.id = self.conclusion.id
        self.secretary, self.officer, self.stranger = map(sign_in, (secretary, officer, stranger))

    def address(self, name: str) -> str:
        """The address of one of the files."""
        return f"/conclusions/{self.id}/annex/{name}"


@pytest.fixture
def world(app: Flask, sign_in: SignIn) -> World:
    return World(sign_in)


def rows_of(content: bytes) -> list[list[str]]:
    """The rows of the annex's table, without its heading."""
    table = docx.Document(BytesIO(content)).tables[1]
    return [[cell.text for cell in row.cells] for row in table.rows][1:]


def words_of(content: bytes) -> str:
    """Everything that stands outside the annex's table."""
    document = docx.Document(BytesIO(content))
    cells = document.tables[0].rows[0].cells
    paragraphs: list[Any] = [one for cell in cells for one in cell.paragraphs]
    return "\n".join(one.text for one in [*paragraphs, *document.paragraphs])


@pytest.mark.parametrize("form", ["party", "state"])
def test_the_secretariat_gets_every_column_in_the_conclusions_order(
    world: World, form: str
) -> None:
    answer = world.secretary.get(world.address(f"{form}.docx"))
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    assert rows_of(answer.data) == [
        ["1", "=1+1 Lập kế hoạch", "Báo", "", "10/07/2020", "", ""],
        [
            "2",
            "Trực y tế",
            "Sở Y tế",
            "Công an tỉnh",
            "01/07/2020",
            "Phương án",
            "Báo cáo Thường trực Tỉnh ủy",
        ],
    ]
    assert "Bản trích" not in words_of(answer.data)


def test_a_member_agency_gets_only_the_heads_of_others_tasks(world: World) -> None:
    answer = world.officer.get(world.address("party.docx"))
    assert rows_of(answer.data)[1] == ["2", "Trực y tế", "Sở Y tế", "", "01/07/2020", "", ""]
    assert "Bản trích" in words_of(answer.data)
    sheet = openpyxl.load_workbook(
        BytesIO(world.officer.get(world.address("table.xlsx")).data)
    ).active
    said = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert "Trực y tế" in said
    assert "Phương án" not in said
    assert "Công an" not in said


def test_number_and_day_stand_on_it_once_it_is_issued(world: World) -> None:
    before = words_of(world.secretary.get(world.address("party.docx")).data)
    assert "(Kèm theo Kết luận cuộc họp)" in before
    conclusion = db.session.get_one(Conclusion, world.id)
    conclusion.number, conclusion.issued_on = "7-TB/TU", date(2020, 6, 12)
    db.session.commit()
    after = words_of(world.secretary.get(world.address("party.docx")).data)
    assert "Số 07-TB/TU\n" in after
    assert "Thông báo kết luận số 07-TB/TU ngày 12 tháng 6 năm 2020 của Tiểu ban" in after


def test_it_is_vietnamese_whatever_the_readers_language(world: World) -> None:
    second = db.session.get_one(type(world.second), world.second.id)
    second.due_on, second.cycle, second.state = None, "monthly:25", TaskState.SUSPENDED
    db.session.commit()
    world.secretary.post("/language", data={"language": "en"})
    row = rows_of(world.secretary.get(world.address("state.docx")).data)[1]
    assert row[4] == "Hằng tháng, ngày 25"
    assert row[6] == "Tạm dừng; Báo cáo Thường trực Tỉnh ủy"


def test_strangers_and_drafts_have_none(world: World) -> None:
    assert world.stranger.get(world.address("party.docx")).status_code == 404
    assert world.stranger.get(world.address("table.xlsx")).status_code == 404
    assert world.secretary.get(world.address("other.docx")).status_code == 404
    conclusion = db.session.get_one(Conclusion, world.id)
    conclusion.state = type(conclusion.state).DRAFT
    db.session.commit()
    assert world.secretary.get(world.address("party.docx")).status_code == 404


def test_the_page_of_the_conclusion_leads_to_each_file(world: World) -> None:
    page = world.officer.get(f"/conclusions/{world.id}").text
    for name in ("party.docx", "state.docx", "table.xlsx"):
        assert f'href="{world.address(name)}"' in page
