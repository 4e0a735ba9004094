"""Fill an empty database with a believable province: `manage.py sample_province [--years 3] [--seed 7]`."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from demo.province import SEED, NotEmpty, make_sample
from directives.models import Assignment
from meetings.models import Document


class Command(BaseCommand):
    help = "Tạo dữ liệu mẫu khi cơ sở dữ liệu còn trống; có tài khoản rồi thì không làm gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--years",
            type=int,
            default=0,
            help="years of sessions, meetings and letters (default: half a year of sessions)",
        )
        parser.add_argument("--seed", type=int, default=SEED, help="the same seed gives the same province")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            years = options["years"]
            made = make_sample(seed=options["seed"], years=years, on_month=self._say if years else None)
        except NotEmpty:
            self.stdout.write("Đã có tài khoản: không tạo dữ liệu mẫu.")
            return
        self.stdout.write(
            f"Đã tạo dữ liệu mẫu: {made.documents} văn bản, {made.directives} nhiệm vụ, "
            f"{made.shares} phần việc của các cơ quan."
        )

    def _say(self, month: date) -> None:
        """What takes minutes says where it is."""
        documents, shares = Document.objects.count(), Assignment.objects.count()
        self.stdout.write(
            f"  tháng {month.month}/{month.year}: đã có {documents} văn bản, {shares} phần việc"
        )
        self.stdout.flush()
