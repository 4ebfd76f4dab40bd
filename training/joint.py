"""Train tagger, parser, name finder and attribution over one encoder, by the clock.

    python training/joint.py WORK --minutes 60 [--head-minutes 10]

Batches of attribution, of syntax (tagger and parser share each sentence's encoding) and of names
alternate. Learning rates follow the clock: they warm up, then fall to nothing at the deadline, so
that any budget ends in a settled model. `WORK/joint.pt` is written every few minutes and taken up
again by the next run. With --head-minutes the encoder is frozen at the end and the tagger and
name heads go on alone, over hidden states computed once.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import torch
from evaluation import evaluate
from heads import Heads
from task import Item

from quotes.parse.sizes import grouped

KINDS = {"a": "attribution", "s": "syntax", "n": "names"}
SEGMENTS = 10  # of an article, in a batch of attribution
WORDS = 1000  # in a batch of syntax: with more, a tree builder's scores leave the caches
PAUSE = 1200  # seconds between checkpoints


def batches(lengths: Sequence[int], words: int) -> Iterator[list[int]]:
    """Indices in batches of about so many words, sentences of like length together, for ever."""
    while True:
        order = sorted(range(len(lengths)), key=lambda i: lengths[i] + random.uniform(0, 4))
        found = list(grouped(order, lengths, words))
        random.shuffle(found)
        yield from found


def name_batches(data: Any) -> Iterator[Any]:
    """Batches of names, shuffled anew each epoch, for ever."""
    while True:
        yield from data
        data.reshuffle()


def rates(
    start: float, deadline: float, peak: dict[str, float], warm: float = 0.05
) -> Callable[[torch.optim.Optimizer], float]:
    """A function that sets each group's rate by the clock, and tells how much of it is over."""

    def at(optimizer: torch.optim.Optimizer) -> float:
        done = (time.time() - start) / (deadline - start)
        share = min(1.0, done / warm) if done < warm else max(0.0, (1 - done) / (1 - warm))
        for group in optimizer.param_groups:
            group["lr"] = peak[group["name"]] * share
        return done

    return at


def segment_batches(items: list[Item]) -> Iterator[list[Item]]:
    """Batches of segments, shuffled anew each epoch, for ever."""
    while True:
        random.shuffle(items)
        for first in range(0, max(1, len(items) - SEGMENTS), SEGMENTS):
            yield items[first : first + SEGMENTS]


def losses_of(heads: Heads) -> dict[str, Iterator[torch.Tensor]]:
    """For each kind of batch the loss of the next one, for ever."""
    syntax = batches(heads.parser_data.lengths, WORDS)
    names = name_batches(heads.names_data)
    quoted = segment_batches(heads.attribution.items)
    return {
        "syntax": (heads.syntax_loss(batch) for batch in syntax),
        "names": (heads.name_loss(batch) for batch in names),
        "attribution": (heads.attribution.loss(batch) for batch in quoted),
    }


def train(
    heads: Heads,
    work: Path,
    minutes: float,
    mix: Sequence[str],
    peaks: dict[str, float],
) -> None:
    """Take batches in the order of `mix` until the deadline."""
    start = time.time()
    schedule = rates(start, start + 60 * minutes, peaks)
    encoder = [p for p in heads.encoder.parameters() if p.requires_grad]
    groups = {"encoder": encoder, "heads": list(heads.head_parameters())}
    optimizer = torch.optim.AdamW(
        [{"params": params, "name": name, "lr": 0.0} for name, params in groups.items()],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )
    sources = losses_of(heads)
    losses: dict[str, list[float]] = {}
    spent: dict[str, list[float]] = {}
    saved = time.time()
    heads.train_mode()
    for step, kind in enumerate(cycle(mix), start=1):
        if schedule(optimizer) >= 1:
            return
        began = time.time()
        loss = next(sources[kind])
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        for params in groups.values():
            torch.nn.utils.clip_grad_norm_(params, 1.0)
        optimizer.step()
        heads.encoder.forget()
        losses.setdefault(kind, []).append(loss.item())
        spent.setdefault(kind, []).append(time.time() - began)
        if step % 60 == 0:
            means = {k: round(sum(v) / len(v), 3) for k, v in losses.items()}
            times = {k: round(sum(v) / len(v), 2) for k, v in spent.items()}
            report(f"step {step} {time.time() - start:.0f} s {means} seconds {times}")
            losses, spent = {}, {}
        if time.time() - saved > PAUSE:
            torch.save(heads.state(), work / "joint.pt")
            with torch.no_grad():
                report(f"step {step} dev {evaluate(heads, work)}")
            heads.train_mode()
            saved = time.time()


def train_heads(heads: Heads, minutes: float) -> None:
    """Freeze the encoder; let tagger and names go on, over hidden states computed once."""
    for parameter in heads.encoder.parameters():
        parameter.requires_grad = False
    heads.tagger.args["bert_finetune"] = heads.names.args["bert_finetune"] = False
    start = time.time()
    schedule = rates(start, start + 60 * minutes, {"heads": 1e-3})
    parameters = [
        p
        for trainer in (heads.tagger, heads.names)
        for n, p in trainer.model.named_parameters()
        if not n.startswith("bert_model.") and p.requires_grad
    ]
    optimizer = torch.optim.AdamW(
        [{"params": parameters, "name": "heads", "lr": 0.0}], weight_decay=0.01
    )
    syntax = batches(heads.parser_data.lengths, WORDS)
    names = name_batches(heads.names_data)
    step = 0
    losses: list[float] = []
    while schedule(optimizer) < 1:
        step += 1
        heads.tagger.model.train()
        heads.names.model.train()
        heads.encoder.eval()  # and it remembers every sentence: some 10 GB in all
        loss = heads.tag_loss(next(syntax)) if step % 4 == 0 else heads.name_loss(next(names))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % 40 == 0:
            report(f"heads {step} {time.time() - start:.0f} s {sum(losses) / len(losses):.3f}")
            losses = []


def report(text: str) -> None:
    """Print at once."""
    print(text, flush=True)


def main() -> None:
    """Train, report, save."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("work", type=Path)
    cli.add_argument("--minutes", type=float, default=60)
    cli.add_argument("--head-minutes", type=float, default=0)
    cli.add_argument("--mix", default="aasaan", help="a batch of attribution, syntax or names each")
    cli.add_argument("--rate", type=float, default=1e-4, help="of the encoder, at its highest")
    cli.add_argument("--head-rate", type=float, default=1e-3, help="of the heads")
    cli.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    cli.add_argument("--seed", type=int, default=1)
    arguments = cli.parse_args()
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    work = arguments.work
    if arguments.device != "cpu":
        torch.set_default_device(arguments.device)
    checkpoint, state = work / "joint.pt", None
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=arguments.device, weights_only=True)
    heads = Heads(work, state, arguments.device)
    if state:
        heads.load_state(state)
        report(f"goes on from {checkpoint}")
    if arguments.minutes:
        mix = [KINDS[letter] for letter in arguments.mix]
        peaks = {"encoder": arguments.rate, "heads": arguments.head_rate}
        train(heads, work, arguments.minutes, mix, peaks)
        torch.save(heads.state(), checkpoint)
    if arguments.head_minutes:
        train_heads(heads, arguments.head_minutes)
        torch.save(heads.state(), checkpoint)
    with torch.no_grad():
        report(f"dev {evaluate(heads, work)}")
    heads.save(work)


if __name__ == "__main__":
    main()
