"""Whether two samples can be told apart."""

from math import sqrt


def separation(first: list[float], second: list[float]) -> float:
    """How far the ranks of two samples lie apart, in standard deviations of what chance alone does: the statistic of
    Mann and Whitney, whatever the distribution, and with no weight on how far out an outlier is."""
    both = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    total, ranks_of_first, ties = len(both), 0.0, 0
    start = 0
    while start < total:
        end = start
        while end < total and both[end][0] == both[start][0]:
            end += 1
        # Equals share the mean of their ranks, which begin with 1.
        mean = (start + 1 + end) / 2
        ranks_of_first += mean * sum(1 for _, which in both[start:end] if which == 0)
        ties += (end - start) ** 3 - (end - start)
        start = end
    count, other = len(first), len(second)
    wins = ranks_of_first - count * (count + 1) / 2
    variance = count * other / 12 * (total + 1 - ties / (total * (total - 1)))
    return (wins - count * other / 2) / sqrt(variance) if variance > 0 else 0.0
