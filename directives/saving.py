"""What a person keeps of the register for themselves: filters under a name, one to open with, columns."""

from collections.abc import Iterable

from django.db import transaction

from accounts.access import Act, may
from accounts.models import User

from .access import may_change
from .models import RegisterSetup, SavedView
from .transitions import NotAllowed

MOST_VIEWS = 30


@transaction.atomic
def save_view(*, by: User, name: str, query: str, is_shared: bool = False) -> SavedView:
    """Keep a filter under a name."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two at once are counted one after the other
    if by.saved_views.count() >= MOST_VIEWS:
        raise NotAllowed(f"Mỗi người lưu nhiều nhất {MOST_VIEWS} bộ lọc. Xóa bớt bộ lọc cũ rồi lưu lại.")
    _refuse_same_name(by, name)
    return SavedView.objects.create(owner=by, name=name, query=query, is_shared=_shared(is_shared, by))


@transaction.atomic
def change_view(view_id: int, *, by: User, name: str, is_shared: bool) -> SavedView:
    """Name it anew; share it, or keep it for oneself: nobody else opens the register with it any more."""
    view = _own(view_id, by)
    _refuse_same_name(view.owner, name, but=view)
    view.name, view.is_shared = name, _shared(is_shared, by)
    view.save(update_fields=["name", "is_shared"])
    if not view.is_shared:
        RegisterSetup.objects.filter(opens_with=view).exclude(user=view.owner_id).update(opens_with=None)
    return view


@transaction.atomic
def delete_view(view_id: int, *, by: User) -> None:
    """Drop it; whoever opened the register with it opens it without a filter."""
    _own(view_id, by).delete()


def open_with(view: SavedView | None, *, by: User) -> None:
    """With which filter the register opens for this person; None: with none."""
    RegisterSetup.objects.update_or_create(user=by, defaults={"opens_with": view})


def keep_columns(keys: Iterable[str], *, by: User) -> None:
    """Which columns this person sees; none: the usual ones."""
    RegisterSetup.objects.update_or_create(user=by, defaults={"columns": list(keys)})


def setup_of(user: User) -> RegisterSetup:
    """What the person has chosen, or what is usual; one query."""
    found = RegisterSetup.objects.filter(user=user).select_related("opens_with").first()
    return found or RegisterSetup(user=user)


def _own(view_id: int, by: User) -> SavedView:
    view = SavedView.objects.select_for_update(of=("self",)).select_related("owner").get(pk=view_id)
    if not may_change(view, by):
        raise NotAllowed("Chỉ người lưu mới sửa hoặc xóa được bộ lọc này.")
    return view


def _shared(wanted: bool, by: User) -> bool:
    if wanted and not may(by, Act.SHARE_VIEW):
        raise NotAllowed(f"Bạn không có quyền “{Act.SHARE_VIEW.label}”.")
    return wanted


def _refuse_same_name(owner: User, name: str, but: SavedView | None = None) -> None:
    others = owner.saved_views.exclude(pk=but.pk) if but else owner.saved_views.all()
    if others.filter(name=name).exists():
        raise NotAllowed(f"Đã có bộ lọc mang tên “{name}”. Chọn tên khác.")
