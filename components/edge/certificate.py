"""A certificate that proves itself through DNS.

Whoever connects to a region's load balancer, CloudFront above all, checks that its certificate names the host that was
asked for; the load balancer's own ``*.elb.amazonaws.com`` name is on no certificate that anybody can have. So each
region has one for the domain and everything one level below it, and AWS renews it as long as the records stay. It owns
the certificate, its validation records and the wait for both; it does not own the hosted zone. A zone that does not
answer stops the deployment at the validation, before anything uses the certificate.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

_WILDCARD = "*."
_VALIDATION_TTL_SECONDS = 60  # a wrong record is gone within a minute


@dataclass(frozen=True, kw_only=True)
class CertificateArgs:
    """Arguments of Certificate."""

    # Host names, the first of at most 64 characters; ``*.example.com`` stands for everything one level below.
    names: Sequence[str]
    # Hosted zone that all names are in.
    zone_id: pulumi.Input[str]
    # Names of the validation records, if another certificate of the account for the same names has made them: AWS asks
    # for the same records again, and two owners of one record would delete it under each other.
    existing_records: Sequence[pulumi.Input[str]] = ()

    def __post_init__(self) -> None:
        if not self.names:
            raise ValueError("a certificate needs a name: give at least one")
        if len(set(self.names)) != len(self.names):
            raise ValueError(f"the names {', '.join(self.names)} repeat one: give each name once")


class Certificate(pulumi.ComponentResource):
    """A validated public certificate of the region that the provider works in.

    *Creates*: the certificate, a validation record for each domain on it unless they exist, the wait for them.

    *Outputs*: ``arn``, which is there only once the certificate can be used; ``records``, the names of the validation
    records, for other certificates of the same names.

    *Cost*: none.

    *Rules that watch it*: the certificate covers every alias (EDGE-002, EDGE-017) and the origin's name (EDGE-003).
    """

    arn: pulumi.Output[str]

    def __init__(self, name: str, args: CertificateArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:Certificate", name, {}, opts)
        self._name = name
        self._args = args
        certificate = self._certificate()
        self.records: Sequence[pulumi.Input[str]] = args.existing_records or [
            self._record(certificate, domain).fqdn for domain in self._domains()
        ]
        self.arn = self._validated(certificate)
        self.register_outputs({"arn": self.arn})

    def _domains(self) -> list[str]:
        """The domains to prove: a name and its wildcard have the same record."""
        return list(dict.fromkeys(name.removeprefix(_WILDCARD) for name in self._args.names))

    def _certificate(self) -> aws.acm.Certificate:
        first, *others = self._args.names
        return aws.acm.Certificate(
            f"{self._name}-certificate",
            domain_name=first,
            subject_alternative_names=others,
            validation_method="DNS",
            tags={"Name": first},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _record(self, certificate: aws.acm.Certificate, domain: str) -> aws.route53.Record:
        option = certificate.domain_validation_options.apply(
            lambda options: next(o for o in options if str(o.domain_name).removeprefix(_WILDCARD) == domain)
        )
        return aws.route53.Record(
            f"{self._name}-{domain}",
            zone_id=self._args.zone_id,
            name=option.apply(lambda o: str(o.resource_record_name)),
            type=option.apply(lambda o: str(o.resource_record_type)),
            records=[option.apply(lambda o: str(o.resource_record_value))],
            ttl=_VALIDATION_TTL_SECONDS,
            allow_overwrite=True,  # another stack's certificate for the same domain may have made it
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _validated(self, certificate: aws.acm.Certificate) -> pulumi.Output[str]:
        return aws.acm.CertificateValidation(
            f"{self._name}-validation",
            certificate_arn=certificate.arn,
            validation_record_fqdns=self.records,
            opts=pulumi.ResourceOptions(parent=self),
        ).certificate_arn
