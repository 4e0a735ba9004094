"""What every channel says when a message did not arrive."""

from datetime import timedelta


class Undelivered(Exception):
    """A message was not taken. The text is what the deliveries screen shows."""

    def __init__(
        self, words: str, *, permanent: bool, away: bool = False, pause: timedelta = timedelta()
    ) -> None:
        super().__init__(words)
        self.permanent = permanent  # trying again would not help
        self.away = away  # nobody was there to take any message: others need not be tried now
        self.pause = pause  # how long the other side asks to be left alone
