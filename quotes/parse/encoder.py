"""The one transformer encoder that tagger, parser and name finder share.

Each Stanza processor asks its transformer for the hidden states of the same
sentences. `SharedEncoder` answers the second and third from what it computed for
the first: the encoder runs once a sentence, whatever the number of heads.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import nn
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
from transformers.utils import logging

from quotes.parse.weights import LAYERS, WEIGHTS, dequantized

PIECES = 1000  # encoded at once, padding included: more leave a processor's caches


class HiddenStates(NamedTuple):
    """What a Stanza head reads of a transformer's output."""

    hidden_states: tuple[torch.Tensor, ...]


def chunks(rows: Iterable[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows in groups of like length, each of at most `PIECES` word pieces where possible."""
    chunk: list[int] = []
    for i in sorted(rows, key=lambda row: lengths[row]):
        if chunk and (len(chunk) + 1) * lengths[i] > PIECES:
            yield chunk
            chunk = []
        chunk.append(i)
    if chunk:
        yield chunk


class SharedEncoder(nn.Module):
    """A BERT that remembers the hidden states of each row of word pieces until `forget()`.

    Parameters
    ----------
    bert : the transformer. Its weights are this module's weights.

    """

    _hf_peft_config_loaded = False  # read by Stanza

    def __init__(self, bert: BertModel):
        super().__init__()
        self.bert = bert
        self.config = bert.config
        self.autocast = False
        self._memory: dict[bytes, torch.Tensor] = {}
        self._batches: dict[bytes, tuple[torch.Tensor, ...]] = {}

    def forget(self) -> None:
        """Drop what is remembered: call it after each batch of documents."""
        self._memory.clear()
        self._batches.clear()

    def forward(
        self,
        ids: torch.Tensor,
        attention_mask: torch.Tensor,
        output_hidden_states: bool = True,  # noqa: ARG002
    ) -> HiddenStates:
        """Hidden states of the top `LAYERS` layers, each rows × pieces × width."""
        if torch.is_grad_enabled():
            return self._whole(ids, attention_mask)
        lengths = attention_mask.sum(1).tolist()
        keys = [row[:n].cpu().numpy().tobytes() for row, n in zip(ids, lengths, strict=True)]
        new = [i for i, key in enumerate(keys) if key not in self._memory]
        for chunk in chunks(new, lengths):
            width = lengths[chunk[-1]]
            encoded = self.encode(ids[chunk, :width], attention_mask[chunk, :width])
            for row, i in zip(torch.stack(encoded, dim=2), chunk, strict=True):
                self._memory[keys[i]] = row[: lengths[i]].clone()
        rows = nn.utils.rnn.pad_sequence([self._memory[key] for key in keys], batch_first=True)
        if rows.shape[1] < ids.shape[1]:
            rows = nn.functional.pad(rows, (0, 0, 0, 0, 0, ids.shape[1] - rows.shape[1]))
        return HiddenStates(rows.unbind(2))

    def _whole(self, ids: torch.Tensor, attention_mask: torch.Tensor) -> HiddenStates:
        # Training: heads ask for equal batches, and slicing rows would slow the way back.
        key = ids.cpu().numpy().tobytes()
        if key not in self._batches:
            self._batches[key] = self.encode(ids, attention_mask)
        return HiddenStates(self._batches[key])

    def encode(self, ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Hidden states of the top `LAYERS` layers, each rows × pieces × width, not remembered."""
        with torch.autocast(ids.device.type, torch.bfloat16, enabled=self.autocast):
            output = self.bert(ids, attention_mask=attention_mask, output_hidden_states=True)
        return tuple(states.float() for states in output.hidden_states[-LAYERS:])


def load_encoder(folder: Path) -> tuple[SharedEncoder, PreTrainedTokenizerFast]:
    """Read a Hugging Face folder (half or full precision) into (encoder, tokenizer).

    Raises
    ------
    OSError
        when the folder lacks a file that the encoder needs.

    """
    logging.disable_progress_bar()
    tokenizer = PreTrainedTokenizerFast.from_pretrained(folder, local_files_only=True)
    config = BertConfig.from_pretrained(folder, local_files_only=True)
    bert = BertModel(config, add_pooling_layer=False).float()
    bert.load_state_dict(dequantized(load_file(folder / WEIGHTS)))
    return SharedEncoder(bert.eval()), tokenizer


def save_encoder(encoder: SharedEncoder, tokenizer: PreTrainedTokenizerFast, folder: Path) -> None:
    """Write the encoder in half precision, with its tokenizer, as a Hugging Face folder."""
    state = {name: tensor.half() for name, tensor in encoder.bert.state_dict().items()}
    config = BertConfig.from_dict(encoder.config.to_dict())
    config.dtype = "float16"
    encoder.bert.save_pretrained(folder, state_dict=state)
    config.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
