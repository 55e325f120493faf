"""Extensions on both databases: who asks, who decides, once for all leads, within the limits."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories.extensions import AT, DUE, WANTED, C, G, R, Scene
from tracker.domain.errors import InvalidInput, NotAllowed, NotFound
from tracker.domain.extensions import ExtensionState
from tracker.domain.tasks import AssignmentState, Kind, Move, TaskState
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.models.people import CommitteePost
from tracker.models.reminders import LedgerRow, MailKind, RowState
from tracker.queries import extensions as queries
from tracker.services import asking, due_dates, extensions, handovers
from tracker.services.asking import Request
from tracker.services.extensions import Decision
from tracker.services.handovers import Reassigning
from tracker.services.updates import KeptEvidence, Said, make_move

LATER = AT + timedelta(hours=3)
FILE = KeptEvidence("Công văn.pdf", "application/pdf", 12, "0" * 64)


@pytest.fixture
def scene(app: Flask) -> Scene:
    """One task with two leads and a coordinator, due on 10 July."""
    return Scene()


def told(rule: str) -> list[str]:
    """Whom a notice goes to."""
    rows = select(LedgerRow.recipient).where(LedgerRow.rule == rule)
    return sorted(db.session.scalars(rows.where(LedgerRow.kind == MailKind.NOTICE)))


def journal(act: str) -> JournalEntry:
    """The newest entry of an act."""
    rows = select(JournalEntry).where(JournalEntry.act == act)
    return db.session.scalars(rows.order_by(JournalEntry.id.desc())).first()


def test_a_request_waits_and_the_old_date_counts(scene: Scene) -> None:
    asked = scene.ask(evidence=[FILE], new_text="20/7")
    assert (asked.state, asked.due_on, asked.wanted_on) == (ExtensionState.PENDING, DUE, WANTED)
    assert (asked.request.text, asked.wanted_text, asked.is_late) == (
        "Chưa đủ số liệu",
        "20/7",
        False,
    )
    assert [one.name for one in asked.request.evidence] == ["Công văn.pdf"]
    assert scene.task.deadline_on == DUE
    lead = scene.task.assignments[0]
    assert lead.state is AssignmentState.RECEIVED
    assert [one.state for one in lead.changes][-1] is AssignmentState.RECEIVED
    assert told("extension_ask") == ["thuky2@hd.example", "thuky@hd.example"]
    entry = journal("extension_ask")
    assert entry.data == {"wanted_on": "2020-07-20"}
    assert entry.agency_id == scene.lead.id


def test_granting_as_asked_moves_the_date_once_for_all_leads(scene: Scene) -> None:
    asked = scene.ask()
    scene.decide(asked, words="Đồng ý")
    task = scene.task
    assert (asked.state, asked.new_on, asked.answer) == (ExtensionState.GRANTED, WANTED, "Đồng ý")
    assert (task.due_on, task.deadline_on) == (WANTED, WANTED)
    assert [one.due_on for one in task.due_dates] == [DUE, WANTED]
    assert task.due_dates[-1].rule == {"rule": "fixed", "extension": asked.id}
    assert task.due_dates[-1].reason == "Chưa đủ số liệu"
    assert [one.deadline_on for one in task.changes] == [DUE, WANTED]
    agencies = ["bao@hd.example", "canbo@hd.example", "giup@hd.example"]
    assert told("extension_grant") == sorted([*agencies, "so@hd.example", "vt@hd.example"])
    assert told("due_date_changed") == []
    assert queries.list_extended([task.id]) == {task.id: queries.Extended(1, DUE)}


def test_another_date_and_a_refusal_need_words(scene: Scene) -> None:
    asked = scene.ask()
    middle = date(2020, 7, 15)
    for move, values, code in (
        (C, {"new_on": middle}, "reason_needed"),
        (C, {"words": "Sớm hơn"}, "new_date_needed"),
        (C, {"words": "Sớm hơn", "new_on": DUE}, "extension_not_later"),
        (R, {"words": "  "}, "reason_needed"),
    ):
        with pytest.raises(InvalidInput, match=code):
            scene.decide(asked, move, **values)
        db.session.rollback()
    scene.decide(asked, C, words="Sớm hơn", new_on=middle)
    assert (asked.state, scene.task.due_on) == (ExtensionState.CHANGED, middle)
    second = scene.ask("bao", part=1)
    scene.decide(second, R, words="Không còn thời gian")
    assert (second.state, second.new_on) == (ExtensionState.REFUSED, None)
    assert scene.task.due_on == middle
    assert len(told("extension_refuse")) == 5
    assert queries.list_extended([scene.task.id])[scene.task.id].count == 1


def test_who_may_ask(scene: Scene) -> None:
    for login in ("lanhdao", "quansat", "giup", "bao"):
        with pytest.raises(NotAllowed):
            scene.ask(login, on_behalf_source="Điện thoại")
        db.session.rollback()
    with pytest.raises(NotAllowed):
        scene.ask("giup", part=2)
    db.session.rollback()
    with pytest.raises(NotFound):
        scene.ask("ngoai")
    with pytest.raises(InvalidInput, match="source_needed"):
        scene.ask("thuky")
    db.session.rollback()
    asked = scene.ask("thuky", on_behalf_source="Điện thoại, ông Đức")
    assert asked.request.on_behalf_source == "Điện thoại, ông Đức"
    assert journal("extension_ask").data["on_behalf"] is True


def test_who_may_decide(scene: Scene) -> None:
    asked = scene.ask()
    for login in ("lanhdao", "quansat", "canbo", "bao", "giup"):
        with pytest.raises(NotAllowed):
            scene.decide(asked, login=login)
        db.session.rollback()
        assert not extensions.may_decide(asked, scene.viewer(login))
    with pytest.raises(NotFound):
        scene.decide(asked, login="ngoai")
    assert extensions.may_decide(asked, scene.viewer("thuky2"))


def test_leaders_decide_where_the_settings_say_so(scene: Scene) -> None:
    scene.committee.extensions_by_leaders = True
    asked = scene.ask()
    assert told("extension_ask") == ["lanhdao@hd.example", "thuky2@hd.example", "thuky@hd.example"]
    with pytest.raises(NotAllowed):
        scene.decide(asked)
    db.session.rollback()
    scene.decide(asked, login="lanhdao")
    assert scene.task.due_on == WANTED


def test_secretaries_decide_when_no_leader_can_log_in(scene: Scene) -> None:
    scene.committee.extensions_by_leaders = True
    scene.users["lanhdao"].is_active = False
    scene.decide(scene.ask())
    assert scene.task.due_on == WANTED


def test_nobody_decides_his_own_matter_unless_nobody_else_can(scene: Scene) -> None:
    asked = scene.ask("thuky", on_behalf_source="Điện thoại")
    assert not extensions.may_decide(asked, scene.viewer("thuky"))
    with pytest.raises(NotAllowed, match="own_extension"):
        scene.decide(asked)
    db.session.rollback()
    scene.users["thuky2"].is_active = False
    db.session.commit()
    scene.decide(asked)
    assert asked.is_own_matter
    assert journal("extension_grant").data["own_extension"] is True


def test_who_acts_for_a_lead_does_not_decide_either(scene: Scene) -> None:
    asked = scene.ask("canbo")
    hats = scene.users["bao"]
    role = scene.users["thuky"].committee_roles[0].role
    hats.committee_roles.append(CommitteePost(committee_id=scene.committee.id, role=role))
    db.session.commit()
    with pytest.raises(NotAllowed, match="own_extension"):
        scene.decide(asked, login="bao")


def test_one_request_at_a_time_and_a_double_click_asks_once(scene: Scene) -> None:
    first, again = (scene.ask(form_key="k1") for _click in range(2))
    assert first.id == again.id
    with pytest.raises(InvalidInput, match="extension_pending"):
        scene.ask("bao", part=1)
    db.session.rollback()
    scene.decide(first)
    again = scene.decide(first)
    assert [one.due_on for one in scene.task.due_dates] == [DUE, WANTED]
    for login, move in (("thuky2", G), ("thuky", R)):
        with pytest.raises(InvalidInput, match="extension_settled"):
            scene.decide(first, move, login, words="Muộn rồi")
        db.session.rollback()


def test_what_cannot_be_extended(scene: Scene) -> None:
    task, lead = scene.task, scene.task.assignments[0]
    for row, name, value, code in (
        (task, "state", TaskState.SUSPENDED, "task_not_open"),
        (task, "kind", Kind.STANDING, "extension_standing"),
        (task, "due_on", None, "extension_without_date"),
        (lead, "state", AssignmentState.REPORTED, "extension_reported"),
    ):
        setattr(row, name, value)
        with pytest.raises(InvalidInput, match=code):
            scene.ask()
        db.session.rollback()
        assert asking.askers(task, scene.viewer("canbo")) == [lead]
    for values, code in (
        ({"reason": " "}, "reason_needed"),
        ({"reason": "x" * 2_001}, "words_too_long"),
        ({"new_on": DUE}, "extension_not_later"),
        ({"new_on": date(2020, 7, 21), "now": datetime(2020, 7, 22, tzinfo=UTC)}, "extension_past"),
    ):
        with pytest.raises(InvalidInput, match=code):
            scene.ask(**values)
        db.session.rollback()


def test_asked_after_the_date_is_marked(scene: Scene) -> None:
    asked = scene.ask(now=datetime(2020, 7, 13, 2, tzinfo=UTC))
    assert asked.is_late
    assert journal("extension_ask").data["late"] is True


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("extension_most", 0, "extension_limit_most"),
        ("extension_days_each", 9, "extension_limit_each"),
        ("extension_days_total", 9, "extension_limit_total"),
    ],
)
def test_limits_bind_both_sides(scene: Scene, setting: str, value: int, code: str) -> None:
    setattr(scene.committee, setting, value)
    db.session.commit()
    with pytest.raises(InvalidInput, match=code):
        scene.ask()
    db.session.rollback()
    setattr(scene.committee, setting, None)
    asked = scene.ask()
    setattr(scene.committee, setting, value)
    db.session.commit()
    with pytest.raises(InvalidInput, match=code):
        scene.decide(asked)
    db.session.rollback()
    due_dates.set_due_date(
        scene.task.id, due_on=WANTED, reason="Tự sửa", actor=scene.viewer("thuky"), now=LATER
    )
    assert scene.task.due_on == WANTED


def test_the_total_counts_from_the_first_date(scene: Scene) -> None:
    scene.committee.extension_days_total = 12
    scene.decide(scene.ask())
    with pytest.raises(InvalidInput, match="extension_limit_total") as refused:
        scene.ask(new_on=date(2020, 7, 23))
    assert refused.value.params["day"] == "22/07/2020"
    db.session.rollback()
    scene.decide(scene.ask(new_on=date(2020, 7, 22)))
    assert queries.list_extended([scene.task.id])[scene.task.id].count == 2


def test_a_request_is_withdrawn_by_who_asked(scene: Scene) -> None:
    asked = scene.ask()
    for login in ("bao", "giup", "lanhdao"):
        with pytest.raises(NotAllowed):
            asking.withdraw(asked.id, actor=scene.viewer(login), now=LATER)
        db.session.rollback()
    with pytest.raises(InvalidInput, match="source_needed"):
        asking.withdraw(asked.id, actor=scene.viewer("thuky"), now=LATER)
    db.session.rollback()
    asking.withdraw(asked.id, "Đã kịp", actor=scene.viewer("canbo"), now=LATER)
    db.session.commit()
    assert (asked.state, asked.answer) == (ExtensionState.WITHDRAWN, "Đã kịp")
    assert told("extension_withdraw") == ["thuky2@hd.example", "thuky@hd.example"]
    with pytest.raises(InvalidInput, match="extension_settled"):
        scene.decide(asked)


def finish(scene: Scene) -> None:
    """Both leads report, and both reports are accepted."""
    for login, part in (("canbo", 0), ("bao", 1)):
        said = Said(words="Đã xong")
        actor, part_id = scene.viewer(login), scene.task.assignments[part].id
        make_move(part_id, Move.REPORT, said, actor=actor, now=LATER)
        make_move(part_id, Move.ACCEPT, Said(), actor=scene.viewer("thuky"), now=LATER)
    db.session.commit()


def test_a_request_lapses_with_a_trace_when_the_task_is_completed(scene: Scene) -> None:
    asked = scene.ask()
    finish(scene)
    assert scene.task.state is TaskState.COMPLETED
    assert asked.state is ExtensionState.LAPSED
    assert journal("extension_lapse").data == {"wanted_on": "2020-07-20"}
    assert told("extension_lapse") == ["canbo@hd.example", "so@hd.example"]
    with pytest.raises(InvalidInput, match="extension_settled"):
        scene.decide(asked)


def test_a_request_lapses_when_its_agency_loses_the_task_and_the_new_one_may_ask(
    scene: Scene,
) -> None:
    asked, lead = scene.ask(), scene.task.assignments[0]
    values = Reassigning(scene.outside.id, "Đúng chức năng hơn")
    new = handovers.reassign(
        lead.id, values, version=lead.version, actor=scene.viewer("thuky"), now=LATER
    )
    db.session.commit()
    assert asked.state is ExtensionState.LAPSED
    request = Request(new_on=WANTED, reason="Mới nhận việc")
    again = asking.ask(new.id, request, actor=scene.viewer("ngoai"), now=LATER)
    assert again.is_pending


def test_a_request_of_another_lead_stays_when_a_part_changes_hands(scene: Scene) -> None:
    asked, joint = scene.ask(), scene.task.assignments[1]
    handovers.take_off(
        joint.id, reason="Thừa", version=joint.version, actor=scene.viewer("thuky"), now=LATER
    )
    db.session.commit()
    assert asked.is_pending


def test_a_date_as_late_as_the_one_asked_for_settles_the_request(scene: Scene) -> None:
    asked = scene.ask()
    for due_on, state in (
        (date(2020, 7, 13), ExtensionState.PENDING),
        (date(2020, 7, 31), ExtensionState.LAPSED),
    ):
        due_dates.set_due_date(
            scene.task.id, due_on=due_on, reason="Dời", actor=scene.viewer("thuky"), now=LATER
        )
        assert asked.state is state
    assert queries.list_extended([scene.task.id]) == {}


def test_many_are_decided_at_once_and_the_others_are_named(scene: Scene) -> None:
    from tests.factories.tasks import make_conclusion, make_task

    first = scene.ask()
    conclusion = make_conclusion(scene.committee, "Kết luận khác")
    scene.task = make_task(conclusion, "Việc hai", leads=[scene.lead], due_on=DUE)
    db.session.commit()
    own = scene.ask("thuky", on_behalf_source="Điện thoại")
    ids = [own.id, first.id, own.id]
    decided = extensions.decide_many(ids, Decision(G), actor=scene.viewer("thuky"), now=LATER)
    db.session.commit()
    assert decided.done == 1
    assert [(code, error.code) for code, error in decided.refused] == [
        (scene.task.code, "own_extension")
    ]
    assert (first.state, own.state) == (ExtensionState.GRANTED, ExtensionState.PENDING)
    with pytest.raises(NotFound):
        extensions.decide_many([own.id], Decision(G), actor=scene.viewer("ngoai"), now=LATER)


def test_rows_of_the_old_date_are_void_at_once(scene: Scene) -> None:
    from tracker.services import planning

    planning.plan(now=datetime(2020, 7, 7, 2, tzinfo=UTC))
    db.session.commit()
    digest = select(LedgerRow).where(LedgerRow.kind == MailKind.DIGEST)
    assert {row.due_on for row in db.session.scalars(digest)} == {DUE}
    scene.decide(scene.ask())
    db.session.expire_all()
    assert {row.state for row in db.session.scalars(digest)} == {RowState.VOID}
    planning.plan(now=datetime(2020, 7, 9, 2, tzinfo=UTC))
    planned = digest.where(LedgerRow.state == RowState.PLANNED, LedgerRow.rule == "before_due")
    assert {row.due_on for row in db.session.scalars(planned)} <= {WANTED}
