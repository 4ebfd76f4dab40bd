"""Leave out of the encoder the word pieces that no training text holds.

Kept are the pieces that occur at least once in the texts, all single characters, and the special
ones; a word that lost its piece is then spelled with shorter ones.
"""

import gzip
import json
import zipfile
from collections import Counter

import torch

BATCH = 200
TABLE = "embeddings.word_embeddings.weight"


def training_texts(work, data):
    """Treebank, names, annotated articles, and news without annotation, where they are there."""
    for line in (work / "train.conllu").open(encoding="utf-8"):
        if line.startswith("# text = "):
            yield line[9:]
    for sentence in json.loads((work / "ner.train.json").read_text()):
        yield " ".join(word["text"] for word in sentence)
    with gzip.open(data / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]
    with zipfile.ZipFile(data / "newswire" / "articles.zip") as articles:
        for name in articles.namelist():
            if not name.endswith("/"):
                yield articles.read(name).decode("utf-8", "replace")


def used(tokenizer, texts):
    """How often each piece occurs."""
    counts, batch = Counter(), []
    for text in texts:
        batch.append(text)
        if len(batch) == BATCH:
            for ids in tokenizer(batch, add_special_tokens=False)["input_ids"]:
                counts.update(ids)
            batch = []
    for ids in tokenizer(batch, add_special_tokens=False)["input_ids"] if batch else []:
        counts.update(ids)
    return counts


def kept(rules, counts):
    """Old numbers of the pieces to keep, in order."""
    special = {token["id"] for token in rules["added_tokens"]}
    return sorted(
        number
        for piece, number in rules["model"]["vocab"].items()
        if number in special or counts[number] or len(piece.removeprefix("##")) == 1
    )


def prune(folder, state, counts):
    """Rewrite `folder`'s tokenizer and config, and give the weights without the other rows."""
    path, config = folder / "tokenizer.json", folder / "config.json"
    rules = json.loads(path.read_text(encoding="utf-8"))
    old = kept(rules, counts)
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
