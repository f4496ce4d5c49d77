"""What stores tell the policy pack by tags."""

from components import facts


def test_store_is_disposable_when_nothing_of_it_is_kept() -> None:
    assert facts.disposable(protected=False, final_snapshot=None) == {"FLOODGATE_DISPOSABLE": "true"}
    assert facts.disposable(protected=True, final_snapshot="last") == {}
    assert facts.disposable(protected=False, final_snapshot="last") == {}
    assert facts.disposable(protected=True, final_snapshot=None) == {}
