"""The targets which are behind their path: a panel beside the work."""

from dataclasses import dataclass

from accounts.models import User
from agencies import calendar
from directives.measures import Figure
from targets.course import State
from targets.listing import list_url
from targets.models import Target
from targets.standing import Standing, standings_of


@dataclass(frozen=True)
class Behind:
    """The furthest behind, and how many there are; of the others how many are followed at all."""

    year: int
    rows: list[Standing]
    missed: Figure
    behind: Figure
    no_data: Figure
    whole: Figure

    @property
    def is_cut(self) -> bool:
        return len(self.rows) < self.missed.count + self.behind.count


def targets_behind(user: User, *, most: int) -> Behind | None:
    """What the list of targets says of this year; three queries. None while no target of it is followed."""
    year = calendar.today().year
    rows = standings_of(Target.objects.visible_to(user).followed().of_year(year))
    if not rows:
        return None
    of_state = {state: [row for row in rows if row.state == state] for state in State}
    late = sorted(of_state[State.BEHIND], key=lambda row: row.ratio)
    figures = {state: Figure(len(some), list_url(state=state, year=year)) for state, some in of_state.items()}
    return Behind(
        year=year,
        rows=[*of_state[State.MISSED], *late][:most],
        missed=figures[State.MISSED],
        behind=figures[State.BEHIND],
        no_data=figures[State.NO_DATA],
        whole=Figure(len(rows), list_url(year=year)),
    )
