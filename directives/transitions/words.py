"""Words which others will read, whoever sends them and by whatever form."""

from meetings.texts import secret_in

from .moves import NotAllowed, reason_given


def words_given(text: str, missing: str) -> str:
    """The words; NotAllowed when there are none, or when they bear a mark of secrecy."""
    text = reason_given(text, missing).strip()
    if problem := secret_in(text):
        raise NotAllowed(problem)
    return text
