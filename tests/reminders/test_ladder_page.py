"""What the head of the Office sees of the automatic reminders, beside the rules they set."""

from html import unescape

import pytest
from django.urls import reverse

from reminders.models import ReminderRule
from tests.directives.conftest import HTMX

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ladder")]


def test_the_rungs_in_use_stand_with_whom_they_tell(dung, client, django_assert_num_queries):
    ReminderRule.objects.filter(name="Trước hạn 1 ngày").update(is_active=False)
    client.force_login(dung)
    address = reverse("reminders:ladder")
    assert f'hx-get="{address}"' in client.get(reverse("directives:rules")).text
    with django_assert_num_queries(3):  # who asks, and the rungs
        piece = unescape(client.get(address, headers=HTMX).text)
    for words in (
        "Trước hạn 7 ngày",
        "Quá hạn, nhắc lại sau mỗi 3 ngày",
        "chuyên viên theo dõi, lãnh đạo Văn phòng",
    ):
        assert words in piece
    assert "Trước hạn 1 ngày" not in piece
    assert "<main" not in piece
    assert "<main" in client.get(address).text
