"""Things taken together up to a size."""

from collections.abc import Iterable, Iterator, Mapping, Sequence


def grouped(
    order: Iterable[int], sizes: Sequence[int] | Mapping[int, int], most: int
) -> Iterator[list[int]]:
    """Numbers of things in groups, in their order; one that is larger than `most` is alone.

    Parameters
    ----------
    sizes : by number.
    most : that a group of several sums up to.

    """
    group: list[int] = []
    size = 0
    for i in order:
        if group and size + sizes[i] > most:
            yield group
            group, size = [], 0
        group.append(i)
        size += sizes[i]
    if group:
        yield group
