"""Pack trained models into Stanza's resource layout, the encoder once, all in half precision.

    python training/pack.py WORK TARGET

WORK holds `encoder.trained/`, `tokenize.pt`, `mwt.pt`, `pos.pt`, `lemma.pt`, `depparse.pt`,
`ner.pt` and, where there is one, `attribution.pt`. The encoder loses the word pieces that no
English news uses, and its table of pieces is stored in 8 bits. TARGET becomes a folder that
`stanza.Pipeline(dir=TARGET, package="quotes")` loads; the scorer's weights are not in it until
`fit_scorer.py` has been run over it.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from vocabulary import TABLE, prune

from quotes.decide.scorer import WEIGHTS
from quotes.parse.weights import WEIGHTS as ENCODER_WEIGHTS
from quotes.parse.weights import quantized

PACKAGE = "quotes"
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")


def halved(value: Any) -> Any:
    """The same structure with every floating-point tensor in half precision."""
    if isinstance(value, torch.Tensor) and value.is_floating_point():
        return value.half().clone()
    if isinstance(value, dict):
        for key in value:
            value[key] = halved(value[key])
    elif isinstance(value, list):
        return [halved(v) for v in value]
    return value


def slimmed(processor: str, saved: dict[str, Any]) -> dict[str, Any]:
    """Without vocabularies that no weight of this model reads."""
    if processor == "ner" and saved["config"]["word_emb_dim"] == 0:
        # words of the training data that an embedding of width nought would index
        delta = saved["vocab"].get("delta")
        if delta:
            keep = delta["_id2unit"][:4]
            delta["_id2unit"] = keep
            delta["_unit2id"] = {unit: i for i, unit in enumerate(keep)}
    if processor in ("pos", "depparse") and saved["config"]["word_emb_dim"] == 0:
        for name in ("word", "lemma"):
            vocab = saved["vocab"].get(name)
            if vocab:
                keep = vocab["_id2unit"][:4]
                vocab["_id2unit"] = keep
                vocab["_unit2id"] = {unit: i for i, unit in enumerate(keep)}
    return saved


def _pack_attribution(work: Path, target: Path) -> None:
    path = target / "en" / "attribution" / f"{PACKAGE}.pt"
    (target / WEIGHTS).unlink(missing_ok=True)  # they were fitted for another head
    if (work / "attribution.pt").exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        saved = torch.load(work / "attribution.pt", map_location="cpu", weights_only=True)
        torch.save(halved(saved), path)


def _pack_encoder(trained: Path, folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(trained, folder)
    state = prune(folder, load_file(folder / ENCODER_WEIGHTS))
    state[TABLE], state[f"{TABLE}.scale"] = quantized(state[TABLE].float())
    save_file(
        {name: tensor.contiguous() for name, tensor in state.items()}, folder / ENCODER_WEIGHTS
    )
    for path in folder.iterdir():
        path.chmod(0o644)


def main() -> None:
    """Write TARGET."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("work", type=Path)
    cli.add_argument("target", type=Path)
    arguments = cli.parse_args()
    target = arguments.target
    language: dict[str, Any] = {"lang_name": "English", "packages": {PACKAGE: {}}}
    for processor in PROCESSORS:
        folder = target / "en" / processor
        folder.mkdir(parents=True, exist_ok=True)
        saved = torch.load(
            arguments.work / f"{processor}.pt", map_location="cpu", weights_only=True
        )
        for left_over in ("optimizer_state_dict", "scheduler_state_dict"):
            saved.pop(left_over, None)
        for option, value in saved["config"].items():
            if isinstance(value, str) and "/" in value:
                saved["config"][option] = Path(value).name  # no paths of the machine it ran on
        path = folder / f"{PACKAGE}.pt"
        torch.save(halved(slimmed(processor, saved)), path)
        language[processor] = {PACKAGE: {"md5": hashlib.md5(path.read_bytes()).hexdigest()}}
        language["packages"][PACKAGE][processor] = PACKAGE
    _pack_attribution(arguments.work, target)
    _pack_encoder(arguments.work / "encoder.trained", target / "encoder")
    resources = {"en": language}
    (target / "resources.json").write_text(json.dumps(resources, indent=1, sort_keys=True) + "\n")
    size = sum(p.stat().st_size for p in target.rglob("*") if p.is_file())
    print(f"{target}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
