"""The names that viewers ask for, as aliases of the distribution.

Route 53 answers with the addresses of the distribution itself, at the zone's top too, where a CNAME may not stand, and
without charge. It owns the records, not the zone. CloudFront is everywhere and Route 53 cannot look into its health, so
the records do not ask for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class AliasRecordsArgs:
    """Arguments of AliasRecords."""

    # The names, each among the distribution's aliases, by a short name of ours that stays when the name changes.
    names: Mapping[str, str]
    # Hosted zone that the names are in.
    zone_id: pulumi.Input[str]
    # Domain name of the distribution.
    target_domain_name: pulumi.Input[str]
    # Hosted zone of the distribution: ``Distribution.hosted_zone_id``.
    target_zone_id: pulumi.Input[str]

    def __post_init__(self) -> None:
        if not self.names:
            raise ValueError("alias records need a name: give at least one")
        if len(set(self.names.values())) != len(self.names):
            raise ValueError(f"the names {', '.join(self.names.values())} repeat one: give each name once")


class AliasRecords(pulumi.ComponentResource):
    """IPv4 and IPv6 alias records for names of one distribution.

    *Creates*: an A and an AAAA record for each name.

    *Outputs*: none.

    *Cost*: none for queries; a hosted zone costs 0.50 USD a month.

    *Rules that watch it*: no target health for CloudFront (EDGE-009); A and AAAA, CloudFront's zone id, a name among
    the aliases (EDGE-009, EDGE-027).
    """

    def __init__(self, name: str, args: AliasRecordsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:AliasRecords", name, {}, opts)
        for key, hostname in args.names.items():
            for kind in (aws.route53.RecordType.A, aws.route53.RecordType.AAAA):
                aws.route53.Record(
                    f"{name}-{key}-{kind.value.lower()}",
                    zone_id=args.zone_id,
                    name=hostname,
                    type=kind,
                    aliases=[
                        aws.route53.RecordAliasArgs(
                            name=args.target_domain_name, zone_id=args.target_zone_id, evaluate_target_health=False
                        )
                    ],
                    opts=pulumi.ResourceOptions(parent=self),
                )
        self.register_outputs({})
