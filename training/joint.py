"""Train tagger, parser and name finder over one encoder, in one run that knows its deadline.

    python training/joint.py WORK --minutes 60 [--part-trained FILE] [--head-minutes 10]

Batches of syntax (tagger and parser share each sentence's encoding) and of names alternate.
Learning rates follow the clock: they warm up, then fall to nothing at the deadline, so that
any budget ends in a settled model. `WORK/joint.pt` is written every few minutes and taken up
again by the next run. With --head-minutes the encoder is frozen at the end and the tagger and
name heads go on alone, over hidden states computed once.
"""

import argparse
import json
import random
import time
from pathlib import Path

import torch
from stanza.models import ner_tagger, parser, tagger
from stanza.models.common import foundation_cache
from stanza.models.common.doc import Document
from stanza.models.common.utils import unsort
from stanza.models.depparse.data import DataLoader as ParserLoader
from stanza.models.depparse.data import Dataset as ParserData
from stanza.models.depparse.trainer import GraphTrainer
from stanza.models.ner import scorer as name_scorer
from stanza.models.ner.data import DataLoader as NameData
from stanza.models.ner.trainer import Trainer as NameTrainer
from stanza.models.ner.trainer import unpack_batch as unpack_names
from stanza.models.pos.data import Dataset as TaggerData
from stanza.models.pos.trainer import Trainer as TaggerTrainer
from stanza.models.pos.trainer import unpack_batch as unpack_tags
from stanza.models.pos.vocab import MultiVocab
from stanza.utils.conll import CoNLL

from quotes.encoder import load_encoder, save_encoder

NAME = "quotes-encoder"
LONGEST_TOKEN = 25
LONGEST_SENTENCE = 120

SHARED = "--lang en --shorthand en_quotes --bert_model quotes-encoder --bert_hidden_layers 4"
PARSER = f"""{SHARED} --bert_finetune --word_emb_dim 0 --tag_emb_dim 0 --no_char --no_pretrain
    --num_layers 1 --hidden_dim 256 --deep_biaff_hidden_dim 256"""
TAGGER = f"""{SHARED} --word_emb_dim 0 --no_pretrain --num_layers 1 --hidden_dim 200
    --char_emb_dim 50 --char_hidden_dim 100 --transformed_dim 64 --deep_biaff_hidden_dim 200
    --share_hid"""
NAMES = f"""{SHARED.removeprefix("--lang en ")} --word_emb_dim 0 --hidden_dim 256 --num_layers 1
    --char_emb_dim 50 --char_hidden_dim 64 --dropout 0.3 --scheme bioes --train_scheme bio"""


def options(module, text):
    """Stanza's own options of a trainer, as a dict."""
    return module.parse_args(text.split())


def read_syntax(path):
    """CoNLL-U sentences without the tokens and lengths that blow up a batch."""
    sentences, _, _ = CoNLL.conll2dict(path)
    return [
        s
        for s in sentences
        if len(s) <= LONGEST_SENTENCE and all(len(w["text"]) <= LONGEST_TOKEN for w in s)
    ]


def without_final_mark(sentence):
    """The sentence without its last mark, as headlines are written, or None where it has none."""
    last = sentence[-1]
    heads = {w.get("head") for w in sentence if isinstance(w["id"], int)}
    if last.get("upos") != "PUNCT" or last["id"] in heads or len(sentence) < 3:
        return None
    return sentence[:-1]


class Heads:
    """Three Stanza trainers that hold one encoder."""

    def __init__(self, work, part_trained, device):
        encoder, tokenizer = load_encoder(work / "encoder")
        self.encoder, self.tokenizer, self.device = encoder.to(device), tokenizer, device
        encoder.autocast = True
        for layer in encoder.modules():
            if isinstance(layer, torch.nn.Dropout):
                layer.p = 0.0  # the heads' own dropout is enough, and this one is slow
        # Stanza's trainers ask for a transformer by name: answer with ours.
        load = lambda *_, **__: (encoder, tokenizer)  # noqa: E731
        for module in (
            "stanza.models.depparse.trainer",
            "stanza.models.pos.trainer",
            "stanza.models.ner.trainer",
        ):
            __import__(module, fromlist=["load_bert"]).load_bert = load
        foundation_cache.load_bert = load

        words = read_syntax(work / "train.conllu")
        shorter = [s for s in map(without_final_mark, words) if s]
        random.shuffle(shorter)
        self.syntax = Document(words + shorter[: len(shorter) // 8])

        arguments = options(parser, PARSER)
        state = None
        if part_trained:
            state = torch.load(part_trained, map_location="cpu", weights_only=True)
            vocab = MultiVocab.load_state_dict(state["vocab"])
        else:
            vocab = ParserData(self.syntax, arguments, None).vocab
        self.parser_data = ParserData(self.syntax, arguments, None, vocab=vocab, evaluation=True)
        self.parser = GraphTrainer(arguments, vocab, device=device, build_optimizer=False)
        self.parser.model.bert_finetuning = True
        if state:
            heads = {
                k: v.float() for k, v in state["model"].items() if not k.startswith("bert_model")
            }
            self.parser.model.load_state_dict(heads, strict=False)

        arguments = options(tagger, TAGGER)
        arguments["bert_finetune"] = True
        self.tagger_data = TaggerData(self.syntax, arguments, None)
        self.tagger_data.eval = True
        self.tagger = TaggerTrainer(arguments, self.tagger_data.vocab, device=device)

        arguments = options(ner_tagger, NAMES)
        arguments["bert_finetune"] = True
        self.names_data = NameData(
            read_names(work / "ner.train.json"), 64, arguments, scheme="bio", max_batch_words=1600
        )
        self.names = NameTrainer(arguments, self.names_data.vocab, device=device)
        for parameter in encoder.parameters():
            parameter.requires_grad = True

    @property
    def trainers(self):
        """Name and trainer of each head."""
        return {"depparse": self.parser, "pos": self.tagger, "ner": self.names}

    def head_parameters(self):
        """Every weight that is not the encoder's."""
        for trainer in self.trainers.values():
            for name, parameter in trainer.model.named_parameters():
                if not name.startswith("bert_model.") and parameter.requires_grad:
                    yield parameter

    def state(self):
        """All weights, for a run that goes on."""
        heads = {
            task: {
                k: v
                for k, v in trainer.model.state_dict().items()
                if not k.startswith("bert_model.")
            }
            for task, trainer in self.trainers.items()
        }
        return {"encoder": self.encoder.bert.state_dict(), **heads}

    def load_state(self, state):
        """Take up what `state` gave."""
        self.encoder.bert.load_state_dict(state["encoder"])
        for task, trainer in self.trainers.items():
            trainer.model.load_state_dict(state[task], strict=False)

    def train_mode(self):
        """Put encoder and heads to training."""
        for trainer in self.trainers.values():
            trainer.model.train()

    def tag_loss(self, indices):
        """Loss of the tagger over these sentences."""
        batch = self.tagger_data.collate_fn([self.tagger_data[i] for i in indices])
        inputs, _, word_index, lengths, word_lengths, text = unpack_tags(batch, self.device)
        return self.tagger.model(*inputs, word_index, lengths, word_lengths, text)[0]

    def syntax_loss(self, indices):
        """Loss of parser and tagger over these sentences, encoded once."""
        batch = ParserLoader.collate([self.parser_data[i] for i in indices])
        inputs = [b.to(self.device) for b in batch[:11]]
        loss, _ = self.parser.model.loss(*inputs, *batch[12:])
        return loss + self.tag_loss(indices)

    def name_loss(self, batch):
        """Loss of the name finder, a word."""
        inputs, _, word_index, char_index, lengths, word_lengths, char_lengths, offsets = (
            unpack_names(batch, self.device)
        )
        words, wordchars, mask, chars, tags = inputs
        loss, _, _ = self.names.model(
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
        )
        return loss / 4

    def save(self, work):
        """Write the encoder's folder and the three heads as Stanza model files."""
        save_encoder(self.encoder, self.tokenizer, work / "encoder.trained")
        for task, trainer in self.trainers.items():
            trainer.args["bert_model"] = NAME
            trainer.args["bert_finetune"] = False
            whole = work / f"{task}.whole.pt"
            trainer.save(str(whole))
            saved = torch.load(whole, map_location="cpu", weights_only=True)
            saved["model"] = {
                k: v for k, v in saved["model"].items() if not k.startswith("bert_model.")
            }
            torch.save(saved, work / f"{task}.pt")
            whole.unlink()


def read_names(path):
    """Stanza's name data without the longest tokens and sentences."""
    sentences = json.loads(path.read_text())
    kept = [
        s
        for s in sentences
        if len(s) <= LONGEST_SENTENCE and all(len(w["text"]) <= LONGEST_TOKEN for w in s)
    ]
    return Document(kept)


def batches(lengths, words):
    """Indices in batches of about so many words, sentences of like length together, for ever."""
    while True:
        order = sorted(range(len(lengths)), key=lambda i: lengths[i] + random.uniform(0, 4))
        cut, size, found = [], 0, []
        for i in order:
            if cut and size + lengths[i] > words:
                found.append(cut)
                cut, size = [], 0
            cut.append(i)
            size += lengths[i]
        found.append(cut)
        random.shuffle(found)
        yield from found


def name_batches(data):
    """Batches of names, shuffled anew each epoch, for ever."""
    while True:
        yield from data
        data.reshuffle()


def evaluate(heads, work, sentences=500):
    """Dev scores with gold tokens: UPOS, UAS, LAS, entity F1."""
    heads.encoder.eval()
    gold = read_syntax(work / "dev.conllu")[:sentences]
    document = Document(gold)
    loader = ParserLoader(
        document,
        2000,
        heads.parser.args,
        None,
        vocab=heads.parser.vocab,
        evaluation=True,
        sort_during_eval=True,
    )
    found = []
    for batch in loader:
        found += heads.parser.predict(batch)
        heads.encoder.forget()
    found = unsort(found, loader.data_orig_idx)
    total = head = both = tags = 0
    for sentence, arcs in zip(document.sentences, found, strict=True):
        for word, (governor, relation) in zip(sentence.words, arcs, strict=True):
            total += 1
            head += int(word.head == governor)
            both += int(word.head == governor and word.deprel == relation)
    data = TaggerData(document, heads.tagger.args, None, vocab=heads.tagger.vocab, evaluation=True)
    for batch in data.to_loader(batch_size=60):
        predicted = heads.tagger.predict(batch)
        heads.encoder.forget()
        for i, words in zip(batch.idx, predicted, strict=True):
            gold_words = document.sentences[i].words
            tags += sum(w.upos == p[0] for w, p in zip(gold_words, words, strict=True))
    names = NameData(
        Document(json.loads((work / "ner.dev.json").read_text())[:sentences]),
        32,
        heads.names.args,
        vocab=heads.names.vocab,
        evaluation=True,
    )
    predicted = []
    for batch in names:
        predicted += heads.names.predict(batch)
        heads.encoder.forget()
    gold_tags = [[x[0] for x in tags] for tags in names.tags]
    *_, f1, _ = name_scorer.score_by_entity(predicted, gold_tags, verbose=False)
    return {"UPOS": tags / total, "UAS": head / total, "LAS": both / total, "NER": f1}


def rates(start, deadline, peak, warm=0.05):
    """A function that sets each group's rate by the clock."""

    def at(optimizer):
        done = (time.time() - start) / (deadline - start)
        share = min(1.0, done / warm) if done < warm else max(0.0, (1 - done) / (1 - warm))
        for group in optimizer.param_groups:
            group["lr"] = peak[group["name"]] * share
        return done

    return at


def train(heads, work, minutes, names_every, report):
    """Alternate syntax and names until the deadline."""
    start = time.time()
    schedule = rates(start, start + 60 * minutes, {"encoder": 7e-5, "heads": 1e-3})
    optimizer = torch.optim.AdamW(
        [
            {"params": list(heads.encoder.parameters()), "name": "encoder", "lr": 0.0},
            {"params": list(heads.head_parameters()), "name": "heads", "lr": 0.0},
        ],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )
    syntax = batches(heads.parser_data.lengths, 2000)
    names = name_batches(heads.names_data)
    losses = {"syntax": [], "names": []}
    step, saved = 0, time.time()
    heads.train_mode()
    while True:
        if schedule(optimizer) >= 1:
            return
        step += 1
        kind = "names" if step % names_every == 0 else "syntax"
        loss = heads.name_loss(next(names)) if kind == "names" else heads.syntax_loss(next(syntax))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(
            [p for g in optimizer.param_groups for p in g["params"]], 1.0
        )
        optimizer.step()
        heads.encoder.forget()
        losses[kind].append(loss.item())
        if step % 20 == 0:
            means = {k: round(sum(v) / len(v), 3) for k, v in losses.items() if v}
            losses = {"syntax": [], "names": []}
            report(f"step {step} {time.time() - start:.0f} s {means}")
        if time.time() - saved > 600:
            torch.save(heads.state(), work / "joint.pt")
            with torch.no_grad():
                report(f"step {step} dev {evaluate(heads, work)}")
            heads.train_mode()
            saved = time.time()


def train_heads(heads, minutes, report):
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
    syntax = batches(heads.parser_data.lengths, 2000)
    names = name_batches(heads.names_data)
    step, losses = 0, []
    while schedule(optimizer) < 1:
        step += 1
        heads.tagger.model.train()
        heads.names.model.train()
        heads.encoder.eval()  # and it remembers every sentence: some 10 GB in all
        loss = heads.tag_loss(next(syntax)) if step % 4 == 0 else heads.name_loss(next(names))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % 40 == 0:
            report(f"heads {step} {time.time() - start:.0f} s {sum(losses) / len(losses):.3f}")
            losses = []


def main() -> None:
    """Train, report, save."""
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("work", type=Path)
    cli.add_argument("--minutes", type=float, default=60)
    cli.add_argument("--head-minutes", type=float, default=0)
    cli.add_argument("--part-trained", type=Path)
    cli.add_argument("--names-every", type=int, default=3)
    cli.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    cli.add_argument("--seed", type=int, default=1)
    arguments = cli.parse_args()
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    work = arguments.work

    def report(text):
        print(text, flush=True)

    heads = Heads(work, arguments.part_trained, arguments.device)
    checkpoint = work / "joint.pt"
    if checkpoint.exists():
        heads.load_state(torch.load(checkpoint, map_location=arguments.device, weights_only=True))
        report(f"goes on from {checkpoint}")
    if arguments.minutes:
        train(heads, work, arguments.minutes, arguments.names_every, report)
        torch.save(heads.state(), checkpoint)
    if arguments.head_minutes:
        train_heads(heads, arguments.head_minutes, report)
        torch.save(heads.state(), checkpoint)
    with torch.no_grad():
        report(f"dev {evaluate(heads, work)}")
    heads.save(work)


if __name__ == "__main__":
    main()
