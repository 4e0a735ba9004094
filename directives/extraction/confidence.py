"""How sure a proposal is, from what it was read on. Calibrated in docs/extraction.md."""

from directives.extraction.drafts import Draft


def estimate(draft: Draft) -> float:
    score = {"charge": 0.97, "bare": 0.94, "imperative": 0.9, "thing": 0.85, "row": 0.95}.get(draft.kind, 0.8)
    if not draft.leads:
        score -= 0.15
    elif draft.inherited:
        score -= 0.05
    if draft.deadline.year_guessed:
        score -= 0.03
    if draft.deadline.suspect:
        score -= 0.3
    if len(draft.milestones) > 1:
        score -= 0.15
    if len(draft.leads) + len(draft.coordinators) > 5:
        score -= 0.05
    if draft.end - draft.start > 900:
        score -= 0.1
    return round(max(score, 0.05), 2)
