"""Which reports a person may open: the tabs above each of them."""

from django.urls import reverse

from accounts.access import Act, may
from accounts.models import User

from ..rooms import Tab

# name of the address, words, the act it takes
_ROOMS = [
    ("month", "Báo cáo tháng", Act.SEE_REPORTS),
    ("compare", "So sánh hai ngày", Act.COMPARE_DAYS),
    ("scores", "Chấm điểm cơ quan", Act.SEE_SCORES),
    ("results", "Thông báo kết quả", Act.TELL_RESULTS),
    ("publications", "Công bố số liệu", Act.PUBLISH_NUMBERS),
]


def rooms_of(user: User, path: str) -> list[Tab]:
    """The person's reports; a page below that of a report belongs to it."""
    found: list[Tab] = []
    for name, words, act in _ROOMS:
        url = reverse(f"reports:{name}")
        if may(user, act):
            found.append((words, url, path.startswith(url), None))
    return found
