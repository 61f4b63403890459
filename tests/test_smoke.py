def test_fixtures_load(curated):
    from core.models import Record

    assert Record.objects.published().count() == 77
