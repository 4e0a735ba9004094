from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "dashboards"

    def ready(self) -> None:
        from directives import long_exports  # models are there only by now

        from .reports.annexes import content

        long_exports.register(long_exports.What.MONTH, content)
