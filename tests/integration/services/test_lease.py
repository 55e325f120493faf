"""The lease: one holder, renewed by itself, free when it has run out."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask

from tracker.queries import scheduler as queries
from tracker.services import lease

MINUTE = timedelta(minutes=1)


def test_one_holder_at_a_time(app: Flask, now: datetime) -> None:
    assert lease.take("remind", "first", now=now, lasting=MINUTE)
    assert not lease.take("remind", "second", now=now, lasting=MINUTE)
    assert lease.take("remind", "first", now=now + MINUTE / 2, lasting=MINUTE)
    assert not lease.take("remind", "second", now=now + MINUTE, lasting=MINUTE)
    assert lease.take("tidy", "second", now=now, lasting=MINUTE), "each job has its own"


def test_it_passes_on_when_it_has_run_out(app: Flask, now: datetime) -> None:
    lease.take("remind", "first", now=now, lasting=MINUTE)
    assert queries.find_holder("remind", now) == "first"
    assert queries.find_holder("remind", now + MINUTE) is None
    assert lease.take("remind", "second", now=now + MINUTE, lasting=MINUTE)
    assert not lease.take("remind", "first", now=now + MINUTE, lasting=MINUTE)


def test_it_is_given_back_in_order(app: Flask, now: datetime) -> None:
    lease.take("remind", "first", now=now)
    lease.give_back("other")
    assert not lease.take("remind", "second", now=now)
    lease.give_back("first")
    assert lease.take("remind", "second", now=now)
