"""Let training go on from a bundle: its encoder and heads as `joint.py`'s checkpoint.

    python training/resume.py BUNDLE WORK

WORK gets `encoder/` and `joint.pt`, and the small models as `tokenize.pt`, `mwt.pt`, `lemma.pt`.
"""

import argparse
import shutil
from pathlib import Path
from typing import Any

import torch
from pack import PACKAGE
from safetensors.torch import load_file

from quotes.parse.weights import WEIGHTS, dequantized

SHARING = ("pos", "depparse", "ner", "attribution")
SMALL = ("tokenize", "mwt", "lemma")


def state(bundle: Path) -> dict[str, Any]:
    """What `Heads.load_state` takes up."""
    saved = {
        task: torch.load(bundle / "en" / task / f"{PACKAGE}.pt", weights_only=True)
        for task in SHARING
    }
    return {
        "vocab": {task: saved[task]["vocab"] for task in ("depparse", "pos")},
        "encoder": dequantized(load_file(bundle / "encoder" / WEIGHTS)),
        **{task: model["model"] for task, model in saved.items()},
    }


def main() -> None:
    """Write WORK."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("bundle", type=Path)
    cli.add_argument("work", type=Path)
    arguments = cli.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    shutil.copytree(arguments.bundle / "encoder", arguments.work / "encoder", dirs_exist_ok=True)
    for task in SMALL:
        shutil.copy(arguments.bundle / "en" / task / f"{PACKAGE}.pt", arguments.work / f"{task}.pt")
    torch.save(state(arguments.bundle), arguments.work / "joint.pt")


if __name__ == "__main__":
    main()
