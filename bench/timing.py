"""Acts timed in turn, round after round, so that a busy moment of the machine strikes all of them alike."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import process_time


@dataclass(frozen=True)
class Timing:
    """The seconds each act took in each round."""

    seconds: dict[str, list[float]]

    def typical(self, act: str) -> float:
        """Seconds, the median of all rounds."""
        return median(self.seconds[act])

    def ratio(self, act: str, to: str) -> float:
        """How many times as long as another act, the median of the ratios within one round."""
        pairs = zip(self.seconds[act], self.seconds[to], strict=True)
        return median(one / other for one, other in pairs)


def timed(
    acts: dict[str, Callable[[], object]], *, rounds: int, clock: Callable[[], float] = process_time
) -> Timing:
    """Time the acts; a first round, which warms up caches, is not counted.

    By the processor's time, which other work on the machine hardly changes; an act that waits for a server
    needs the clock on the wall (`perf_counter`).
    """
    seconds: dict[str, list[float]] = {act: [] for act in acts}
    for number in range(rounds + 1):
        for act, do in acts.items():
            start = clock()
            do()
            if number:
                seconds[act].append(clock() - start)
    return Timing(seconds)
