"""A secret that AWS makes up and keeps: nobody types it, no file holds it.

Secrets Manager invents the value and this stores it there; whoever needs it is told the ARN, or is handed the value as
a Pulumi secret. It owns the secret, not what the secret opens. A deployment that fails halfway does no harm: what is
handed on is always read back from the stored version, never the value that was invented in this run.

What Pulumi keeps: the invented value is a write-only argument, sent when the resource is made or ``version`` changes.
The state holds the input of the last run, encrypted and as a rule never sent (pulumi-terraform-bridge #3201); outputs
never hold it. ``value`` ends up in the state of the resources that it is given to, encrypted as well.
"""

import re
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import iam
from components.naming import Location

_NAME = re.compile(r"[A-Za-z0-9/_+=.@-]{1,505}")  # 512, less AWS's suffix
_LOOKS_SUFFIXED = re.compile(r".*-[A-Za-z0-9]{6}")


@dataclass(frozen=True, kw_only=True)
class GeneratedSecretArgs:
    """Arguments of GeneratedSecret."""

    # Where the secret is kept.
    location: Location
    # Physical name.
    secret_name: str
    # What the secret opens, for people who find it in the console.
    description: str
    # Letters and digits, 16 to 128: more than anybody guesses, and short enough for every place that takes one.
    length: int = 64
    # Counts up to rotate: each new number stores a new value, which everything that uses ``value`` then gets.
    version: int = 1
    # Days in which a deleted secret can be had back, 7 to 30; 0 deletes at once, and frees the name for the next stack.
    recovery_window_days: int = 30
    # A customer managed KMS key; without one Secrets Manager uses the account's own, at no charge.
    key_arn: pulumi.Input[str] | None = None

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.secret_name):
            raise ValueError(
                f"the secret name {self.secret_name!r} may hold only letters, digits and /_+=.@-: rename it"
            )
        if _LOOKS_SUFFIXED.fullmatch(self.secret_name):
            raise ValueError(
                f"the secret name {self.secret_name!r} ends like the suffix that AWS adds, a hyphen and six characters,"
                " and could not be told from it: make its last word longer or shorter"
            )
        if not 16 <= self.length <= 128:
            raise ValueError(f"the secret has {self.length} characters: choose 16 to 128")
        if self.version < 1:
            raise ValueError("version counts from 1")
        if self.recovery_window_days != 0 and not 7 <= self.recovery_window_days <= 30:
            raise ValueError("recovery_window_days must be 0 or between 7 and 30, as AWS has it")


class GeneratedSecret(pulumi.ComponentResource):
    """A secret of letters and digits whose value AWS makes up.

    To rotate it raise ``version`` by one: the new value is stored, and everything that was given ``value`` gets it in
    the same run. Where two ends must not disagree for a moment, keep two secrets: the receiving end accepts both, and a
    rotation renews the one that is not in use and sends that from then on.

    Previews read the stored value, too: who runs them needs ``secretsmanager:GetSecretValue``.

    *Creates*: the secret and its version.

    *Outputs*: ``arn``, AWS's own, unknown at a first preview; ``partial_arn``, the same without AWS's random suffix,
    known at preview (ECS and Secrets Manager take it, permissions need ``-??????`` after it); ``value``, a Pulumi
    secret, there once the version is stored.

    *Cost* (2026-11, us-east-1): 0.40 USD a month, and 0.05 for 10,000 reads.

    *Rules that watch it*: who is given it can read it (SECURITY-001, SECURITY-002).
    """

    arn: pulumi.Output[str]
    partial_arn: pulumi.Output[str]
    value: pulumi.Output[str]

    def __init__(self, name: str, args: GeneratedSecretArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:GeneratedSecret", name, {}, opts)
        self._name = name
        self._args = args
        secret = self._secret()
        stored = self._store(secret)
        self.arn = secret.arn
        self.partial_arn = secret.name.apply(lambda made: args.location.arn("secretsmanager", f"secret:{made}"))
        self.value = self._read(stored)
        self.register_outputs({"arn": self.arn, "partial_arn": self.partial_arn})  # no further copy of the value

    def grant_read(self, grantee: str, role: aws.iam.Role) -> aws.iam.RolePolicy:
        """Let ``role`` read the value; ``grantee`` names it in the policy's name."""
        place, key = self._args.location, self._args.key_arn
        # AWS's six random characters are unknown beforehand. No other secret can fit: names that end so are refused.
        arn = self.partial_arn.apply(lambda made: f"{made}-??????")
        through = {"StringEquals": {"kms:ViaService": f"secretsmanager.{place.region}.{place.dns_suffix}"}}
        statements = [
            iam.allow(["secretsmanager:GetSecretValue"], [arn]),
            *([iam.allow(["kms:Decrypt"], [key], through)] if key is not None else []),
        ]
        return iam.grant(f"{self._name}-read-{grantee}", role, *statements, parent=self)

    def _secret(self) -> aws.secretsmanager.Secret:
        return aws.secretsmanager.Secret(
            f"{self._name}-secret",
            name=self._args.secret_name,
            description=self._args.description,
            kms_key_id=self._args.key_arn,
            recovery_window_in_days=self._args.recovery_window_days,
            tags={"Name": self._name},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _store(self, secret: aws.secretsmanager.Secret) -> aws.secretsmanager.SecretVersion:
        invented = aws.secretsmanager.get_random_password(
            password_length=self._args.length,
            exclude_punctuation=True,  # what one place forbids in a token, another in a header; 62 characters suffice
            opts=pulumi.InvokeOptions(parent=self),
        )
        return aws.secretsmanager.SecretVersion(
            f"{self._name}-version",
            secret_id=secret.arn,
            secret_string_wo=pulumi.Output.secret(invented.random_password),
            secret_string_wo_version=self._args.version,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _read(self, stored: aws.secretsmanager.SecretVersion) -> pulumi.Output[str]:
        # The SDK's own get_secret_version_output warns of a deprecated field, at every preview, whoever calls it.
        found = pulumi.runtime.invoke_output(
            "aws:secretsmanager/getSecretVersion:getSecretVersion",
            {"secretId": stored.secret_id, "versionId": stored.version_id},
            opts=pulumi.InvokeOptions(parent=self),
        )
        # An invoke with unknown arguments has lost where they came from: the second one brings the dependency back.
        both = pulumi.Output.all(found, stored.version_id)
        return pulumi.Output.secret(both.apply(lambda values: str(values[0]["secretString"])))
