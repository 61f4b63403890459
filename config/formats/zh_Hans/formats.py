"""Numbers in Chinese as its statistics print them; Django’s own format does not group digits."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
