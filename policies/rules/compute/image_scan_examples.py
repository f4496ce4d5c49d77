"""Programs that keep and break SERVICE-032, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def good_repository() -> None:
    """The repository scans."""
    aws.ecr.Repository("web", image_scanning_configuration={"scan_on_push": True})


def good_registry() -> None:
    """The registry scans all of its repositories."""
    filters = [aws.ecr.RegistryScanningConfigurationRuleRepositoryFilterArgs(filter="*", filter_type="WILDCARD")]
    rule = aws.ecr.RegistryScanningConfigurationRuleArgs(scan_frequency="CONTINUOUS_SCAN", repository_filters=filters)
    aws.ecr.RegistryScanningConfiguration("all", scan_type="ENHANCED", rules=[rule])
    aws.ecr.Repository("web")


def bad_default() -> None:
    """Repository `web` does not scan images that are pushed (scanOnPush)."""
    aws.ecr.Repository("web")


def bad_registry_without_rules() -> None:
    """Repository `web` does not scan images that are pushed (scanOnPush)."""
    aws.ecr.RegistryScanningConfiguration("all", scan_type="BASIC", rules=[])
    aws.ecr.Repository("web", image_scanning_configuration={"scan_on_push": False})


def bad_inside_component() -> None:
    """Repository `web` does not scan images that are pushed (scanOnPush)."""
    component = pulumi.ComponentResource("shop:index:Images", "shop")
    aws.ecr.Repository("web", opts=pulumi.ResourceOptions(parent=component))
