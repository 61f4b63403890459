"""The one way to write a record down: its keys in order, nothing empty, as a dictionary, as YAML, as a digest."""

import hashlib
import io
import json
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.emitter import Emitter

from core.schema import UNDATED
from core.vocabulary import Status
from ingest.kinds import Kind

EMPTY: tuple[Any, ...] = (None, "", [])


def as_dict(kind: Kind, record: BaseModel) -> dict[str, Any]:
    """The record as its file holds it; what is empty, and `status: published`, is left out."""
    everything = record.model_dump(mode="json")
    kept = {key: _without_empty(everything[key]) for key in kind.key_order() if everything[key] not in EMPTY}
    if kept.get("status") == Status.PUBLISHED:
        del kept["status"]
    return kept


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(part) for key, part in value.items() if part not in EMPTY}
    return [_without_empty(part) for part in value] if isinstance(value, list) else value


def digest(content: dict[str, Any]) -> str:
    """SHA-256 of what a record says; that a figure is marked as undated is nothing that it says."""
    figures = [{key: value for key, value in figure.items() if value != UNDATED} for figure in content.get("figures", [])]
    said = {**content, "figures": figures} if figures else content
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


class DoubleQuotes(Emitter):
    """Writes text that needs quotes in double ones, which JSON's readers know."""

    def choose_scalar_style(self) -> Any:
        style = super().choose_scalar_style()
        return '"' if style == "'" else style


def as_yaml(content: dict[str, Any]) -> bytes:
    """The file, byte for byte: YAML 1.2, block style, a line for each text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Emitter = DoubleQuotes
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.map_indent, yaml.sequence_indent, yaml.sequence_dash_offset = 2, 4, 2
    yaml.allow_unicode = True
    yaml.width = 1_000_000
    stream = io.BytesIO()
    yaml.dump(content, stream)
    return stream.getvalue()
