"""Scores on the development sets while training goes on."""

import json
from pathlib import Path

import torch
from heads import Heads, read_syntax
from stanza.models.common.doc import Document
from stanza.models.common.utils import unsort
from stanza.models.depparse.data import DataLoader as ParserLoader
from stanza.models.ner import scorer as name_scorer
from stanza.models.ner.data import DataLoader as NameData
from stanza.models.pos.data import Dataset as TaggerData
from task import attributions, gold_of

from quotes.scoring.score import score


def evaluate(heads: Heads, work: Path, sentences: int = 500) -> dict[str, float]:
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
    syntax = {"UPOS": tags / total, "UAS": head / total, "LAS": both / total}
    return {**syntax, "NER": f1, **evaluate_attribution(heads, work)}


def evaluate_attribution(heads: Heads, work: Path, least: float = 0.5) -> dict[str, float]:
    """F1 of relations and of exact fragments, model alone."""
    rows = torch.load(work / "attribution.dev.pt", map_location=heads.device)
    found = heads.attribution.propose(rows)
    scores = score(
        (row["text"], gold_of(row), attributions(row, proposals, least))
        for row, proposals in zip(rows, found, strict=True)
    )
    figures = {role: scores.fragments[role, "exact"].f1 for role in ("source", "cue", "content")}
    return {"relation": scores.relation["all"].f1, **figures}
