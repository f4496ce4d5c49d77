"""Stack files for the tests of the settings, and how they reach a program."""

import copy
import json
from collections.abc import Mapping
from typing import Any

import pytest

from components.settings import Service, Settings, SettingsError
from components.sizing import PRODUCTION, Price
from offline.recorder import run

ACCOUNT = "123456789012"
DIGEST = f"sha256:{'0f' * 32}"
PARAMETER = f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/prod/db-url"
SECRET = "arn:aws:secretsmanager:eu-west-1:210987654321:secret:prod/mail-key-a1B2c3"
VPC = {
    "vpcId": "vpc-0123456789abcdef0",
    "publicSubnetIds": ["subnet-0000000a", "subnet-0000000b"],
    "privateSubnetIds": ["subnet-0000001a", "subnet-0000001b"],
    "dataSubnetIds": ["subnet-0000002a", "subnet-0000002b"],
}
GOOD: Mapping[str, Any] = {
    "profile": "production",
    "accountId": ACCOUNT,
    "domain": "shop.example.com",
    "zone": "example.com",
    "owner": "shop-team",
    "regions": {"main": "us-east-1"},
    "images": {"web": DIGEST, "api": DIGEST},
    "secrets": {"api": {"DB_URL": PARAMETER, "MAIL_KEY": SECRET}},
    "sizing": {},
}
# Production for an audience on every continent.
WORLDWIDE = PRODUCTION.model_copy(update={"edge": PRODUCTION.edge.model_copy(update={"price_class": Price.ALL})})
# Two more regions: one with its own range, one with a network that is there already; and one override of everything.
FULL: Mapping[str, Any] = {
    **GOOD,
    "regions": {"main": "us-east-1", "eu": "eu-west-1", "ap": "ap-southeast-2"},
    "cidrBlocks": {"eu": "10.1.0.0/16"},
    "network": {"ap": VPC},
    "images": {service.value: DIGEST for service in Service},
    "repositoryPrefix": "123456789012.dkr.ecr.{region}.amazonaws.com/shared/shop",
    "alertEmails": ["shop-oncall@example.com", "o'neil+shop@mail.example.co.uk"],
    "monthlyBudgetUsd": 5000,
    "dataRegions": ["main"],
    "sizing": WORLDWIDE.model_dump(mode="json", by_alias=True),
}


def configured(file: Mapping[str, Any], project: str = "floodgate") -> dict[str, str]:
    """A stack file as the engine hands it over: texts as they are, everything else as JSON."""
    return {f"{project}:{key}": v if isinstance(v, str) else json.dumps(v) for key, v in file.items()}


def load(
    file: Mapping[str, Any], *, secrets: Mapping[str, str] | None = None, project: str = "floodgate", **more: str
) -> Settings:
    """The settings of a stack file, with encrypted ones beside it, and keys of other namespaces in ``more``."""
    loaded: list[Settings] = []
    encrypted = {f"{project}:{key}": value for key, value in (secrets or {}).items()}
    run(
        lambda: loaded.append(Settings.load()),
        config={**configured(file, project), **more},
        secrets=encrypted,
        project=project,
    )
    return loaded[0]


def accepts(file: Mapping[str, Any], **more: str) -> bool:
    """Whether a stack file is right."""
    try:
        load(file, secrets=None, **more)
    except SettingsError:
        return False
    return True


def mistakes(file: Mapping[str, Any], **more: Any) -> list[str]:
    """The lines about mistakes, without the namespace."""
    with pytest.raises(SettingsError) as refusal:
        load(file, **more)
    return [line.removeprefix("floodgate:") for line in refusal.value.mistakes]


def sizing(path: str, value: object, base: Mapping[str, Any] = GOOD) -> dict[str, Any]:
    """A stack file that overrides one quantity."""
    file = copy.deepcopy(dict(base))
    place = file.setdefault("sizing", {})
    *groups, name = path.split(".")
    for group in groups:
        place = place.setdefault(group, {})
    place[name] = value
    return file
