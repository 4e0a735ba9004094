"""What the dashboards keep of their own: how agencies are scored, and what was published."""

from .scoring import ScoringRules

__all__ = ["ScoringRules"]
