"""Whatever YAML makes of a stack file, it is accepted or refused in words, never with a traceback."""

import copy
import re
from typing import Any

import pulumi
import pytest

from components.settings import Settings, SettingsError
from offline.recorder import run
from tests.components.ground_floor.stack_files import FULL, configured

SURPRISES: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        -1,
        7,
        10**30,
        1.5,
        float("nan"),
        float("inf"),
        "",
        " ",
        "true",
        "null",
        "0",
        "\0",
        "é\u2028",
    ),
    *(
        [],
        {},
        [None],
        [[]],
        {"a": None},
        {"": ""},
        {"[key]": 1},
        {"1": {"2": [{}]}},
        ["a", 1, {}],
        "{",
        "[1",
        "x" * 5000,
    ),
]


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything in a file, maps and lists included."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([path] if path else []), *(deeper for key, item in inner for deeper in leaves(item, (*path, key)))]


def replaced(file: Any, path: tuple[Any, ...], surprise: Any) -> Any:
    changed = copy.deepcopy(file)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = surprise
    return changed


def refusal(file: Any) -> str:
    """What the settings say to a file; nothing if it is right."""
    pulumi.runtime.set_all_config(configured(file), [])
    try:
        Settings.load()
    except SettingsError as error:
        return str(error)
    return ""


# The three services have the same model; one stands for all.
PLACES = [path for path in leaves(dict(FULL)) if path[:2] != ("sizing", "services") or path[2:3] in ((), ("api",))]


@pytest.mark.parametrize("path", PLACES, ids=lambda path: ".".join(map(str, path)))
def test_whatever_stands_in_a_place_the_file_is_accepted_or_refused_in_words(path: tuple[Any, ...]) -> None:
    told: list[str] = []
    run(lambda: told.extend(refusal(replaced(dict(FULL), path, surprise)) for surprise in SURPRISES))

    for line in "\n".join(told).splitlines():
        assert re.fullmatch("[ -~]*", line), "a message is plain text"
        assert len(line) < 600
    assert any(told), "some of them are wrong anywhere"
