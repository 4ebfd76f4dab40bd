"""Leave out of the encoder the word pieces that English news never uses.

They are the vocabulary's placeholders and the pieces of several characters in other scripts; a
word that lost its piece is spelled with single characters.
"""

import json
from pathlib import Path
from typing import Any

import torch

TABLE = "embeddings.word_embeddings.weight"


def kept(rules: dict[str, Any]) -> list[int]:
    """Old numbers of the pieces to keep, in order."""
    special = {token["id"] for token in rules["added_tokens"]}
    return sorted(
        number
        for piece, number in rules["model"]["vocab"].items()
        if number in special
        or len(piece.removeprefix("##")) == 1
        or (piece.isascii() and not piece.startswith("[unused"))
    )


def prune(folder: Path, state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Rewrite `folder`'s tokenizer and config, and give the weights without the other rows."""
    path, config = folder / "tokenizer.json", folder / "config.json"
    rules = json.loads(path.read_text(encoding="utf-8"))
    old = kept(rules)
    new = {number: i for i, number in enumerate(old)}
    vocabulary = rules["model"]["vocab"]
    rules["model"]["vocab"] = {p: new[n] for p, n in vocabulary.items() if n in new}
    for token in rules["added_tokens"]:
        token["id"] = new[token["id"]]
    for token in rules["post_processor"]["special_tokens"].values():
        token["ids"] = [new[i] for i in token["ids"]]
    rules["padding"] = None
    path.write_text(json.dumps(rules, ensure_ascii=False), encoding="utf-8")
    settings = json.loads(config.read_text()) | {"vocab_size": len(old)}
    config.write_text(json.dumps(settings, indent=2, sort_keys=True) + "\n")
    return {**state, TABLE: state[TABLE][torch.tensor(old)]}
