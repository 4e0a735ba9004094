"""Where an agency stands among those it is compared with, by the rate of what was done on time."""

from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse

from accounts.access import Act, may
from accounts.models import User
from agencies.models import Agency
from directives.measures import counted_by
from directives.models import Assignment, AssignmentVersion

from .scope import ScopeForm
from .tallies import Work


@dataclass(frozen=True)
class Place:
    """`number` of `of` agencies; none where the agency is not ranked, or has done nothing with a deadline."""

    among: str  # what they are, in words
    url: str  # the comparison, for those who may see it
    is_ranked: bool = True
    number: int | None = None
    of: int = 0  # ranked agencies which have done something with a deadline
    equals: int = 0  # others with the same rate


def place_of(agency: Agency, form: ScopeForm, user: User) -> Place:
    """One query. It counts the work of agencies which the person may not see, and tells how many they are."""
    is_commune = agency.kind == Agency.Kind.COMMUNE
    among = "xã, phường" if is_commune else "sở, ngành, đơn vị"
    url = _comparison(form) if may(user, Act.SEE_PROVINCE) else ""
    if not agency.is_ranked:
        return Place(among, url, is_ranked=False)
    rates = _rates(_of_everybody(form), is_commune, form)
    own = rates.get(agency.pk)
    if own is None:
        return Place(among, url, of=len(rates))
    better = sum(1 for rate in rates.values() if rate > own)
    equals = sum(1 for rate in rates.values() if rate == own) - 1
    return Place(among, url, number=better + 1, of=len(rates), equals=equals)


def _of_everybody(form: ScopeForm) -> Work:
    """The work of all agencies in the period, as it stood on the day."""
    work: Work = AssignmentVersion.objects.as_of(form.on) if form.is_past else Assignment.objects.all()
    first, last = form.days()
    if first:
        work = work.filter(assigned_on__gte=first)
    if last:
        work = work.filter(assigned_on__lte=last)
    return work.counted()


def _rates(work: Work, is_commune: bool, form: ScopeForm) -> dict[int, Fraction]:
    """By agency; communes are compared among themselves, as on the province's dashboard."""
    kind = {"agency__kind": Agency.Kind.COMMUNE}
    ranked = work.filter(agency__is_ranked=True)
    ranked = ranked.filter(**kind) if is_commune else ranked.exclude(**kind)
    names = ("on_time", "done_with_deadline")
    found = counted_by(ranked, ["agency"], names, form.on)
    return {
        pk: Fraction(numbers["on_time"], numbers["done_with_deadline"])
        for (pk,), numbers in found.items()
        if numbers["done_with_deadline"]
    }


def _comparison(form: ScopeForm) -> str:
    """The province's dashboard in the same scope, the highest rate first."""
    names = ("period", "from", "to", "as_of")
    chosen = {name: form.data.get(name) for name in names if form.data.get(name)}
    return reverse("dashboards:province", query=chosen | {"sort": "-on_time"})
