"""A right stack file becomes a frozen tree: its facts, its profile, and its overrides on top."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
import yaml
from pydantic import BaseModel, ValidationError

from components.naming import Location, Names
from components.settings import Profile, Service, Settings
from components.sizing import DEVELOPMENT, PRODUCTION, Architecture, Nat
from offline.recorder import run
from tests.components.ground_floor.stack_files import (
    ACCOUNT,
    DIGEST,
    FULL,
    GOOD,
    PARAMETER,
    SECRET,
    VPC,
    WORLDWIDE,
    accepts,
    configured,
    load,
    mistakes,
    sizing,
)

ROOT = Path(__file__).parents[3]
NAMES = Names(project="floodgate", stack="prod")


def stack_file(name: str) -> Mapping[str, Any]:
    content = yaml.safe_load((ROOT / name).read_text())
    return {key.removeprefix("floodgate:"): value for key, value in content["config"].items()}


@pytest.mark.parametrize(
    ("name", "profile", "base"),
    [("Pulumi.prod.yaml", Profile.PRODUCTION, PRODUCTION), ("Pulumi.dev.yaml", Profile.DEVELOPMENT, DEVELOPMENT)],
)
def test_the_stack_files_of_the_repository_are_right(name: str, profile: Profile, base: BaseModel) -> None:
    settings = load(stack_file(name))

    assert settings.profile is profile
    assert settings.sizing == base
    assert settings.services_without_image == []


@pytest.mark.parametrize("name", ["Pulumi.prod.yaml", "Pulumi.dev.yaml"])
def test_the_stack_files_hold_no_secrets_and_no_salt(name: str) -> None:
    assert set(yaml.safe_load((ROOT / name).read_text())) == {"config"}
    assert "secure:" not in (ROOT / name).read_text()


def test_the_project_file_declares_the_keys_that_the_program_reads_and_lets_the_program_judge_them() -> None:
    declared = yaml.safe_load((ROOT / "Pulumi.yaml").read_text())["config"]
    (line,) = [line for line in mistakes({**GOOD, "x": "y"}) if line.startswith("x:")]

    assert list(declared) == line.rpartition("allowed: ")[2].split(", ")
    # With a type, or without a default, the CLI would refuse a file at its first mistake.
    assert all(set(declaration) == {"description", "default"} for declaration in declared.values())


def test_the_defaults_of_the_project_file_count_as_not_set() -> None:
    declared = yaml.safe_load((ROOT / "Pulumi.yaml").read_text())["config"]
    defaults = {key: declaration["default"] for key, declaration in declared.items()}

    assert load({**defaults, **GOOD}) == load(GOOD)


def test_facts_arrive_as_they_are() -> None:
    settings = load(GOOD)

    assert (settings.account_id, settings.domain, settings.zone) == (ACCOUNT, "shop.example.com", "example.com")
    assert settings.owner == "shop-team"
    assert settings.secrets_of(Service.API) == {"DB_URL": PARAMETER, "MAIL_KEY": SECRET}
    assert settings.secrets_of(Service.WEB) == {}
    assert settings.origin_secret is None


def test_the_domain_may_be_the_zone_itself() -> None:
    assert load({**GOOD, "domain": "example.com"}).domain == "example.com"


def test_the_project_decides_the_namespace() -> None:
    assert load(GOOD, project="shop").domain == "shop.example.com"
    assert accepts(GOOD, **{"shop:domain": "another.example.com", "shop:dommain": ""})


def test_a_region_has_a_location_and_a_range() -> None:
    main = load(GOOD).main_region

    assert (main.key, main.location.region, main.location.account_id) == ("main", "us-east-1", ACCOUNT)
    assert main.cidr_block == PRODUCTION.network.cidr_block
    assert main.existing_vpc is None


def test_several_regions_begin_with_main_and_have_networks_of_their_own() -> None:
    regions = load(FULL).regions

    assert list(regions) == ["main", "ap", "eu"]
    assert (regions["main"].cidr_block, regions["eu"].cidr_block) == ("10.0.0.0/16", "10.1.0.0/16")
    vpc = regions["ap"].existing_vpc
    assert vpc is not None
    assert vpc.vpc_id == VPC["vpcId"]
    assert list(vpc.public_subnet_ids) == VPC["publicSubnetIds"]
    assert list(vpc.private_subnet_ids) == VPC["privateSubnetIds"]
    assert list(vpc.data_subnet_ids) == VPC["dataSubnetIds"]


def test_data_subnets_of_an_existing_network_may_be_left_out() -> None:
    two_tiers = {key: value for key, value in VPC.items() if key != "dataSubnetIds"}
    vpc = load({**GOOD, "network": {"main": two_tiers}}).main_region.existing_vpc

    assert vpc is not None
    assert vpc.data_subnet_ids == ()


def test_an_image_is_pinned_and_comes_from_the_stacks_own_repository_in_its_region() -> None:
    settings = load({**FULL, "repositoryPrefix": ""})
    eu = settings.regions["eu"].location

    assert settings.repository_prefix is None
    assert settings.repository(Service.ORDER_CONSUMER, NAMES) == "floodgate-prod/order-consumer"
    assert settings.image(Service.ORDER_CONSUMER, eu, NAMES) == (
        f"{ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/floodgate-prod/order-consumer@{DIGEST}"
    )


def test_a_repository_prefix_follows_the_region() -> None:
    settings = load(FULL)
    image = f"123456789012.dkr.ecr.eu-west-1.amazonaws.com/shared/shop/web@{DIGEST}"

    assert settings.image(Service.WEB, settings.regions["eu"].location, NAMES) == image
    assert settings.repository(Service.NOTIFICATION_WORKER, NAMES) == "shared/shop/notification-worker"


@pytest.mark.parametrize(
    ("prefix", "image"),
    [
        ("ghcr.io", "ghcr.io/web"),
        ("ghcr.io/shop/{region}", "ghcr.io/shop/eu-west-1/web"),
        ("registry.{region}.example.com:5000/a/b", "registry.eu-west-1.example.com:5000/a/b/web"),
    ],
)
def test_a_repository_prefix_may_be_any_registry_with_any_path(prefix: str, image: str) -> None:
    settings = load({**GOOD, "repositoryPrefix": prefix})
    location = Location(region="eu-west-1", account_id=ACCOUNT)

    assert settings.image(Service.WEB, location, NAMES) == f"{image}@{DIGEST}"


def test_images_come_from_chinese_registries_in_chinese_regions() -> None:
    location = Location(region="cn-north-1", account_id=ACCOUNT)
    image = load(GOOD).image(Service.WEB, location, NAMES)

    assert image == f"{ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com.cn/floodgate-prod/web@{DIGEST}"


def test_a_service_without_digest_has_no_image_and_is_named() -> None:
    settings = load(GOOD)

    assert settings.services_without_image == [Service.ADMIN, Service.ORDER_CONSUMER, Service.NOTIFICATION_WORKER]
    assert settings.image(Service.ADMIN, settings.main_region.location, NAMES) is None


def test_an_encrypted_origin_secret_stays_an_output_and_a_secret() -> None:
    def program() -> None:
        settings = Settings.load()
        assert isinstance(settings.origin_secret, pulumi.Output)
        aws.ssm.Parameter("origin", type="SecureString", value=settings.origin_secret)

    value = "s3cretValue_0123456789"
    graph = run(program, config=configured(GOOD), secrets={"floodgate:originSecret": value})

    assert graph.one("aws:ssm/parameter:Parameter").inputs["value"] == value
    assert "value" in graph.one("aws:ssm/parameter:Parameter").secrets
    assert value not in repr(load(GOOD, secrets={"originSecret": value}))


def test_an_override_wins_over_its_profile_and_changes_nothing_else() -> None:
    settings = load(sizing("services.api.scaling.maxTasks", 8))
    expected = PRODUCTION.model_dump()
    expected["services"]["api"]["scaling"]["max_tasks"] = 8

    assert settings.sizing.model_dump() == expected


def test_an_override_starts_from_the_profile_of_the_file() -> None:
    settings = load(
        sizing("network.nat", "none", {**GOOD, "profile": "development", "secrets": {}}) | {"network": {"main": VPC}}
    )

    assert settings.sizing.network.nat is Nat.NONE
    assert settings.sizing.network.zone_count == DEVELOPMENT.network.zone_count


def test_every_kind_of_quantity_can_be_overridden() -> None:
    file = sizing("network.interfaceEndpoints", ["s3.control", "logs"])
    file = sizing("capabilities.deletionProtection", False, file)
    file = sizing("services.web.task.architecture", "x86_64", file)
    settings = load(file)

    assert settings.sizing.network.interface_endpoints == ("s3.control", "logs")
    assert settings.sizing.capabilities.deletion_protection is False
    assert settings.sizing.services.web.task.architecture is Architecture.X86_64


def test_the_override_of_everything_is_accepted() -> None:
    assert load(FULL).sizing == WORLDWIDE


def test_who_is_told_what_it_may_cost_and_where_data_is_arrive_as_they_are() -> None:
    settings = load(FULL)

    assert settings.alert_emails == ("shop-oncall@example.com", "o'neil+shop@mail.example.co.uk")
    assert settings.monthly_budget_usd == 5000
    assert settings.data_regions == ("main",)


def test_without_them_nobody_is_told_nothing_is_budgeted_and_data_is_in_the_main_region() -> None:
    for file in (GOOD, {**GOOD, "alertEmails": [], "dataRegions": []}):
        settings = load(file)
        assert (settings.alert_emails, settings.monthly_budget_usd, settings.data_regions) == ((), None, ("main",))


@pytest.mark.parametrize(
    "change",
    [
        lambda s: setattr(s, "domain", "x"),
        lambda s: setattr(s.sizing.services.api.scaling, "max_tasks", 1),
        lambda s: setattr(s.main_region, "key", "x"),
        lambda s: s.regions.update(x=1),
        lambda s: s.images.clear(),
        lambda s: setattr(s.sizing.database.storage, "proxy", True),
        lambda s: setattr(s, "alert_emails", ()),
        lambda s: s.secrets.clear(),
        lambda s: s.secrets[Service.API].clear(),
        lambda s: s.secrets_of(Service.API).clear(),
    ],
)
def test_settings_cannot_be_changed(change: Callable[[Settings], None]) -> None:
    with pytest.raises((ValidationError, AttributeError)):
        change(load(GOOD))
