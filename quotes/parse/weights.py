"""The encoder's weights and word pieces, read without the library that it was trained with."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

WEIGHTS = "model.safetensors"
LAYERS = 4
"""Hidden layers kept for the heads, counted from the top: what they were trained to mix."""


class Bert(NamedTuple):
    """A BERT as it lies in a Hugging Face folder: settings, weights by name, tokenizer."""

    config: Mapping[str, Any]
    state: dict[str, torch.Tensor]
    tokenizer: Tokenizer


def read_bert(folder: Path, device: str = "cpu") -> Bert:
    """Read a Hugging Face folder, with weights in half, full or 8-bit precision.

    Weights in 8 bits stay so, the rest is given in full precision, all of them on the device.

    Raises
    ------
    OSError
        when the folder lacks a file that the encoder needs.

    """
    config = json.loads((folder / "config.json").read_text("utf-8"))
    tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
    weights = {name: v.to(device) for name, v in load_file(folder / WEIGHTS).items()}
    state = {name: v if v.dtype == torch.int8 else v.float() for name, v in weights.items()}
    return Bert(config, state, tokenizer)


def quantized(table: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """A matrix in 8 bits, each row with its own scale."""
    scale = (table.abs().amax(1, keepdim=True) / 127).clamp(min=1e-12)
    return (table / scale).round().to(torch.int8), scale.half()


def dequantized(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """All weights in full precision; those in 8 bits have their `.scale` beside them."""
    return {
        name: tensor.float() * state[f"{name}.scale"].float()
        if f"{name}.scale" in state
        else tensor.float()
        for name, tensor in state.items()
        if not name.endswith(".scale")
    }
