"""`manage.py give_occurrences`: what the task of the same name does."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directives.occurrences import Incomplete, give_all


class Command(BaseCommand):
    """Give out the occurrences of recurring work which are due soon, and those which were missed."""

    help = "Giao các kỳ sắp đến hạn của nhiệm vụ định kỳ. Chạy lại bao nhiêu lần, mỗi kỳ chỉ giao một lần."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(str(give_all()))
        except Incomplete as problem:
            raise CommandError(f"{problem}. Xem nhật ký để biết lý do.") from problem
