"""What leaders, the Office and the heads of agencies ask of the work."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access import Act, requires
from accounts.models import Role, User
from agencies import calendar
from agencies.htmx import part
from directives.access import agencies_seen_by, agency_for

from . import wall as wallboard
from .communes import CommunesForm, grid
from .panels import panels_of_agency, panels_of_leader, panels_of_office, panels_of_province
from .ranking import sort_links
from .rooms import rooms_of
from .scope import OwnScopeForm, ScopeForm

_RENEWED = "wall_renewed"  # in the session: when the wallboard last prolonged it
_RENEW_AFTER = 60 * 60  # seconds


@require_safe
@vary_on_headers("HX-Request")
@requires(Act.SEE_PROVINCE)
def province(request: HttpRequest) -> HttpResponse:
    """The province at a glance; every number opens its rows."""
    user: User = request.user  # type: ignore[assignment]
    form = ScopeForm(request.GET, today=calendar.today())

    def panels() -> dict[str, Any]:
        return {"sorts": sort_links(request.GET, form.chosen_sort)} | panels_of_province(form, user)

    return _board(request, "dashboards/province.html", form, panels)


@require_safe
@vary_on_headers("HX-Request")
def agency(request: HttpRequest, pk: int) -> HttpResponse:
    """An agency, for its own people and for those who see all: its place, what is due, who holds it."""
    user: User = request.user  # type: ignore[assignment]
    own = agency_for(user, pk)
    form = OwnScopeForm(request.GET, today=calendar.today(), fixed={"agency": own.pk, "role": "lead"})
    return _board(
        request, "dashboards/agency.html", form, lambda: panels_of_agency(own, form, user), agency=own
    )


@require_safe
@requires(Act.SEE_OWN_AGENCY)
def own_agency(request: HttpRequest) -> HttpResponse:
    """From the navigation to the dashboard of the agency one belongs to: the first, when they are several."""
    user: User = request.user  # type: ignore[assignment]
    first = agencies_seen_by(user).first()
    return redirect("dashboards:agency", first.pk) if first else redirect("directives:agencies")


@require_safe
@vary_on_headers("HX-Request")
@requires(Act.SEE_OFFICE)
def office(request: HttpRequest) -> HttpResponse:
    """The Office's own work: what it entered late, what waits for it, who looks after what."""
    user: User = request.user  # type: ignore[assignment]
    form = ScopeForm(request.GET, today=calendar.today())
    return _board(request, "dashboards/office.html", form, lambda: panels_of_office(form, user))


@require_safe
@vary_on_headers("HX-Request")
@requires(Act.SEE_OWN_DIRECTED)
def mine(request: HttpRequest) -> HttpResponse:
    """A leader's own: what they directed, starred, and asked to explain."""
    user: User = request.user  # type: ignore[assignment]
    fixed = {"leader": user.pk} if user.role == Role.LEADER else {}
    form = OwnScopeForm(request.GET, today=calendar.today(), fixed=fixed)
    return _board(request, "dashboards/mine.html", form, lambda: panels_of_leader(form, user))


@require_safe
@vary_on_headers("HX-Request")
@requires(Act.SEE_PROVINCE)
def communes(request: HttpRequest) -> HttpResponse:
    """Every commune as a tile, in the colour of what presses most there."""
    user: User = request.user  # type: ignore[assignment]
    form = CommunesForm(request.GET, today=calendar.today())
    return _board(request, "dashboards/communes.html", form, lambda: {"grid": grid(form, user)})


@require_safe
@requires(Act.SEE_PROVINCE)
def wall(request: HttpRequest) -> HttpResponse:
    """The numbers of the province in turn, for a screen at the wall; `picture` in the address says which."""
    user: User = request.user  # type: ignore[assignment]
    _keep_signed_in(request)
    form = ScopeForm(QueryDict(), today=calendar.today())
    form.full_clean()
    at = wallboard.place(request.GET.get("picture", ""))
    context = {"now": calendar.now()} | wallboard.picture(at, user, form=form)
    return render(request, "dashboards/wall.html", context)


def _keep_signed_in(request: HttpRequest) -> None:
    """A screen at the wall asks all night: its session begins anew each hour, not at each picture."""
    now = int(calendar.now().timestamp())
    if abs(now - request.session.get(_RENEWED, 0)) >= _RENEW_AFTER:
        request.session[_RENEWED] = now


def _board(
    request: HttpRequest,
    template: str,
    form: ScopeForm,
    panels: Callable[[], dict[str, Any]],
    **context: Any,
) -> HttpResponse:
    """The dashboard, or its board alone for htmx; 422 when the scope makes no sense."""
    user: User = request.user  # type: ignore[assignment]
    context |= {"form": form, "rooms": rooms_of(user, request.path)}
    name = part(request, template, "board")
    if not form.is_valid():
        return render(request, name, context, status=422)
    return render(request, name, context | panels())
