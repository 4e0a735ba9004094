"""Print one sample account for each role, with its password: `manage.py sample_accounts`."""

from typing import Any

from django.core.management.base import BaseCommand

from demo.people import PASSWORD, sample_accounts


class Command(BaseCommand):
    help = "In tài khoản mẫu của từng vai trò; không in gì khi không phải dữ liệu mẫu."

    def handle(self, *args: Any, **options: Any) -> None:
        accounts = sample_accounts()
        if not accounts:
            return
        lines = [f"  {user.username:<12}{user.full_name}, {user.position}" for user in accounts]
        self.stdout.write("\n".join([f"Tài khoản mẫu, mật khẩu chung: {PASSWORD}", *lines]))
