"""Shield Advanced: AWS's people and its insurance against the bill of an attack. Nobody gets it by accident.

Shield Standard protects everything at no charge and needs no resource. Advanced needs a subscription of the account, a
commitment for a year; this adds protections to it, and takes the subscription out only when told to. It owns the
protections, not what they protect.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class ShieldProtectionArgs:
    """Arguments of ShieldProtection."""

    # Start of the physical names.
    name_prefix: str
    # ARNs to protect, by a name each: distributions, load balancers, hosted zones, elastic IPs.
    resource_arns: Mapping[str, pulumi.Input[str]]
    # Health checks that tell Shield how a resource is doing, by the same names; its people answer sooner with one.
    health_check_arns: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)
    # Whether the subscription is taken out as well: A YEAR'S COMMITMENT THAT CANNOT BE CANCELLED. One is enough for all
    # accounts of an organization, so ask before.
    subscribe: bool = False

    def __post_init__(self) -> None:
        if not self.resource_arns:
            raise ValueError("Shield Advanced has nothing to protect: give at least one ARN, by a name")
        if unknown := sorted(set(self.health_check_arns) - set(self.resource_arns)):
            raise ValueError(f"the health check of {unknown[0]} has no resource: give its ARN in resource_arns, too")


class ShieldProtection(pulumi.ComponentResource):
    """Shield Advanced for single resources. Build it with a provider for us-east-1, where Shield's API is.

    *Creates*: a protection for each resource, the association with its health check; the subscription, if asked to.

    *Outputs*: none.

    *Cost*: **3,000 USD a month, for a year at least** (unconfirmed: look at AWS's price list first), once for all
    accounts of an organization, and a charge for data that leaves. Flat-rate plans of CloudFront exclude it.

    *Rules that watch it*: none.
    """

    def __init__(self, name: str, args: ShieldProtectionArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:ShieldProtection", name, {}, opts)
        self._name = name
        self._args = args
        subscription = [self._subscribe()] if args.subscribe else []
        for key, arn in args.resource_arns.items():
            self._shield(key, arn, pulumi.ResourceOptions(parent=self, depends_on=subscription))
        self.register_outputs({})

    def _subscribe(self) -> aws.shield.Subscription:
        return aws.shield.Subscription(
            f"{self._name}-subscription",
            auto_renew="ENABLED",
            skip_destroy=True,  # AWS refuses to end it within the year
            opts=pulumi.ResourceOptions(parent=self, protect=True),
        )

    def _shield(self, key: str, arn: pulumi.Input[str], opts: pulumi.ResourceOptions) -> None:
        protection = aws.shield.Protection(
            f"{self._name}-{key}",
            name=f"{self._args.name_prefix}-{key}",
            resource_arn=arn,
            tags={"Name": f"{self._args.name_prefix}-{key}"},
            opts=opts,
        )
        if key in self._args.health_check_arns:
            aws.shield.ProtectionHealthCheckAssociation(
                f"{self._name}-{key}-health",
                shield_protection_id=protection.id,
                health_check_arn=self._args.health_check_arns[key],
                opts=pulumi.ResourceOptions(parent=self),
            )
