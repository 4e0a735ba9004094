"""Set up the agencies of a province: `manage.py init_province "Nghệ An"`, or `--list`."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agencies.province import AnotherProvince, UnknownProvince, bare_name, provinces, set_up


class Command(BaseCommand):
    help = "Tạo danh mục cơ quan của một tỉnh: sở, ngành, xã, phường, cách viết tên và nhóm cơ quan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("province", nargs="?", default=settings.PROVINCE, metavar="TỈNH")
        parser.add_argument("--list", action="store_true", help="liệt kê 34 tỉnh, thành phố")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self.stdout.write("\n".join(bare_name(province) for province in provinces()))
            return
        try:
            report = set_up(options["province"])
        except (UnknownProvince, AnotherProvince) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"{report.province}: {report.agencies} cơ quan, trong đó {report.communes} xã, phường. "
            f"Mới thêm: {report.new_agencies} cơ quan, {report.new_groups} nhóm, "
            f"{report.new_aliases} cách viết."
        )
