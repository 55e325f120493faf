"""A draft under review, and the secretary's browser that it is reviewed with."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee
from tracker.domain.access import CommitteeRole
from tracker.domain.tasks import Part
from tracker.extensions import db
from tracker.models.committees import CommitteeMember
from tracker.models.conclusions import Conclusion
from tracker.models.people import CommitteePost, User
from tracker.models.proposals import Proposal, ProposalParty, ProposalState

SignIn = Callable[[User], FlaskClient]
TEXT = (
    "Đồng chí Trưởng Tiểu ban kết luận:\n"
    "1. Giao Sở Y tế phối hợp với Công an tỉnh lập <phương án> trực trước ngày 20/6/2020.\n"
    "2. Trung tâm Xúc tiến đầu tư tổng hợp danh mục dự án.\n"
)


class Desk:
    """A secretary's browser, and a stranger's."""

    def __init__(self, sign_in: SignIn) -> None:
        """Set up a committee with two agencies."""
        self.committee = make_committee()
        self.agencies = [make_agency(name) for name in ("Sở Y tế", "Công an tỉnh")]
        self.committee.members.append(CommitteeMember(agency_id=self.agencies[0].id))
        self.browser = sign_in(self._person("thuky", CommitteeRole.SECRETARY))
        self.other = sign_in(self._person("thuky2", CommitteeRole.SECRETARY))
        self.leader = sign_in(self._person("lanhdao", CommitteeRole.LEADER))
        self.stranger = sign_in(make_user("la"))

    def _person(self, login: str, role: CommitteeRole) -> User:
        user = make_user(login)
        user.committee_roles.append(CommitteePost(committee_id=self.committee.id, role=role))
        return user

    def send(self, text: str = TEXT, **more: object) -> object:
        """Send the form of a new conclusion."""
        fields: dict[str, Any] = {
            "committee": self.committee.id,
            "source": "notice",
            "title": "Kết luận ngày 11/6",
            "held_on": "11/06/2020",
            "text": text,
            **more,
        }
        if isinstance(fields.get("file"), tuple):
            content, name = fields["file"]
            fields["file"] = (BytesIO(content), name)
        return self.browser.post("/conclusions/new", data=fields)

    def draft(self) -> Conclusion:
        """Take the text in and give the draft."""
        assert self.send().status_code == 302  # type: ignore[attr-defined]
        return db.session.scalars(select(Conclusion)).one()

    def open_draft(self, text: str = TEXT) -> str:
        """Take a text in and give the address of the draft."""
        answer = self.send(text)
        assert answer.status_code == 302  # type: ignore[attr-defined]
        return str(answer.location.removesuffix("/review"))  # type: ignore[attr-defined]

    def press(self, card: Proposal, act: str = "save", **changed: object) -> Any:
        """Press a button of a card after changing some of its fields."""
        address = f"/conclusions/{card.conclusion_id}/proposals/{card.id}"
        answer = self.browser.post(address, data=fields_of(card, act=act, **changed))
        db.session.expire_all()
        return answer

    def cards(self) -> list[Proposal]:
        """The proposals as stored."""
        return list(db.session.scalars(select(Proposal).order_by(Proposal.position)))

    def shown(self) -> list[Proposal]:
        """Those that were not removed."""
        return [card for card in self.cards() if card.state is not ProposalState.REMOVED]


def fields_of(card: Proposal, **changed: object) -> dict[str, object]:
    """What the card's form sends when nothing was touched."""
    return {
        "version": card.version,
        "title": card.title,
        "kind": card.kind.value,
        "cycle": card.cycle,
        "product": card.product,
        "report_to": card.report_to,
        "due_on": f"{card.due_on:%d/%m/%Y}" if card.due_on else "",
        "lead": [_key(one) for one in card.parties if one.part is Part.LEAD],
        "coordinating": [_key(one) for one in card.parties if one.part is Part.COORDINATING],
        **_ticked(card),
        **changed,
    }


def _key(party: ProposalParty) -> str:
    if party.group_id is not None:
        return f"group:{party.group_id}"
    return f"agency:{party.agency_id}" if party.agency_id else f"text:{party.name}"


def _ticked(card: Proposal) -> dict[str, list[int]]:
    groups = [party for party in card.parties if party.group_id is not None]
    return {f"members-{_key(one)}": [each.agency_id for each in one.chosen] for one in groups}
