"""What can be done to many rows of the register at once. Each act says to what it cannot apply."""

import logging
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django import forms
from django.db import transaction

from accounts.access import Act, may
from accounts.models import Role, User
from agencies import calendar

from .. import following, transitions
from ..access import Reach
from ..bulk import Chosen, Item, Left
from ..models import Assignment, Follow, Urging
from ..transitions import NotAllowed
from ..urging_letters import letter_url
from ..urging_preview import UrgingPreview, preview_of
from .talk import words_field

logger = logging.getLogger(__name__)
UNEXPECTED = "Có lỗi với dòng này; chưa làm gì. Thử lại sau."

Reasons = dict[int, str]  # an item's key → why nothing can be, or was, done to it


class BulkForm(forms.Form):
    """An act on many: its words, to what it cannot apply, and the transition it calls for each."""

    do_not_call_in_templates = True  # the bar of the register shows the acts, not one of them

    key: ClassVar[str]
    label: ClassVar[str]  # on the button that opens it
    symbol: ClassVar[str]
    button: ClassVar[str]  # before the number of items
    said: ClassVar[str]  # before the number of items, when it is done
    unit: ClassVar[str] = "nhiệm vụ"
    act: ClassVar[Act | None] = None  # which the role must be allowed; None: everybody
    previews: ClassVar[bool] = False  # what it will do is shown before it is done
    preview: Any = None  # that, once it was asked for

    def __init__(self, *args: Any, chosen: Chosen, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen, self.by = chosen, by
        reasons = self.blocked()
        self.items = [item for item in self._all() if item.pk not in reasons]
        self.left = [Left(item, reasons[item.pk]) for item in self._all() if item.pk in reasons]

    @property
    def button_text(self) -> str:
        """What the button will do: "Giao theo dõi 12 nhiệm vụ"."""
        return f"{self.button} {len(self.items)} {self.unit}"

    def blocked(self) -> Reasons:
        """To what it cannot apply, as far as that is known before."""
        return {}

    def make_preview(self) -> Any:
        """What doing it with these words would do."""
        raise NotImplementedError

    def perform(self) -> list[Left]:
        """Do it to each item; what was refused, and why. One that is refused stops no other."""
        reasons = self._each(self._do)
        return [Left(item, reasons[item.pk]) for item in self.items if item.pk in reasons]

    def letters(self) -> list[tuple[str, str]]:
        """What there is to print once it is done: to whom, and the address of the file."""
        return []

    def _all(self) -> list[Item]:
        return self.chosen.of_directives

    def _do(self, item: Item) -> None:
        raise NotImplementedError

    def _each(self, do: Callable[[Item], None]) -> Reasons:
        reasons: Reasons = {}
        for item in self.items:
            try:
                with transaction.atomic():
                    do(item)
            except NotAllowed as problem:
                reasons[item.pk] = str(problem)
            except Exception:  # one bad row must not stop the others
                logger.exception("bulk %s: %s skipped", self.key, item.pk)
                reasons[item.pk] = UNEXPECTED
        return reasons


class AssignMonitorForm(BulkForm):
    """Who in the Office follows them."""

    key, label, symbol = "assign_monitor", "Giao chuyên viên theo dõi", "user-check"
    button, said, act = "Giao theo dõi", "Đã giao theo dõi", Act.EDIT_DIRECTIVE

    monitor = forms.ModelChoiceField(
        User.objects.none(),
        label="Chuyên viên theo dõi",
        empty_label="Chọn người",
        help_text="Người được giao và người theo dõi trước đó được báo một lần cho tất cả.",
        error_messages={"required": "Chọn chuyên viên theo dõi."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.active().with_role(*Role.office()).order_by("full_name")
        self.fields["monitor"].queryset = people  # type: ignore[attr-defined]

    def perform(self) -> list[Left]:
        """As one: the people hear once of all."""
        outcomes = dict(
            transitions.assign_monitor(
                [item.pk for item in self.items], by=self.by, to=self.cleaned_data["monitor"]
            )
        )
        return [Left(item, reason) for item in self.items if (reason := outcomes[item.pk])]


class UrgeForm(BulkForm):
    """A numbered reminder to each agency which has not done its work."""

    key, label, symbol = "urge", "Đôn đốc", "bell-ringing"
    button, said, unit, act = "Gửi đôn đốc", "Đã đôn đốc", "phần việc", Act.URGE
    previews = True

    kind = forms.ChoiceField(label="Hình thức", widget=forms.RadioSelect({"class": "choices across"}))
    text = words_field(
        "Nội dung",
        "Mỗi cơ quan nhận thư và thông báo với nguyên văn này; số lần đôn đốc tính riêng cho từng phần việc.",
        "Nêu nội dung đôn đốc.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = transitions.kinds_open_to(self.by)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.initial.setdefault("kind", Urging.Kind.REMINDER)

    def blocked(self) -> Reasons:
        reach = Reach.of(self.by)
        return {share.pk: why for share in self.chosen.shares if (why := _why_not(share, reach))}

    def make_preview(self) -> UrgingPreview:
        data, keys = self.cleaned_data, [item.pk for item in self.items]
        return preview_of(keys, kind=data["kind"], text=data["text"], by=self.by, on=calendar.today())

    def perform(self) -> list[Left]:
        left = super().perform()
        done = {item.pk for item in self.items} - {each.item.pk for each in left}
        self._urged = [share for share in self.chosen.shares if share.pk in done]
        return left

    def _do(self, item: Item) -> None:
        data = self.cleaned_data
        transitions.urge(item.pk, kind=data["kind"], text=data["text"], by=self.by)

    def letters(self) -> list[tuple[str, str]]:
        """One letter for each agency, about all its work that was urged now."""
        newest = dict(
            Urging.objects.filter(assignment__in=self._urged)
            .order_by("assignment", "number")
            .values_list("assignment", "pk")
        )
        of_agency: dict[str, list[int]] = {}
        for share in sorted(self._urged, key=lambda share: share.agency.sort_key):
            of_agency.setdefault(share.agency.short_name, []).append(newest[share.pk])
        return [(agency, letter_url(urgings)) for agency, urgings in of_agency.items()]

    def _all(self) -> list[Item]:
        return self.chosen.of_shares


def _why_not(share: Assignment, reach: Reach) -> str | None:
    """Why this share cannot be urged; None when it can."""
    if not reach.may_act(share, Act.URGE):
        return "Bạn thuộc cơ quan này nên không đôn đốc được."
    times, at = share.urged, share.urged_at  # type: ignore[attr-defined]
    last = Urging(number=times, at=at) if times else None
    return transitions.refusal(share, Act.URGE) or transitions.too_soon(last)


class StarForm(BulkForm):
    """Mark them as those that matter most."""

    key, label, symbol = "star", "Gắn sao", "star"
    button, said, act = "Gắn sao", "Đã gắn sao", Act.STAR

    def blocked(self) -> Reasons:
        return {item.pk: "Đã là trọng tâm." for item in self._all() if item.directive.starred}

    def _do(self, item: Item) -> None:
        transitions.set_star(item.pk, by=self.by, starred=True)


class UnstarForm(BulkForm):
    """Take the mark away."""

    key, label, symbol = "unstar", "Bỏ sao", "star-off"
    button, said, act = "Bỏ sao", "Đã bỏ sao", Act.STAR

    def blocked(self) -> Reasons:
        return {item.pk: "Không phải trọng tâm." for item in self._all() if not item.directive.starred}

    def _do(self, item: Item) -> None:
        transitions.set_star(item.pk, by=self.by, starred=False)


class FollowForm(BulkForm):
    """Hear in the app what happens to them."""

    key, label, symbol = "follow", "Theo dõi", "bell"
    button, said = "Theo dõi", "Đang theo dõi thêm"

    def blocked(self) -> Reasons:
        followed = _followed(self.by, self._all())
        return {item.pk: "Bạn đang theo dõi." for item in self._all() if item.pk in followed}

    def _do(self, item: Item) -> None:
        following.follow(item.directive, by=self.by)


class UnfollowForm(BulkForm):
    """Hear no more of them than one has to."""

    key, label, symbol = "unfollow", "Thôi theo dõi", "bell-off"
    button, said = "Thôi theo dõi", "Đã thôi theo dõi"

    def blocked(self) -> Reasons:
        followed = _followed(self.by, self._all())
        return {item.pk: "Bạn không theo dõi." for item in self._all() if item.pk not in followed}

    def _do(self, item: Item) -> None:
        following.unfollow(item.directive, by=self.by)


def _followed(user: User, items: Iterable[Item]) -> set[int]:
    keys = [item.pk for item in items]
    return set(Follow.objects.filter(user=user, directive__in=keys).values_list("directive", flat=True))


ACTS: dict[str, type[BulkForm]] = {
    form.key: form for form in (AssignMonitorForm, UrgeForm, StarForm, UnstarForm, FollowForm, UnfollowForm)
}


def acts_of(user: User) -> list[type[BulkForm]]:
    """What this person may do to many rows at once."""
    return [form for form in ACTS.values() if form.act is None or may(user, form.act)]
