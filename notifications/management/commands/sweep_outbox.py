"""`manage.py sweep_outbox`: what the task of the same name does each minute."""

from typing import Any

from django.core.management.base import BaseCommand

from notifications.tasks import sweep


class Command(BaseCommand):
    """Give back what dead workers left and hand over what is due."""

    help = "Chuyển các thư đến lượt gửi cho tiến trình gửi thư."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Đã chuyển {sweep()} thư cho tiến trình gửi thư.")
