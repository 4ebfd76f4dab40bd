"""Train the lean tokenizer of a bundle (`quotes/parse/cutter.py`) on what Stanza's says.

    python training/cutter.py BUNDLE --ud TRAIN.conllu --texts FOLDER --dev-ud DEV.conllu \
        --minutes 20

It learns the treebank's sentences and tokens, and besides what the bundle's own tokenizer says of
the paragraphs of the treebank and of the plain texts in FOLDER, each as it is and once more with
other quotation marks. Writes `en/lean/cutter.pt` in BUNDLE, and prints F1 of tokens, sentences and
tokens of several words on the paragraphs of the development set, for both. Files may be gzipped.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import conllu
import numpy as np
import torch
from score_models import begins, read_documents, space_after

from quotes.parse.cutter import PIECE, WORDS, Cutter, checked, described, numbered
from quotes.parse.cutting import SENTENCE, SEVERAL, SEVERAL_LAST, TOKEN, paragraphs
from quotes.parse.parser import Parser
from quotes.parse.stanzacutting import StanzaCutting

LONGEST = 3000  # characters of a paragraph
AT_ONCE = 48  # paragraphs in a batch
RATE = 3e-3
MARKS = (("“", "”", "’"), ('"', '"', "’"), ("«", "»", "'"), ("„", "“", "’"), ("‘", "’", "’"))
"""Quotation marks and apostrophes that go together."""


@dataclass
class Example:
    """A paragraph: numbers of its pieces, likelihoods of what they end, and what they do."""

    rows: np.ndarray
    likely: np.ndarray
    gold: np.ndarray | None


def read_paragraphs(path: Path) -> Iterator[tuple[str, dict[int, int]]]:
    """Paragraphs of a CoNLL-U file, and what their characters end."""
    for document in read_documents(path):
        text, ends = "", dict[int, int]()
        for sentence in document:
            if text and begins(sentence, "newpar"):
                yield text.rstrip(), ends
                text, ends = "", {}
            for form, several, gap in tokens(sentence):
                text += form
                last = len(text) - 1
                ends[last] = SEVERAL if several else TOKEN
                text += gap
            ends[last] += SENTENCE - TOKEN
        yield text.rstrip(), ends


def tokens(sentence: conllu.TokenList) -> Iterator[tuple[str, bool, str]]:
    """Tokens, whether each is several words, and what follows it."""
    covered = 0
    whole = [t for t in sentence if isinstance(t["id"], int) or t["id"][1] == "-"]
    for token in whole:
        number = token["id"]
        first, last = (number, number) if isinstance(number, int) else (number[0], number[2])
        if first > covered:
            covered = last
            joined = (token["misc"] or {}).get("SpaceAfter") == "No"
            gap = space_after(sentence) if token is whole[-1] else "" if joined else " "
            yield token["form"], last > first, gap


def varied(text: str) -> str:
    """A text with other quotation marks and apostrophes."""
    opening, closing, apostrophe = random.choice(MARKS)
    kept = []
    for before, character in zip(" " + text, text, strict=False):
        if character in '"“”«»':
            kept.append(opening if before in " (\n[" else closing)
        else:
            kept.append(apostrophe if character in "'’" else character)
    return "".join(kept)


def examples(
    teacher: StanzaCutting,
    texts: Sequence[tuple[str, Mapping[int, int] | None]],
    known: frozenset[int] | None = None,
) -> Iterator[Example]:
    """Paragraphs with what the teacher says of them, and with gold where it is given."""
    describe = partial(described, known=known)
    for text, ends in texts:
        for part in paragraphs(text):
            if len(part.text) > LONGEST:
                continue
            pieces = PIECE.findall(part.text)
            lasts = np.cumsum([len(piece) for piece in pieces]) - 1
            gold = None
            if ends is not None and part.text == text:
                gold = np.array([ends.get(last, 0) for last in lasts.tolist()])
            likely = teacher.likelihoods([part])[0][lasts]
            yield Example(numbered(pieces, describe), likely.astype(np.float16), gold)


def scored(found: Sequence[np.ndarray], gold: Sequence[np.ndarray]) -> str:
    """F1 of tokens, sentences and tokens of several words, in per cent."""
    figures = []
    for kinds in ({TOKEN, SENTENCE, SEVERAL, SEVERAL_LAST}, {SENTENCE, SEVERAL_LAST}, None):
        both = one = other = 0
        for pair in zip(found, gold, strict=True):
            ours, theirs = (several(e) if kinds is None else spans(e, kinds) for e in pair)
            both, one, other = both + len(ours & theirs), one + len(ours), other + len(theirs)
        figures.append(f"{200 * both / (one + other):.2f}")
    return "tokens {}, sentences {}, several words {}".format(*figures)


def spans(ends: np.ndarray, kinds: set[int]) -> set[tuple[int, int]]:
    """Pieces from one end of these kinds to the next; the last piece is an end."""
    lasts = [i for i, end in enumerate(ends.tolist()) if end in kinds or i == len(ends) - 1]
    return set(zip([-1, *lasts], lasts, strict=False))


def several(ends: np.ndarray) -> set[int]:
    """Pieces that end a token of several words."""
    return set(np.flatnonzero(ends >= SEVERAL).tolist())


def repeated(texts: Iterable[str]) -> frozenset[int]:
    """Checksums of the words that occur more than once."""
    seen = Counter(checked(p) for text in texts for p in PIECE.findall(" ".join(text.split())))
    return frozenset(checksum for checksum, number in seen.items() if number > 1)


def finish(cutter: Cutter, known: frozenset[int], path: Path) -> None:
    """Write the network; what it takes any other word for is the mean of all."""
    model = {k: v.half() for k, v in cutter.state_dict().items()}
    model["tables.0.weight"][WORDS] = model["tables.0.weight"][:WORDS].float().mean(0)
    cutter.load_state_dict(model)
    checksums = torch.tensor(sorted(known)).to(torch.int32)
    torch.save({"config": cutter.sizes, "model": model, "known": checksums}, path)


def losses(cutter: Cutter, some: Sequence[Example]) -> torch.Tensor:
    """What is still to learn of the pieces of some examples."""
    own = cutter([e.rows for e in some]).log_softmax(1)
    likely = torch.from_numpy(np.concatenate([e.likely for e in some]).astype(np.float32))
    unknown = [np.full(len(e.rows), -1) if e.gold is None else e.gold for e in some]
    gold = torch.from_numpy(np.concatenate(unknown))
    taught = -(likely * own).sum(1)
    told = -own.gather(1, gold.clamp(min=0).unsqueeze(1)).squeeze(1)
    return torch.where(gold < 0, taught, (taught + told) / 2).mean()


def train(cutter: Cutter, given: Sequence[Example], minutes: float) -> None:
    """Train for some minutes, the learning rate falling to nothing."""
    optimizer = torch.optim.AdamW(cutter.parameters(), lr=RATE, weight_decay=1e-4)
    began, step = time.monotonic(), 0
    order = list(range(len(given)))
    while True:
        random.shuffle(order)
        for first in range(0, len(order), AT_ONCE):
            done = (time.monotonic() - began) / (60 * minutes)
            if done >= 1:
                return
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, step / 200) * max(0.01, 1 - done)
            loss = losses(cutter, [given[i] for i in order[first : first + AT_ONCE]])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(cutter.parameters(), 1.0)
            optimizer.step()
            if step % 2000 == 0:
                print(f"{done:.0%} {loss.item():.4f}", flush=True)


def main() -> None:
    """Run the command line."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("bundle", type=Path)
    for name in ("ud", "texts", "dev-ud"):
        cli.add_argument(f"--{name}", type=Path, required=True)
    cli.add_argument("--minutes", type=float, default=20)
    given = cli.parse_args()
    random.seed(1)
    torch.manual_seed(1)
    torch.set_num_threads(1)
    teacher = Parser(str(given.bundle), lean=False).cut
    if not isinstance(teacher, StanzaCutting):
        raise SystemExit(f"{given.bundle}: its tokenizer is of another kind than is known here")
    treebank = list(read_paragraphs(given.ud))
    plain = [p.read_text("utf-8", errors="replace") for p in sorted(given.texts.glob("*.txt"))]
    annotated = [*treebank, *((varied(text), ends) for text, ends in treebank)]
    unknown = [(text, None) for text in (*plain, *map(varied, plain))]
    taught = [*2 * list(examples(teacher, annotated)), *examples(teacher, unknown)]
    cutter = Cutter()
    train(cutter, taught, given.minutes)
    known = repeated([text for text, _ in treebank] + plain)
    finish(cutter, known, given.bundle / "en" / "lean" / "cutter.pt")
    cutter.eval()
    dev = examples(teacher, list(read_paragraphs(given.dev_ud)), known)
    held = [e for e in dev if e.gold is not None]
    gold = [e.gold for e in held if e.gold is not None]
    with torch.inference_mode():
        own = [cutter([e.rows]).argmax(1).numpy() for e in held]
    print(f"lean: {scored(own, gold)}")
    print(f"Stanza's: {scored([e.likely.argmax(1) for e in held], gold)}")


if __name__ == "__main__":
    main()
