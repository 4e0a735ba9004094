"""Which dashboards a person may open: the tabs above each of them."""

from django.urls import reverse

from accounts.access import Act, may
from accounts.models import User
from directives.access import agencies_seen_by

Tab = tuple[str, str, bool, None]  # as components/tabs.html takes them

# name of the address, words, the act it takes
_ROOMS = [
    ("province", "Toàn tỉnh", Act.SEE_PROVINCE),
    ("office", "Văn phòng", Act.SEE_OFFICE),
    ("mine", "Của tôi", Act.SEE_OWN_DIRECTED),
    ("communes", "Xã, phường", Act.SEE_PROVINCE),
    ("wall", "Bảng điện tử", Act.SEE_PROVINCE),
]


def rooms_of(user: User, path: str) -> list[Tab]:
    """The person's dashboards; to members of agencies, those of the agencies they belong to (one query)."""
    if may(user, Act.SEE_OWN_AGENCY):
        own = agencies_seen_by(user).values_list("pk", "short_name")
        return [_tab(words, reverse("dashboards:agency", args=[pk]), path) for pk, words in own]
    return [_tab(words, reverse(f"dashboards:{name}"), path) for name, words, act in _ROOMS if may(user, act)]


def _tab(words: str, url: str, path: str) -> Tab:
    return words, url, url == path, None
