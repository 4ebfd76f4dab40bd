"""Make the table of given names that are usual for men only or for women only.

    pip install nomquamgender
    python training/given_names.py NAMES.json

NAMES.json is `name_data.json` of the package `nomquamgender` (Van Buskirk, Clauset, Larremore; MIT
licence): it tells of 721,739 given names, from 36 sources, by what share women bear them. Kept are
those that many sources know and that nearly all bearers of one gender have; names for both are
left out, and so are most surnames that stand first, as in Chinese or Korean names. Writes
`quotes/lexicon/given.tsv`.
"""

import argparse
import json
import re
from pathlib import Path

from quotes.lexicon import given
from quotes.lexicon.words import lexicon

SOURCES = 8  # that know the name
BEARERS = 500  # counted in all of them
OTHERS = 0.05  # share of the other gender
NAME = re.compile(r"[a-z]{3,}")
# "dean", "bishop", "april": offices and months, whoever bears them
WORDS = lexicon("person", "offices", "work") | lexicon("titles", "role", "kin") | lexicon("dates")


def main() -> None:
    """Choose the names and write them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", type=Path)
    names = json.loads(parser.parse_args().names.read_text(encoding="utf-8"))
    kept = {}
    for name, (sources, bearers, women, *_) in names.items():
        if name in WORDS:
            continue
        known = NAME.fullmatch(name) and sources >= SOURCES and bearers >= BEARERS
        if known and min(women, 1 - women) <= OTHERS:
            kept[name] = "f" if women > 1 / 2 else "m"
    path = Path(given.__file__).with_name("given.tsv")
    lines = [f"{name}\t{gender}" for name, gender in sorted(kept.items())]
    path.write_text("\n".join(["# Made by training/given_names.py", *lines]) + "\n", "utf-8")
    print(f"{len(lines)} names in {path}")


if __name__ == "__main__":
    main()
