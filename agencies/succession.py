"""Who carries on the work of an agency that ended."""

from datetime import date

from .models import Agency


def heir_of(agency: Agency, on: date) -> Agency | None:
    """Who carries on the work of an agency: its successor, or the successor's where that ended as well."""
    seen = {agency.pk}
    following = agency.successor
    while following is not None and following.pk not in seen:
        if following.valid_to is None or following.valid_to >= on:
            return following
        seen.add(following.pk)
        following = following.successor
    return None
