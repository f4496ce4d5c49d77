"""Programs that keep and break SERVICE-029. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _service(public: bool | None, opts: pulumi.ResourceOptions | None = None) -> None:
    aws.ecs.Service(
        "web",
        cluster="main",
        task_definition="web",
        desired_count=2,
        network_configuration={"subnets": ["subnet-1", "subnet-2"], "assign_public_ip": public},
        opts=opts,
    )


def good_private() -> None:
    """The default: none."""
    _service(None)


def good_said_explicitly() -> None:
    """None, said explicitly."""
    _service(False)


def bad_public() -> None:
    """Service `web` gives its tasks public addresses (assignPublicIp)."""
    _service(True)


def bad_inside_component() -> None:
    """Service `web` gives its tasks public addresses (assignPublicIp)."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _service(True, opts=pulumi.ResourceOptions(parent=component))
