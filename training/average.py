"""The mean of checkpoints of runs that began alike: `joint.py` in several processes, a core each.

    python training/average.py WORK_A/joint.pt WORK_B/joint.pt --output WORK/joint.pt

Two runs of one thread, with other seeds, take half as many steps again as one run of two threads.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch


def mean(given: Sequence[Any]) -> Any:
    """The same structure with each tensor's mean; the first one's vocabularies."""
    first = given[0]
    if isinstance(first, torch.Tensor) and first.is_floating_point():
        return torch.stack(list(given)).mean(0)
    if isinstance(first, dict):
        return {k: v if k == "vocab" else mean([g[k] for g in given]) for k, v in first.items()}
    return first


def main() -> None:
    """Write the mean."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("checkpoints", type=Path, nargs="+")
    cli.add_argument("--output", type=Path, required=True)
    arguments = cli.parse_args()
    states = [torch.load(path, weights_only=True) for path in arguments.checkpoints]
    torch.save(mean(states), arguments.output)


if __name__ == "__main__":
    main()
