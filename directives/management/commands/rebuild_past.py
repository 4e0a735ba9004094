"""Make the record of past days anew from the history."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from directives import past
from directives.models import Assignment

AT_ONCE = 500


class Command(BaseCommand):
    """The versions of all shares, from their Events. Needed once after an upgrade, harmless ever after."""

    help = "Dựng lại số liệu các ngày đã qua từ lịch sử."

    def handle(self, *args: Any, **options: Any) -> None:
        keys = list(Assignment.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), AT_ONCE):
            with transaction.atomic():
                past.rebuild(
                    Assignment.objects.select_for_update(no_key=True).filter(
                        pk__in=keys[start : start + AT_ONCE]
                    )
                )
        self.stdout.write(f"Đã dựng lại {len(keys)} phần việc.")
