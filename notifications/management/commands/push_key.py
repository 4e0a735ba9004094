"""`manage.py push_key`: a key for Web Push, to be kept among the settings of the deployment."""

from typing import Any

from django.core.management.base import BaseCommand

from notifications.vapid import new_key


class Command(BaseCommand):
    """Print a new key. Nothing is stored: whoever runs the site keeps it."""

    help = "Tạo khóa để bật thông báo đẩy. Chỉ in ra, không lưu; đổi khóa thì mọi thiết bị phải bật lại."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"WEB_PUSH_PRIVATE_KEY={new_key()}")
