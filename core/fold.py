"""One folding of text for comparing names: accents, letter case and width do not count."""

import unicodedata

# Letters that Unicode does not take apart.
LETTERS = str.maketrans(
    {
        "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
        "ı": "i", "İ": "i", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d", "ħ": "h", "Ħ": "h",
    }
)  # fmt: skip
APOSTROPHES = set("'`´‘’ʼʹ′＇")
ACCENTED = ("LATIN", "GREEK", "CYRILLIC")


def fold(text: str) -> str:
    """Text in the form in which names are compared. Marks are dropped only after Latin, Greek and Cyrillic letters:

    after kana they make another letter.
    """
    if text.isascii():
        return text.lower()
    folded: list[str] = []
    accented = False
    for character in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).translate(LETTERS).casefold()):
        if not unicodedata.combining(character):
            accented = unicodedata.name(character, "").startswith(ACCENTED)
        elif accented:
            continue
        folded.append(character)
    return unicodedata.normalize("NFC", "".join(folded))


def searchable(text: str) -> str:
    """Folded text as words are looked for in it: apostrophes and their like dropped, other marks between words read as spaces."""
    kept = (character for character in fold(text) if character not in APOSTROPHES)
    return " ".join("".join(character if character.isalnum() or unicodedata.combining(character) else " " for character in kept).split())


def sort_key(text: str) -> bytes:
    """Bytes that order names alike in Python, SQLite and PostgreSQL, whatever a database's collation."""
    return fold(text).encode()
