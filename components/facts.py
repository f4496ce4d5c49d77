"""What the policy pack is to know of a resource and no property tells: said by tags."""

from collections.abc import Mapping

DISPOSABLE = "FLOODGATE_DISPOSABLE"


def disposable(*, protected: bool, final_snapshot: str | None) -> Mapping[str, str]:
    """The tag of a store that may be lost at any time: it is neither protected nor leaves a snapshot behind."""
    return {} if protected or final_snapshot is not None else {DISPOSABLE: "true"}
