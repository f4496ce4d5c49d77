"""For every rule one fault, planted in our own production program: the real preview finds it.

`mutations/<tier>.toml` lists the faults: the rule, the resource by type and name (a regular expression), the input
properties to ``set`` or ``unset``, a part of the message to ``expect``, and what the rule has to be told. A preview
takes seconds, so faults of the same ``batch`` are planted together.
"""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.engine.conftest import PACK, Stack, copy_of_the_program, name_of

pytestmark = pytest.mark.engine

FILES = sorted(Path(__file__).with_name("mutations").glob("*.toml"))
MUTATIONS = [mutation for file in FILES for mutation in tomllib.loads(file.read_text())["mutation"]]

# Changes the inputs of the resources that the faults are for, and refuses to go on when there are none.
PLANTING = """
import json
import re

import pulumi

with open("mutations.json") as file:
    mutations = json.load(file)


def plant(args):
    props = dict(args.props)
    for mutation in mutations:
        if args.type_ == mutation["type"] and re.fullmatch(mutation["name"], args.name):
            props.update(mutation.get("set", {}))
            for name in mutation.get("unset", ()):
                props.pop(name, None)
            pulumi.log.info(f"planted {mutation['rule']}")
    return pulumi.ResourceTransformResult(props=props, opts=args.opts)


pulumi.runtime.register_resource_transform(plant)
"""


def _batches() -> list[list[dict[str, Any]]]:
    """The mutations of each preview: a fault may hide another one, so each says in which it is planted."""
    batches: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for mutation in MUTATIONS:
        batches[mutation["batch"]].append(mutation)
    return list(batches.values())


@pytest.mark.parametrize("batch", _batches(), ids=lambda batch: f"{batch[0]['rule']}-and-{len(batch) - 1}-more")
def test_planted_faults_are_found_at_preview(
    batch: list[dict[str, Any]], new_stack: Callable[..., Stack], tmp_path: Path
) -> None:
    stack = new_stack(copy_of_the_program(tmp_path), "prod")
    main = tmp_path / "__main__.py"
    main.write_text(PLANTING + main.read_text())
    (tmp_path / "mutations.json").write_text(json.dumps(batch))
    (tmp_path / "policies.json").write_text(json.dumps(_configuration(batch)))
    config = ("--policy-pack-config", str(tmp_path / "policies.json"))
    text = stack.preview("--policy-pack", str(PACK), *config, fails=True, FLOODGATE_REPORTS=str(tmp_path)).text
    found = defaultdict(list)
    for finding in json.loads((tmp_path / "floodgate.json").read_text())["findings"]:
        found[finding["rule"]].append(finding)
    missed = [mutation["rule"] for mutation in batch if not any(_is_told(mutation, f) for f in found[mutation["rule"]])]
    assert not missed, f"{missed} of {[m['rule'] for m in batch]} found nothing\n{text[-4000:]}"


def _configuration(batch: list[dict[str, Any]]) -> dict[str, Any]:
    traffic: dict[str, Any] = {}
    rules: dict[str, Any] = {}
    for mutation in batch:
        traffic |= mutation.get("traffic", {})
        if options := mutation.get("options"):
            rules[mutation["rule"]] = options
    # One that is mandatory, so that the preview fails and it shows that it does.
    return {"all": "mandatory", "SETTINGS": {"traffic": traffic}, **rules}


def _is_told(mutation: dict[str, Any], finding: dict[str, str]) -> bool:
    at = mutation.get("finding", ".*")
    return mutation["expect"] in finding["message"] and re.fullmatch(at, name_of(finding["urn"])) is not None
