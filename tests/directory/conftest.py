"""For tests of pages and API: a missing template variable is an error."""

import copy

import pytest


class MissingVariable(str):
    """What a template puts where a variable is missing: an error instead of nothing."""

    def __contains__(self, part):
        return part == "%s"

    def __mod__(self, name):
        raise AssertionError(f"a template names a variable that is not there: {name}")


@pytest.fixture(autouse=True)
def _missing_variables_are_errors(settings):
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = MissingVariable("%s")
    settings.TEMPLATES = templates
