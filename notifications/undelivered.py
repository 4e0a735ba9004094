"""What every channel says when a message did not arrive."""


class Undelivered(Exception):
    """A message was not taken. The text is what the deliveries screen shows."""

    def __init__(self, words: str, *, permanent: bool, away: bool = False) -> None:
        super().__init__(words)
        self.permanent = permanent  # trying again would not help
        self.away = away  # nobody was there to take any message: others need not be tried now
