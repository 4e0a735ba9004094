"""The marks of a directive: the star, which everybody sees; following and muting, which are one's own."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import Act
from accounts.models import User
from agencies.htmx import done, refuse

from .. import following, transitions
from ..access import directive_for
from ..transitions import NotAllowed

CHANGED = "assignment:changed"


@require_POST
def star(request: HttpRequest, pk: int, *, starred: bool) -> HttpResponse:
    """Mark it as one that matters most, or not any more."""
    user: User = request.user  # type: ignore[assignment]
    directive = directive_for(user, pk, to=Act.STAR)
    home = reverse("directives:detail", args=[directive.pk])
    try:
        transitions.set_star(directive.pk, by=user, starred=starred)
    except NotAllowed as problem:
        return refuse(request, str(problem), changed=CHANGED, to=home)
    said = "Đã gắn sao trọng tâm." if starred else "Đã bỏ sao trọng tâm."
    return done(request, said, changed=CHANGED, to=home)


@require_POST
def follow(request: HttpRequest, pk: int, *, wanted: bool) -> HttpResponse:
    """Hear of what happens to it in the app, or not any more."""
    user: User = request.user  # type: ignore[assignment]
    directive = directive_for(user, pk)
    if wanted:
        following.follow(directive, by=user)
    else:
        following.unfollow(directive, by=user)
    said = "Đang theo dõi; chuông sẽ báo khi có việc mới." if wanted else "Đã thôi theo dõi."
    return done(request, said, changed=CHANGED, to=reverse("directives:detail", args=[directive.pk]))


@require_POST
def mute(request: HttpRequest, pk: int, *, wanted: bool) -> HttpResponse:
    """Hear of it only what is obligatory, or again all that concerns one."""
    user: User = request.user  # type: ignore[assignment]
    directive = directive_for(user, pk)
    if wanted:
        following.mute(directive, by=user)
    else:
        following.unmute(directive, by=user)
    said = "Đã tắt báo; chỉ còn nhận tin bắt buộc về nhiệm vụ này." if wanted else "Đã bật báo trở lại."
    return done(request, said, changed=CHANGED, to=reverse("directives:detail", args=[directive.pk]))
