from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "directives"

    def ready(self) -> None:
        from notifications import sight  # models are there only by now

        from .access import hidden_from

        sight.register("directive", hidden_from)
