"""`manage.py demo --years 3 --seed 7`: another name of sample_province."""

from .sample_province import Command

__all__ = ["Command"]
