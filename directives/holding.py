"""A request is answered by one set of rules, which is read once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .models.rules import rules_held


def hold_rules(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the rules of following up are asked for once in a request, however many rows it shows."""

    def answer(request: HttpRequest) -> HttpResponse:
        with rules_held():
            return get_response(request)

    return answer
