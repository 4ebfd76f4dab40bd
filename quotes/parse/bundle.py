"""Which models are meant, and where they are."""

import os
from pathlib import Path

from quotes.errors import QuotesError

HEADS, CUTTER, LEMMAS = "quotes.pt", "cutter.pt", "lemmas.tsv"
"""Files of lean heads, of the lean tokenizer, and of changes that make lemmas."""
BUNDLED = Path(__file__).parents[1] / "models"


def models_folder(models: str | None) -> Path | None:
    """The folder a specification names; None for Stanza's own.

    Raises
    ------
    QuotesError
        when the folder holds no `resources.json`.

    """
    if models and models.startswith("stanza:"):
        return None
    folder = Path(models) if models and models != "bundled" else BUNDLED
    if not (folder / "resources.json").is_file():
        raise QuotesError(
            f"{folder} holds no Stanza models (resources.json was not found): give a folder in "
            "Stanza's layout, 'bundled', or 'stanza:default_accurate' for Stanza's own"
        )
    return folder


def encoder_folder(folder: Path) -> Path | None:
    """The encoder that the heads of a bundle share; None where it has none."""
    path = folder / "encoder"
    return path if path.is_dir() else None


def attribution_file(folder: Path | None) -> Path | None:
    """The head for learned attribution, where a bundle has it and the encoder that it reads."""
    path = folder / "en" / "attribution" / "quotes.pt" if folder else None
    return path if folder and path and path.is_file() and encoder_folder(folder) else None


def lean_file(folder: Path, name: str) -> Path | None:
    """A file of what is lean, where a bundle has it, and for `HEADS` the encoder that they read."""
    path = folder / "en" / "lean" / name
    return path if path.is_file() and (name != HEADS or encoder_folder(folder)) else None


def describe_models(models: str | None) -> str:
    """Which models a specification means, and where they are."""
    folder = models_folder(models)
    if folder is None:
        where = os.environ.get("STANZA_RESOURCES_DIR", "Stanza's cache, downloaded when missing")
        return f"Stanza's own English models, package {str(models).partition(':')[2]}: {where}"
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    name = "models that travel with quotes" if folder == BUNDLED else "models in Stanza's layout"
    return f"{name}: {folder} ({size / 1e6:.0f} MB)"
