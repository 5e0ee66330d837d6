"""JSON Schemas for editors' autocompletion, generated from the model."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from orgbriefs.config import Audience, Config
from orgbriefs.data.library import SHARED
from orgbriefs.data.model import Framework, Organization
from orgbriefs.data.sections import Sections
from orgbriefs.storage import write_whole


def schema_texts() -> dict[str, str]:
    """Each schema's file name and content."""
    models: dict[str, type[BaseModel]] = {
        "audience": Audience,
        "config": Config,
        "organization": Organization,
        "framework": Framework,
        "sections": Sections,
        **SHARED,
    }
    return {f"{name}.json": _schema_text(model) for name, model in sorted(models.items())}


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas; return the files that changed."""
    changed = []
    for name, text in schema_texts().items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_whole(path, text)
            changed.append(path)
    return changed


def _schema_text(model: type[BaseModel]) -> str:
    schema = model.model_json_schema(by_alias=True)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=False) + "\n"
