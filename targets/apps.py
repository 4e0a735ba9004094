from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "targets"
    verbose_name = "Chỉ tiêu"

    def ready(self) -> None:
        from directives import searching

        from .finding import find

        searching.register(find)
