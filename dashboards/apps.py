from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "dashboards"

    def ready(self) -> None:
        from directives import long_exports  # models are there only by now
        from notifications import sight

        from .reports.annexes import content
        from .reports.telling import ABOUT, hidden_from

        long_exports.register(long_exports.What.MONTH, content)
        sight.register(ABOUT, hidden_from)
