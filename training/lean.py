"""Train the lean heads of a bundle (`quotes/parse/lean.py`) on the states of its encoder.

    python training/lean.py BUNDLE --ud TRAIN.conllu --ner TRAIN.json --texts FOLDER \
        --dev-ud DEV.conllu --dev-ner DEV.json --minutes 30

They learn the treebank's tags and trees and the names' labels, and besides what the bundle's Stanza
heads say: of the sentences with names their trees, of the plain texts in FOLDER everything. A tree
is learned by the four likeliest heads of each word. The encoder's weights stay as they are. Files
may be gzipped; `--limit` takes the first so many sentences of each. Writes `en/lean/quotes.pt` in
BUNDLE and prints scores on the development sets, from gold tokens.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from data import open_text
from torch import nn
from torch.nn import functional as F

from quotes.learned.crf import Crf
from quotes.parse.analysis import Analysis, Given
from quotes.parse.lean import COLUMNS, Lean, Rows, shape
from quotes.parse.leanpass import OUTSIDE, entities, follows
from quotes.parse.onepass import StanzaPass
from quotes.parse.parser import Parser
from quotes.text.article import Article
from quotes.text.document import Document

LIKELY = 4  # heads of a word that are learned
LONGEST = 200  # words of a sentence
WORDS = 1200  # in a batch


@dataclass
class Example:
    """A sentence: states of its words, how they are written, and what is to be learned."""

    states: torch.Tensor
    shapes: list[int]
    labels: dict[str, list[str]]
    heads: list[int]
    likely: tuple[torch.Tensor, torch.Tensor] | None = None


def read_treebank(path: Path) -> Iterator[tuple[list[str], dict[str, list[str]], list[int]]]:
    """Words, labels by column, and heads of each sentence of a CoNLL-U file."""
    rows: list[list[str]] = []
    for line in [*open_text(path), "\n"]:
        if line[:1].isdigit():
            cells = line.rstrip("\n").split("\t")
            rows += [cells] if cells[0].isdigit() else []
        elif not line.strip() and rows:
            columns = dict(zip((*COLUMNS, "relations"), (3, 4, 5, 7), strict=True))
            labels = {name: [row[i] for row in rows] for name, i in columns.items()}
            yield [row[1] for row in rows], labels, [int(row[6]) for row in rows]
            rows = []


def read_names(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Words, and labels as BIOES, of the sentences of a names file."""
    for sentence in json.load(open_text(path)):
        yield [w["text"] for w in sentence], bioes([w["ner"] for w in sentence])


def bioes(labels: Sequence[str]) -> list[str]:
    """Turn BIO labels into BIOES."""
    after = [*labels[1:], OUTSIDE]
    ends = [follower[0] != "I" for follower in after]
    turned = {("B", True): "S", ("I", True): "E"}
    return [
        turned.get((label[0], end), label[0]) + label[1:]
        for label, end in zip(labels, ends, strict=True)
    ]


class Teacher:
    """The bundle's Stanza heads, with the encoder that all heads read."""

    def __init__(self, bundle: Path):
        self.parser = Parser(str(bundle), lean=False)
        self._scores: list[list[np.ndarray]] = []
        one_pass = self.parser.one_pass
        if not isinstance(one_pass, StanzaPass):
            raise SystemExit(f"{bundle}: its heads are of another kind than can be run in one pass")
        self.one_pass = one_pass
        heads = one_pass.trees.heads

        def noted(states: torch.Tensor, lengths: Sequence[int]) -> list[np.ndarray]:
            self._scores.append(found := heads(states, lengths))
            return found

        one_pass.trees.heads = noted  # type: ignore[method-assign]

    def say(self, sentences: Sequence[Sequence[str]]) -> list[tuple[Analysis, np.ndarray]]:
        """Give what the heads say of each sentence, and log probabilities of heads."""
        given = [Given(list(w), list(w), list(range(len(w)))) for w in sentences]
        order = [i for chunk, _ in self.one_pass.states.chunks(sentences) for i in chunk]
        self._scores.clear()
        said = self.one_pass(given, lambda states: states)
        scores = dict(zip(order, (s for some in self._scores for s in some), strict=True))
        return [(analysis, scores[i]) for i, analysis in enumerate(said)]

    def examples(
        self,
        sentences: Sequence[Sequence[str]],
        gold: Sequence[tuple[dict[str, list[str]], list[int]]],
    ) -> Iterator[Example]:
        """Sentences with their gold labels, and what the heads say in place of others."""
        for start in range(0, len(sentences), 400):
            part = slice(start, start + 400)
            for words, (labels, heads), (said, scores) in zip(
                sentences[part], gold[part], self.say(sentences[part]), strict=True
            ):
                if said.states is None:
                    continue
                own = {
                    "upos": list(said.upos),
                    "xpos": list(said.xpos),
                    "feats": list(said.feats),
                    "relations": list(said.relations),
                    "names": named(said),
                }
                if heads:  # a treebank says nothing of names
                    own.pop("names")
                yield Example(
                    said.states.half(),
                    [shape(w) for w in words],
                    own | labels,
                    heads or list(said.heads),
                    None if heads else likeliest(scores),
                )


def named(said: Analysis) -> list[str]:
    """Labels of the names found."""
    labels = [OUTSIDE] * len(said.upos)
    for first, last, kind in said.names:
        labels[first : last + 1] = bioes([f"B-{kind}", *[f"I-{kind}"] * (last - first)])
    return labels


def likeliest(scores: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
    """The likeliest heads of each word, with their share of likelihood."""
    best = np.argsort(-scores, 1)[:, :LIKELY]
    shares = np.exp(np.take_along_axis(scores, best, 1))
    return torch.from_numpy(best), torch.from_numpy(shares / shares.sum(1, keepdims=True))


def batches(examples: Sequence[Example]) -> Iterator[list[Example]]:
    """Examples of like length, in any order, without end."""
    while True:
        near = sorted(examples, key=lambda e: len(e.shapes) + random.uniform(0, 3))
        cut: list[list[Example]] = [[]]
        for example in near:
            if cut[-1] and (len(cut[-1]) + 1) * len(example.shapes) > WORDS:
                cut.append([])
            cut[-1].append(example)
        random.shuffle(cut)
        for some in cut:
            yield sorted(some, key=lambda e: len(e.shapes))


class Learner(nn.Module):
    """Lean heads with the labels that they tell."""

    def __init__(self, labels: dict[str, list[str]]):
        super().__init__()
        self.labels = labels
        self.numbers = {c: {x: i for i, x in enumerate(some)} for c, some in labels.items()}
        self.heads = Lean(**{c: len(some) for c, some in labels.items()})
        names = labels["names"]
        barred = [
            (before, after)
            for before in range(-1, len(names))
            for after, name in enumerate(names)
            if not follows(OUTSIDE if before < 0 else names[before], name)
        ]
        self.crf = Crf(len(names), barred)
        self.crf.transitions, self.crf.start = self.heads.transitions, self.heads.start

    def column(self, batch: Sequence[Example], name: str) -> torch.Tensor:
        """Numbers of labels of all words; -100 where a label is not known."""
        known = self.numbers[name]
        return torch.tensor([known.get(x, -100) for e in batch for x in e.labels[name]])

    def read(self, batch: Sequence[Example]) -> tuple[Any, Rows]:
        """Give what the heads read of a batch."""
        rows = Rows([len(e.shapes) for e in batch])
        states = torch.cat([e.states for e in batch]).float()
        shapes = torch.tensor([s for e in batch for s in e.shapes])
        return self.heads.read(states, shapes, rows), rows

    def losses(self, batch: Sequence[Example]) -> Iterator[torch.Tensor]:
        """What each head has still to learn of a batch."""
        read, rows = self.read(batch)
        for scores, name in zip(read.tags, COLUMNS, strict=True):
            yield F.cross_entropy(scores, self.column(batch, name))
        heads = torch.tensor([h for e in batch for h in e.heads])
        likely = [s.log_softmax(2).unbind() for s in self.heads.heads(read, rows)]
        trees = []
        for own, example in zip((s for some in likely for s in some), batch, strict=True):
            if example.likely is None:
                trees.append(-own.gather(1, torch.tensor(example.heads).unsqueeze(1)).sum())
            else:
                best, shares = example.likely
                trees.append(-(shares * own.gather(1, best).clamp(min=-30)).sum())
        yield torch.stack(trees).sum() / len(heads)
        above = self.above(heads, rows)
        relations = self.heads.relations(read, above)
        yield F.cross_entropy(relations, self.column(batch, "relations"))
        if all("names" in e.labels for e in batch):
            scores, mask = padded(read.names, rows)
            labels, _ = padded(self.column(batch, "names").clamp(min=0), rows)
            missing = self.crf.log_norm(scores, mask) - self.crf.score(scores, labels, mask)
            yield missing.sum() / mask.sum()

    @staticmethod
    def above(heads: torch.Tensor, rows: Rows) -> torch.Tensor:
        """Numbers of heads among all words of a batch; after the last for a root."""
        lengths = np.array(rows.lengths)
        starts = torch.from_numpy(np.repeat(np.cumsum(lengths) - lengths, lengths))
        return torch.where(heads > 0, starts + heads - 1, len(heads))

    @torch.no_grad()
    def scored(self, examples: Sequence[Example]) -> dict[str, float]:
        """Accuracy of tags and trees, or F1 of names, in per cent."""
        self.eval()
        seen: Counter[str] = Counter()
        for example in examples:
            read, rows = self.read([example])
            (scores,) = self.heads.heads(read, rows)
            heads = scores[0].argmax(1)
            relations = self.heads.relations(read, self.above(heads, rows)).argmax(1)
            best, _ = self.crf.best(*padded(read.names, rows))
            told = [[self.labels[c][n] for n in s.argmax(1).tolist()]
                    for c, s in zip(COLUMNS, read.tags, strict=True)]  # fmt: skip
            seen.update(
                compared(
                    example,
                    told,
                    heads.tolist(),
                    [self.labels["relations"][n] for n in relations.tolist()],
                    [self.labels["names"][n] for n in best[0].tolist()],
                )
            )
        self.train()
        return shares(seen)


def compared(
    gold: Example,
    tags: Sequence[Sequence[str]],
    heads: Sequence[int],
    relations: Sequence[str],
    names: Sequence[str],
) -> Counter[str]:
    """Count what is right."""
    seen: Counter[str] = Counter()
    if gold.likely is None and gold.heads:
        right = [h == g for h, g in zip(heads, gold.heads, strict=True)]
        both = zip(right, relations, gold.labels["relations"], strict=True)
        seen["words"], seen["UAS"] = len(right), sum(right)
        seen["LAS"] = sum(r and x == y for r, x, y in both)
        for name, column in zip(COLUMNS, tags, strict=True):
            seen[name] = sum(map(str.__eq__, column, gold.labels[name]))
    elif "names" in gold.labels:
        found, wanted = set(entities(names)), set(entities(gold.labels["names"]))
        seen["found"], seen["wanted"], seen["both"] = len(found), len(wanted), len(found & wanted)
    return seen


def shares(seen: Counter[str]) -> dict[str, float]:
    """Per cent of what was counted."""
    told = {c: round(100 * seen[c] / seen["words"], 2) for c in (*COLUMNS, "UAS", "LAS")
            if seen["words"]}  # fmt: skip
    if seen["wanted"]:
        told["names"] = round(200 * seen["both"] / (seen["found"] + seen["wanted"]), 2)
    return told


def padded(flat: torch.Tensor, rows: Rows) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows of one length, and which of their places are words."""
    parts = torch.split(flat, list(rows.lengths))
    mask = torch.arange(max(rows.lengths)) < torch.tensor(rows.lengths).unsqueeze(1)
    return nn.utils.rnn.pad_sequence(list(parts), batch_first=True), mask


def repeated(examples: Sequence[Example], column: str) -> list[str]:
    """Labels that occur more than once, the most frequent first."""
    seen = Counter(x for e in examples for x in e.labels[column])
    return [x for x, number in seen.most_common() if number > 1]


def sentences_of(teacher: Teacher, folder: Path) -> Iterator[list[str]]:
    """Words of the sentences of plain texts."""
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text("utf-8", errors="replace")
        for sentence in teacher.parser.parse(Document.of(Article(path.stem, text, "none"))):
            yield [word.form for word in sentence.words]


def main() -> None:
    """Run the command line."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("bundle", type=Path)
    for name in ("ud", "ner", "texts", "dev-ud", "dev-ner"):
        cli.add_argument(f"--{name}", type=Path, required=True)
    cli.add_argument("--minutes", type=float, default=30)
    cli.add_argument("--limit", type=int)
    cli.add_argument("--rate", type=float, default=1.2e-3)
    given = cli.parse_args()
    random.seed(1)
    torch.manual_seed(1)
    torch.set_num_threads(1)
    teacher, most = Teacher(given.bundle), given.limit

    def treebank(path: Path) -> list[Example]:
        rows = [r for r in read_treebank(path) if len(r[0]) <= LONGEST][:most]
        return list(teacher.examples([r[0] for r in rows], [(r[1], r[2]) for r in rows]))

    def names(path: Path) -> list[Example]:
        some = [r for r in read_names(path) if len(r[0]) <= LONGEST][:most]
        return list(teacher.examples([r[0] for r in some], [({"names": r[1]}, []) for r in some]))

    plain = [w for w in sentences_of(teacher, given.texts) if len(w) <= LONGEST][:most]
    sources = [
        treebank(given.ud),
        list(teacher.examples(plain, [({}, [])] * len(plain))),
        names(given.ner),
    ]
    labels = {c: repeated(sources[0], c) for c in (*COLUMNS, "relations")}
    kinds = sorted({x[2:] for e in sources[2] for x in e.labels["names"] if x != OUTSIDE})
    labels["names"] = [OUTSIDE, *(f"{part}-{kind}" for kind in kinds for part in "BIES")]
    learner = Learner(labels)
    weights = [p for p in learner.parameters() if p.ndim > 1]
    others = [p for p in learner.parameters() if p.ndim < 2]
    optimizer = torch.optim.AdamW(
        [{"params": weights, "weight_decay": 0.02}, {"params": others, "weight_decay": 0.0}],
        lr=0.0,
        betas=(0.9, 0.98),
    )
    turns, start, step = [batches(some) for some in sources], time.time(), 0
    while (done := (time.time() - start) / (60 * given.minutes)) < 1:
        for group in optimizer.param_groups:
            group["lr"] = given.rate * min(1, (step + 1) / 150) * (1 - done)
        optimizer.zero_grad()
        loss = torch.stack(list(learner.losses(next(turns[step % 3])))).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(learner.parameters(), 2.0)
        optimizer.step()
        step += 1
    for path, read in ((given.dev_ud, treebank), (given.dev_ner, names)):
        print(path.name, learner.scored(read(path)), flush=True)
    target = given.bundle / "en" / "lean" / "quotes.pt"
    target.parent.mkdir(exist_ok=True)
    saved = {
        "labels": labels,
        "config": {c: len(some) for c, some in labels.items()},
        "model": {k: v.half() for k, v in learner.heads.state_dict().items()},
    }
    torch.save(saved, target)


if __name__ == "__main__":
    main()
