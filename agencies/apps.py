from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "agencies"
    verbose_name = "Danh mục cơ quan"

    def ready(self) -> None:
        from .wording import use_our_words

        use_our_words()
