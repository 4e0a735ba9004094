"""Fill an empty database with a believable province: `manage.py sample_province`."""

from typing import Any

from django.core.management.base import BaseCommand

from demo.province import NotEmpty, make_sample


class Command(BaseCommand):
    help = "Tạo dữ liệu mẫu khi cơ sở dữ liệu còn trống; có tài khoản rồi thì không làm gì."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = make_sample()
        except NotEmpty:
            self.stdout.write("Đã có tài khoản: không tạo dữ liệu mẫu.")
            return
        self.stdout.write(
            f"Đã tạo dữ liệu mẫu: {made.documents} văn bản, {made.directives} nhiệm vụ, "
            f"{made.shares} phần việc của các cơ quan."
        )
