"""A night asks the database for batches, never for a person or a row: what `make bench` runs at full size."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.night import delivered, make_province, planned_night
from notifications.models import OutgoingMessage
from reminders import planning

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ladder")]


@pytest.fixture
def queries_for(monkeypatch):
    """How many queries a night takes for so many people, `together` of them told in one batch."""

    def run(people, *, together, shares_each=2, done_for_each=0):
        monkeypatch.setattr(planning, "TOLD_TOGETHER", together)
        with transaction.atomic():
            make_province(people, open_work=people * shares_each, done_for_each=done_for_each)
            night = planned_night()
            transaction.set_rollback(True)
        assert people <= night.people <= people + 1, "each of them, and who monitors"
        assert night.reminders >= night.people
        return night.queries

    return run


def test_a_batch_of_two_hundred_people_takes_as_many_queries_as_one_of_twenty(queries_for):
    assert queries_for(20, together=500) == queries_for(200, together=500)


def test_more_work_of_each_person_takes_no_more_queries(queries_for):
    assert queries_for(20, together=500, shares_each=2) == queries_for(20, together=500, shares_each=20)


def test_what_is_done_takes_no_query(queries_for):
    assert queries_for(20, together=500) == queries_for(20, together=500, done_for_each=9)


def test_each_further_batch_takes_the_same_queries_whatever_is_in_it(queries_for):
    one = queries_for(199, together=200)
    of_a_hundred = queries_for(199, together=100) - one
    of_twenty = queries_for(199, together=20) - one
    assert of_twenty == 9 * of_a_hundred


def test_a_message_that_leaves_takes_the_same_queries_however_many_wait(mailoutbox):
    make_province(40, open_work=80)
    planned_night()
    ids = list(OutgoingMessage.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as one:
        delivered(ids[:1])
    with CaptureQueriesContext(connection) as twenty:
        delivered(ids[1:21])
    assert len(twenty) == 20 * len(one)
    assert len(mailoutbox) == 21
