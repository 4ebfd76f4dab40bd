"""What Stanza's heads hold in place of encoder and tokenizer: read when one asks for them.

The heads are run over the encoder in one pass (`onepass`), which needs neither. Where a bundle has
heads of another kind, Stanza runs them, and asks.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from torch import nn


class Deferred(nn.Module):
    """Stands for the encoder in a folder.

    Parameters
    ----------
    folder : of the encoder, as `transformers` has it.
    config : its settings.

    """

    _hf_peft_config_loaded = False  # read by Stanza

    def __init__(self, folder: Path, config: Mapping[str, Any]):
        super().__init__()
        self.config = SimpleNamespace(**config)
        self.loaded = cache(lambda: _loaded(folder))

    def forward(self, *given: Any, **options: Any) -> Any:
        """Give what the encoder gives."""
        encoder, _ = self.loaded()
        return encoder(*given, **options)

    def forget(self) -> None:
        """Drop what the encoder remembers, if it was read."""
        if self.loaded.cache_info().currsize:
            encoder, _ = self.loaded()
            encoder.forget()


class DeferredTokenizer:
    """Stands for the encoder's tokenizer."""

    def __init__(self, encoder: Deferred):
        self._encoder = encoder

    def __call__(self, *given: Any, **options: Any) -> Any:
        """Cut what is given."""
        _, tokenizer = self._encoder.loaded()
        return tokenizer(*given, **options)

    def __getattr__(self, name: str) -> Any:
        """Give whatever the tokenizer has by this name."""
        _, tokenizer = self._encoder.loaded()
        return getattr(tokenizer, name)


def _loaded(folder: Path) -> Any:
    from quotes.parse.encoder import load_encoder

    return load_encoder(folder)
