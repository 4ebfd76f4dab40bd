"""The heads that share one encoder: three of Stanza's trainers, and attribution."""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import torch
from padded import pad
from stanza.models import ner_tagger, parser, tagger
from stanza.models.common.doc import Document
from stanza.models.depparse.data import DataLoader as ParserLoader
from stanza.models.depparse.data import Dataset as ParserData
from stanza.models.depparse.trainer import GraphTrainer
from stanza.models.ner.data import DataLoader as NameData
from stanza.models.ner.trainer import Trainer as NameTrainer
from stanza.models.ner.trainer import unpack_batch as unpack_names
from stanza.models.pos.data import Dataset as TaggerData
from stanza.models.pos.trainer import Trainer as TaggerTrainer
from stanza.models.pos.trainer import unpack_batch as unpack_tags
from stanza.models.pos.vocab import MultiVocab
from stanza.utils.conll import CoNLL
from task import AttributionTask, held_out

from quotes.learned.head import AttributionHead
from quotes.parse.encoder import SharedEncoder, load_encoder, save_encoder
from quotes.parse.parser import ENCODER

LONGEST_TOKEN = 25  # characters: see "Memory" in the README
LONGEST_SENTENCE = 120  # words

Row = dict[str, Any]
"""A word as Stanza's documents have it."""

SHARED = "--lang en --shorthand en_quotes --bert_model quotes-encoder --bert_hidden_layers 4"
PARSER = f"""{SHARED} --bert_finetune --word_emb_dim 0 --tag_emb_dim 0 --no_char --no_pretrain
    --num_layers 1 --hidden_dim 256 --deep_biaff_hidden_dim 256"""
TAGGER = f"""{SHARED} --word_emb_dim 0 --no_pretrain --num_layers 1 --hidden_dim 200
    --char_emb_dim 50 --char_hidden_dim 100 --transformed_dim 64 --deep_biaff_hidden_dim 200
    --share_hid"""
NAMES = f"""{SHARED.removeprefix("--lang en ")} --word_emb_dim 0 --hidden_dim 256 --num_layers 1
    --char_emb_dim 50 --char_hidden_dim 64 --dropout 0.3 --scheme bioes --train_scheme bio"""


def options(module: Any, text: str) -> dict[str, Any]:
    """Stanza's own options of a trainer."""
    return dict(module.parse_args(text.split()))


def fits_a_batch(sentence: Sequence[Row]) -> bool:
    """Whether it has no tokens, and no length, that blow up a batch."""
    return len(sentence) <= LONGEST_SENTENCE and all(
        len(word["text"]) <= LONGEST_TOKEN for word in sentence
    )


def read_syntax(path: Path) -> list[list[Row]]:
    """CoNLL-U sentences without the tokens and lengths that blow up a batch."""
    sentences, _, _ = CoNLL.conll2dict(path)
    return list(filter(fits_a_batch, sentences))


def without_final_mark(sentence: list[Row]) -> list[Row] | None:
    """The sentence without its last mark, as headlines are written, or None where it has none."""
    last = sentence[-1]
    heads = {w.get("head") for w in sentence if isinstance(w["id"], int)}
    if last.get("upos") != "PUNCT" or last["id"] in heads or len(sentence) < 3:
        return None
    return sentence[:-1]


def given_to_trainers(encoder: SharedEncoder, tokenizer: Any) -> ExitStack:
    """While this is open, Stanza's trainers get this encoder when they ask for one by name."""
    stack = ExitStack()
    for task in ("depparse", "pos", "ner"):
        where = f"stanza.models.{task}.trainer.load_bert"
        stack.enter_context(patch(where, return_value=(encoder, tokenizer)))
    return stack


class Heads:
    """Three Stanza trainers and the attribution head, which hold one encoder.

    Parameters
    ----------
    work : folder of the data and the encoder (README).
    state : what `state()` gave, for its vocabularies; None at the beginning.
    device : where torch computes.

    """

    def __init__(self, work: Path, state: dict[str, Any] | None, device: str):
        encoder, tokenizer = load_encoder(work / "encoder")
        self.encoder, self.tokenizer, self.device = encoder.to(device), tokenizer, device
        encoder.autocast = True
        encoder.bert.set_attn_implementation("eager")  # the quickest on a processor
        for layer in encoder.modules():
            if isinstance(layer, torch.nn.Dropout):
                layer.p = 0.0  # the heads' own dropout is enough, and this one is slow
        words = read_syntax(work / "train.conllu")
        shorter = [s for s in map(without_final_mark, words) if s]
        random.shuffle(shorter)
        self.syntax = Document(words + shorter[: len(shorter) // 8])
        with given_to_trainers(encoder, tokenizer):
            self._add_parser(state)
            self._add_tagger(state)
            self._add_names(work)
        if device == "cpu":
            for trainer in self.trainers.values():
                pad(trainer.model)
        self._add_attribution(work)
        for name, parameter in encoder.named_parameters():
            parameter.requires_grad = "word_embeddings" not in name

    def _add_parser(self, state: dict[str, Any] | None) -> None:
        arguments = options(parser, PARSER)
        if state:
            vocab = MultiVocab.load_state_dict(state["vocab"]["depparse"])
        else:
            vocab = ParserData(self.syntax, arguments, None).vocab
        self.parser_data = ParserData(self.syntax, arguments, None, vocab=vocab, evaluation=True)
        self.parser = GraphTrainer(arguments, vocab, device=self.device, build_optimizer=False)
        self.parser.model.bert_finetuning = True

    def _add_tagger(self, state: dict[str, Any] | None) -> None:
        arguments = options(tagger, TAGGER)
        arguments["bert_finetune"] = True
        vocab = MultiVocab.load_state_dict(state["vocab"]["pos"]) if state else None
        self.tagger_data = TaggerData(self.syntax, arguments, None, vocab=vocab)
        self.tagger_data.eval = True
        self.tagger = TaggerTrainer(arguments, self.tagger_data.vocab, device=self.device)

    def _add_names(self, work: Path) -> None:
        arguments = options(ner_tagger, NAMES)
        arguments["bert_finetune"] = True
        self.names_data = NameData(
            read_names(work / "ner.train.json"), 64, arguments, scheme="bio", max_batch_words=1600
        )
        self.names = NameTrainer(arguments, self.names_data.vocab, device=self.device)

    def _add_attribution(self, work: Path) -> None:
        rows = torch.load(work / "attribution.train.pt", map_location=self.device)
        kept_out = held_out(row["id"] for row in rows)
        self.attribution = AttributionTask(
            AttributionHead(),
            self.encoder,
            self.tokenizer,
            [r for r in rows if r["id"] not in kept_out],
        )

    @property
    def trainers(self) -> dict[str, Any]:
        """Name and trainer of each head."""
        return {"depparse": self.parser, "pos": self.tagger, "ner": self.names}

    def head_parameters(self) -> Iterator[torch.nn.Parameter]:
        """Every weight that is not the encoder's."""
        for trainer in self.trainers.values():
            for name, parameter in trainer.model.named_parameters():
                if not name.startswith("bert_model.") and parameter.requires_grad:
                    yield parameter
        yield from self.attribution.head.parameters()

    def state(self) -> dict[str, Any]:
        """All weights, for a run that goes on."""
        heads: dict[str, Any] = {
            task: {
                k: v
                for k, v in trainer.model.state_dict().items()
                if not k.startswith("bert_model.")
            }
            for task, trainer in self.trainers.items()
        }
        heads["attribution"] = self.attribution.head.state_dict()
        vocab = {task: self.trainers[task].vocab.state_dict() for task in ("depparse", "pos")}
        return {"vocab": vocab, "encoder": self.encoder.bert.state_dict(), **heads}

    def load_state(self, state: dict[str, Any]) -> None:
        """Take up what `state` gave."""
        self.encoder.bert.load_state_dict(state["encoder"])
        for task, trainer in self.trainers.items():
            trainer.model.load_state_dict(state[task], strict=False)
        self.attribution.head.load_state_dict(state["attribution"])

    def train_mode(self) -> None:
        """Put encoder and heads to training."""
        for trainer in self.trainers.values():
            trainer.model.train()
        self.attribution.head.train()

    def tag_loss(self, indices: Iterable[int]) -> torch.Tensor:
        """Loss of the tagger over these sentences."""
        batch = self.tagger_data.collate_fn([self.tagger_data[i] for i in indices])
        inputs, _, word_index, lengths, word_lengths, text = unpack_tags(batch, self.device)
        loss: torch.Tensor = self.tagger.model(*inputs, word_index, lengths, word_lengths, text)[0]
        return loss

    def syntax_loss(self, indices: Sequence[int]) -> torch.Tensor:
        """Loss of parser and tagger over these sentences, encoded once."""
        batch = ParserLoader.collate([self.parser_data[i] for i in indices])
        inputs = [b.to(self.device) for b in batch[:11]]
        loss: torch.Tensor = self.parser.model.loss(*inputs, *batch[12:])[0]
        return loss + self.tag_loss(indices)

    def name_loss(self, batch: Any) -> torch.Tensor:
        """Loss of the name finder, a word."""
        inputs, _, word_index, char_index, lengths, word_lengths, char_lengths, offsets = (
            unpack_names(batch, self.device)
        )
        words, wordchars, mask, chars, tags = inputs
        loss: torch.Tensor = self.names.model(
            words,
            wordchars,
            mask,
            tags,
            word_index,
            lengths,
            word_lengths,
            chars,
            offsets,
            char_lengths,
            char_index,
        )[0]
        return loss / 4

    def save(self, work: Path) -> None:
        """Write the encoder's folder and the heads: Stanza's model files, and attribution."""
        save_encoder(self.encoder, self.tokenizer, work / "encoder.trained")
        head = self.attribution.head
        torch.save({"config": head.sizes, "model": head.state_dict()}, work / "attribution.pt")
        for task, trainer in self.trainers.items():
            trainer.args["bert_model"] = ENCODER
            trainer.args["bert_finetune"] = False
            whole = work / f"{task}.whole.pt"
            trainer.save(str(whole))
            saved = torch.load(whole, map_location="cpu", weights_only=True)
            saved["model"] = {
                k: v for k, v in saved["model"].items() if not k.startswith("bert_model.")
            }
            torch.save(saved, work / f"{task}.pt")
            whole.unlink()


def read_names(path: Path) -> Any:
    """Stanza's name data without the longest tokens and sentences."""
    return Document(list(filter(fits_a_batch, json.loads(path.read_text()))))
