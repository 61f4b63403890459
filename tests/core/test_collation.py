"""Names sort as readers of a language expect."""

import pytest
from django.utils import translation

from core import countries
from core.collation import collation_key


@pytest.mark.parametrize(
    ("language", "codes", "expected"),
    [
        ("en", ["AX", "AF", "ZW", "CI", "CR"], ["Afghanistan", "Åland Islands", "Costa Rica", "Côte d'Ivoire", "Zimbabwe"]),
        ("ru", ["YE", "IT", "IR", "CN", "EE"], ["Иран", "Италия", "Йемен", "Китай", "Эстония"]),
        ("zh-hans", ["CN", "AF", "FI", "DE"], ["阿富汗", "德国", "芬兰", "中国"]),
    ],
)
def test_countries_sort_in_the_readers_language(language, codes, expected):
    with translation.override(language):
        names = sorted((countries.name(code) for code in codes), key=collation_key)

    assert [name.split(" (")[0] for name in names] == expected
