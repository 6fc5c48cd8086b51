"""The job process: a tick when it is due, every task that waits, and no job stops another."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from trivsel.accounts import tasks
from trivsel.config import jobs

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ballots"])


def broken(*, at):
    raise RuntimeError(f"broken at {at}")


def test_a_task_that_waits_is_done():
    tasks.send_notice.enqueue("Hello", "A text", "karen@firm.dk")

    jobs.Jobs().once()

    assert [m.to for m in mail.outbox] == [["karen@firm.dk"]]
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_tick_comes_once_a_minute(monkeypatch):
    ticks = []
    monkeypatch.setattr(jobs, "EACH_TICK", [lambda *, at: ticks.append(at)])
    worker = jobs.Jobs()

    worker.once()
    worker.once()
    worker.next_tick -= jobs.TICK_SECONDS
    worker.once()

    assert len(ticks) == 2


def test_a_tick_runs_rounds_and_forgets_imports_openings_and_tasks():
    assert [job.__name__ for job in jobs.EACH_TICK] == [
        "tick",
        "forget_imports",
        "forget_openings",
        "forget_tasks",
    ]


def test_a_job_that_fails_stops_neither_the_next_one_nor_the_tasks(monkeypatch, caplog):
    done = []
    monkeypatch.setattr(jobs, "EACH_TICK", [broken, lambda *, at: done.append(at)])
    tasks.send_notice.enqueue("Hello", "A text", "karen@firm.dk")

    jobs.Jobs().once()

    assert len(done) == len(mail.outbox) == 1
    assert "tried again at the next tick" in caplog.text


def test_finished_tasks_are_forgotten_after_a_day_and_waiting_ones_are_kept():
    now = timezone.now()
    for _ in range(2):
        tasks.send_notice.enqueue("Hello", "A text", "karen@firm.dk")
    jobs.worker().run()
    old = DBTaskResult.objects.first()
    DBTaskResult.objects.filter(pk=old.pk).update(finished_at=now - timedelta(hours=25))
    waiting = tasks.send_notice.enqueue("Later", "A text", "karen@firm.dk")

    jobs.forget_tasks(at=now)

    left = {str(task.pk) for task in DBTaskResult.objects.all()}
    assert len(left) == 2
    assert str(old.pk) not in left
    assert waiting.id in left


def test_it_stops_when_it_is_told_to():
    worker = jobs.Jobs()

    worker.stop(15, None)

    assert not worker.running
