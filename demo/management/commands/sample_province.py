"""Fill an empty database with a believable province: `manage.py sample_province [--years 3] [--seed 7]`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from demo.province import SEED, NotEmpty, make_sample


class Command(BaseCommand):
    help = "Tạo dữ liệu mẫu khi cơ sở dữ liệu còn trống; có tài khoản rồi thì không làm gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--years", type=int, default=0, help="years of monthly sessions (default: half a year)"
        )
        parser.add_argument("--seed", type=int, default=SEED, help="the same seed gives the same province")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = make_sample(seed=options["seed"], years=options["years"])
        except NotEmpty:
            self.stdout.write("Đã có tài khoản: không tạo dữ liệu mẫu.")
            return
        self.stdout.write(
            f"Đã tạo dữ liệu mẫu: {made.documents} văn bản, {made.directives} nhiệm vụ, "
            f"{made.shares} phần việc của các cơ quan."
        )
