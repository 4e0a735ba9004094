"""What the dashboards keep of their own: how agencies are scored, what was published, who was told."""

from .publication import Publication, ResultNotice
from .scoring import ScoringRules

__all__ = ["Publication", "ResultNotice", "ScoringRules"]
