"""A cautious reader of one YAML file: plain data and the line of every value, or the errors that a curator can mend.

Nothing but mappings, lists and scalars of YAML 1.2 gets through: no alias, anchor, tag, repeated key or control character, within bounds
on size and depth. Numbers keep all their digits (Decimal); dates stay text.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.reader import ReaderError

MAX_BYTES = 1_000_000
MAX_DEPTH = 8
# Characters that change the direction of text, and so what a reader believes to see.
BIDI_CONTROLS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# What plain text stands for in YAML 1.2; and the letters with which numbers, truth and nothing begin there.
RESOLVER = YAML(typ="safe", pure=True).resolver
NOT_ALWAYS_TEXT = frozenset("0123456789+-.~nNtTfF<=")

FieldPath = tuple[str | int, ...]


class InvalidYAML(ValueError):
    """The text cannot be used; `line` counts from 1."""

    def __init__(self, line: int, message: str, path: FieldPath = ()) -> None:
        super().__init__(message)
        self.line, self.message, self.path = line, message, path


@dataclass
class Document:
    """The data of a file, and the line on which each value starts."""

    data: Any
    lines: dict[FieldPath, int] = field(default_factory=dict)

    def line_of(self, path: FieldPath) -> int:
        """The line of the value, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(raw: bytes) -> Document:
    """Parse the bytes of a file; raise InvalidYAML for the first thing wrong."""
    if len(raw) > MAX_BYTES:
        raise InvalidYAML(1, f"the file has {len(raw):,} bytes; a record has at most {MAX_BYTES:,}")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InvalidYAML(line, f"not UTF-8: byte {raw[error.start]:#04x} cannot be read; save the file as UTF-8") from error
    if not text.strip():
        raise InvalidYAML(1, "the file is empty; it should hold one record")
    try:
        return _Builder(YAML(typ="safe", plug_ins=[]).parse(text)).document()
    except ReaderError as error:
        line = text[: error.position].count("\n") + 1 if isinstance(error.position, int) else 1
        code = error.character if isinstance(error.character, int) else ord(error.character)
        raise InvalidYAML(line, f"the character U+{code:04X} is not allowed") from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        # What is missing at the end is missing on the last line.
        raise InvalidYAML(
            min(mark.line, text.rstrip("\n").count("\n")) + 1 if mark else 1, f"not valid YAML: {error.problem or error.context}"
        ) from error
    except (YAMLError, ValueError) as error:
        if isinstance(error, InvalidYAML):
            raise
        raise InvalidYAML(1, f"not valid YAML: {error}") from error


class _Builder:
    """Builds data from the parser's events, refusing what a record has no use for."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.result = Document(None)

    def document(self) -> Document:
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                if event.version or event.tags:
                    raise InvalidYAML(1, "directives (%YAML, %TAG) are not used here")
                break
        else:
            raise InvalidYAML(1, "the file is empty; it should hold one record")
        self.result.data = self._value(next(self.events), ())
        next(self.events)  # the document's end
        if isinstance(following := next(self.events), DocumentStartEvent):
            raise InvalidYAML(following.start_mark.line + 1, "a second document starts here; a file holds one record")
        return self.result

    def _value(self, event: Any, path: FieldPath) -> Any:
        line = event.start_mark.line + 1
        self.result.lines.setdefault(path, line)
        if isinstance(event, AliasEvent):
            raise InvalidYAML(line, f"the alias *{event.anchor} is not allowed; write the value out", path)
        if event.anchor:
            raise InvalidYAML(line, f"the anchor &{event.anchor} is not allowed; remove it", path)
        if event.tag:
            raise InvalidYAML(line, f"the tag {event.tag} is not allowed; remove it", path)
        if len(path) > MAX_DEPTH:
            raise InvalidYAML(line, f"nested deeper than {MAX_DEPTH} levels", path)
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(event, path)

    def _mapping(self, path: FieldPath) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            line = event.start_mark.line + 1
            key = self._value(event, (*path, "(key)"))
            del self.result.lines[(*path, "(key)")]
            if not isinstance(event, ScalarEvent) or not isinstance(key, str):
                raise InvalidYAML(line, f"a key is plain text, not {key!r}", path)
            if key in mapping:
                raise InvalidYAML(line, "this key stands here twice", (*path, key))
            self.result.lines[(*path, key)] = line
            mapping[key] = self._value(next(self.events), (*path, key))
        return mapping

    def _sequence(self, path: FieldPath) -> list[Any]:
        sequence: list[Any] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            sequence.append(self._value(event, (*path, len(sequence))))
        return sequence

    def _scalar(self, event: Any, path: FieldPath) -> Any:
        line, text = event.start_mark.line + 1, event.value
        for character in () if text.isprintable() else text:
            if unicodedata.category(character) in ("Cc", "Cs", "Cn", "Zl", "Zp") or character in BIDI_CONTROLS:
                what = "line breaks are" if character == "\n" else f"the character U+{ord(character):04X} is"
                raise InvalidYAML(line, f"{what} not allowed in a value", path)
        if not event.implicit[0] or (text and text[0] not in NOT_ALWAYS_TEXT):
            return text
        tag = str(RESOLVER.resolve(ScalarNode, text, (True, False))).rpartition(":")[2]
        if tag == "null":
            return None
        if tag == "bool":
            return text.lower() == "true"
        if tag in ("int", "float"):
            return self._number(text, line, path)
        return text

    @staticmethod
    def _number(text: str, line: int, path: FieldPath) -> int | Decimal:
        plain = text.lstrip("+-")
        if len(plain) > 30:
            raise InvalidYAML(line, "a number has at most 30 digits; quote it if it is text", path)
        if plain.isdecimal() and plain.isascii():
            return int(text)
        digits = plain.replace(".", "", 1).replace("e", "", 1).replace("E", "", 1).replace("+", "").replace("-", "")
        try:
            if digits.isdecimal() and digits.isascii():
                return Decimal(text)
        except InvalidOperation:  # An exponent beyond all bounds.
            pass
        raise InvalidYAML(line, f"{text!r} is not a plain number; quote it if it is text", path)
