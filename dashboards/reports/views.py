"""The month's report: its numbers on a page, and the same as Word and Excel files."""

from io import BytesIO
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access import Act, demand, may, requires
from accounts.models import User
from agencies import calendar
from agencies.htmx import part
from directives.exporting import MOST_ROWS, file_name
from directives.models import Export
from directives.models.rules import follow_up_rules
from directives.spreadsheet import TYPE
from directives.views.exports import asked_for, offer
from directives.views.word_templates import no_paper
from directives.word_filling import BadTemplate
from directives.word_templates import CONTENT_TYPE

from .annexes import said_of, write_annexes
from .month import month_report
from .periods import MonthForm
from .rooms import rooms_of
from .word import MONTH_REPORT, MOST_LISTED, Asked, word_of

MOST_LINES = 10  # of each list on the page


@require_safe
@vary_on_headers("HX-Request")
@requires(Act.SEE_REPORTS)
def month(request: HttpRequest) -> HttpResponse:
    """The numbers of the report, each of which opens its rows."""
    return _page(request, MonthForm(request.GET, today=calendar.today()))


def _page(request: HttpRequest, form: MonthForm) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    context: dict[str, Any] = {"form": form, "rooms": rooms_of(user, request.path)}
    context["may_change_template"] = may(user, Act.SET_RULES)
    template = part(request, "reports/month.html", "report")
    if not form.is_valid():
        return render(request, template, context, status=422)
    context["report"] = month_report(form, user, most=MOST_LINES)
    context["before"], context["rules"] = form.before(), follow_up_rules(form.on)
    return render(request, template, context)


@require_safe
def month_word(request: HttpRequest) -> HttpResponseBase:
    """The report as a Word file; where the office's own template fails, why, and the delivered one."""
    user: User = request.user  # type: ignore[assignment]
    demand(user, Act.SEE_REPORTS)
    today = calendar.today()
    form = MonthForm(request.GET, today=today)
    if not form.is_valid():
        return _page(request, form)
    asked = Asked(form, month_report(form, user, most=MOST_LISTED), user, today)
    try:
        made = word_of(asked, delivered="delivered" in request.GET)
    except BadTemplate as problem:
        return no_paper(request, MONTH_REPORT, str(problem), back=(_back(request), "Báo cáo"))
    name = f"Báo cáo {str(form.chosen).replace('/', '-')}.docx"
    return FileResponse(BytesIO(made), as_attachment=True, filename=name, content_type=CONTENT_TYPE)


@require_safe
def month_excel(request: HttpRequest) -> HttpResponseBase:
    """Both annexes as a workbook."""
    user: User = request.user  # type: ignore[assignment]
    demand(user, Act.SEE_REPORTS)
    form = MonthForm(request.GET, today=calendar.today())
    if not form.is_valid():
        return _page(request, form)
    report = month_report(form, user, most=1)
    count = report.total["given"].count
    if count > MOST_ROWS:
        later = f"{reverse('reports:month_later')}?{form.address.urlencode()}"
        return offer(
            request, count=count, said=said_of(form), action=later, back=(_back(request), "Báo cáo tháng")
        )
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_annexes(file, report, form, user)
    file.seek(0)
    name = file_name(f"Phu luc bao cao {form.chosen}", form.on)
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPE)


@require_POST
def month_later(request: HttpRequest) -> HttpResponse:
    """Have both annexes made by a worker."""
    user: User = request.user  # type: ignore[assignment]
    demand(user, Act.SEE_REPORTS)
    return asked_for(request, Export.What.MONTH, back=_back(request))


def _back(request: HttpRequest) -> str:
    """The page with the same choices."""
    query = request.GET.copy()
    query.pop("delivered", None)
    return f"{reverse('reports:month')}?{query.urlencode()}"
