"""The topic by which people are told: alarms, budgets and cost anomalies publish, e-mail and paging services listen.

It is encrypted, and with a key of its own: with SNS's own key no AWS service could publish, and every alarm would go
off unheard. It owns key, topic and subscriptions; an e-mail subscription counts only once its owner has confirmed it,
which no deployment can do. Alarms publish in their own region only, so each region has its topic.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import pulumi
import pulumi_aws as aws

from components import iam
from components.naming import Location

_KEY_DELETION_DAYS = 30  # the longest that KMS has, for the one who notices late


class Publisher(Enum):
    """An AWS service that may publish."""

    ALARMS = "cloudwatch.amazonaws.com"
    """CloudWatch alarms of this account and region."""
    BUDGETS = "budgets.amazonaws.com"
    """Budgets of this account."""
    COST_ANOMALIES = "costalerts.amazonaws.com"
    """Cost anomaly detection of this account."""


@dataclass(frozen=True, kw_only=True)
class AlertTopicArgs:
    """Arguments of AlertTopic."""

    # Where the topic is.
    location: Location
    # Physical name, also that of the key's alias.
    topic_name: str
    # Who may publish; budgets and cost anomalies need it on one topic only.
    publishers: Sequence[Publisher] = (Publisher.ALARMS,)
    # Addresses that get an e-mail. Each has to confirm once.
    email_addresses: Sequence[str] = ()
    # HTTPS addresses of paging services, by name; they hold a key, so give secrets.
    https_endpoints: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.publishers:
            raise ValueError("publishers is empty: nobody could tell anything, name at least one")
        if wrong := [address for address in self.email_addresses if "@" not in address]:
            raise ValueError(f"{', '.join(wrong)}: no e-mail address, write name@domain")
        if len(set(self.email_addresses)) != len(self.email_addresses):
            raise ValueError("email_addresses names somebody twice: name each once")
        for name, endpoint in self.https_endpoints.items():
            if isinstance(endpoint, str) and not endpoint.startswith("https://"):
                raise ValueError(f"the endpoint {name} must begin with https://: alerts are not sent in the open")


class AlertTopic(pulumi.ComponentResource):
    """An encrypted topic that AWS's own services may publish to.

    *Creates*: key with alias, topic with its policy, a subscription for each address.

    *Outputs*: ``topic_arn``, which waits for the policy: an alarm that has it can publish; ``key_arn``.

    *Cost* (2026-11, us-east-1): 1.00 USD a month for the key; requests and messages cost cents.

    *Rules that watch it*: an encrypted topic has a customer managed key that lets CloudWatch use it (TELEMETRY-010,
    TELEMETRY-011).
    """

    topic_arn: pulumi.Output[str]
    key_arn: pulumi.Output[str]

    def __init__(self, name: str, args: AlertTopicArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:AlertTopic", name, {}, opts)
        self._name = name
        self._args = args
        self._child = pulumi.ResourceOptions(parent=self)
        self.key_arn = self._key()
        topic = self._topic()
        for address in args.email_addresses:
            self._subscribe(topic, address, "email", address)
        for service, endpoint in args.https_endpoints.items():
            self._subscribe(topic, service, "https", endpoint)
        self.topic_arn = self._permit(topic).arn
        self.register_outputs({"topic_arn": self.topic_arn, "key_arn": self.key_arn})

    def _key(self) -> pulumi.Output[str]:
        key = aws.kms.Key(
            f"{self._name}-key",
            description=f"Alerts of {self._args.topic_name}",
            enable_key_rotation=True,
            deletion_window_in_days=_KEY_DELETION_DAYS,
            policy=iam.document(self._administrate(), *map(self._use_key, self._args.publishers)),
            tags={"Name": self._args.topic_name},
            opts=self._child,
        )
        aws.kms.Alias(
            f"{self._name}-alias", name=f"alias/{self._args.topic_name}", target_key_id=key.key_id, opts=self._child
        )
        return key.arn

    def _administrate(self) -> iam.Statement:
        """Without this statement nobody could change the key any more, AWS itself included."""
        return {
            "Sid": "Administrate",
            "Effect": "Allow",
            "Principal": {"AWS": self._args.location.global_arn("iam", "root")},
            "Action": "kms:*",
            "Resource": "*",  # in a key's policy: this key
        }

    def _use_key(self, publisher: Publisher) -> iam.Statement:
        statement: dict[str, Any] = {
            "Sid": f"Use{publisher.name.title().replace('_', '')}",
            "Effect": "Allow",
            "Principal": {"Service": publisher.value},
            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
            "Resource": "*",  # in a key's policy: this key
        }
        if publisher is Publisher.ALARMS:
            # AWS documents no condition for CloudWatch here, and one on a key that is not sent would silence every
            # alarm. The topic's own policy refuses alarms of other accounts.
            return statement
        return {**statement, "Condition": self._of_this_account()}

    def _topic(self) -> aws.sns.Topic:
        return aws.sns.Topic(
            f"{self._name}-topic",
            name=self._args.topic_name,
            kms_master_key_id=self.key_arn,
            tags={"Name": self._args.topic_name},
            opts=self._child,
        )

    def _permit(self, topic: aws.sns.Topic) -> aws.sns.TopicPolicy:
        arn = topic.name.apply(lambda made: self._args.location.arn("sns", made))
        publish = [
            {
                "Sid": f"Publish{publisher.name.title().replace('_', '')}",
                "Effect": "Allow",
                "Principal": {"Service": publisher.value},
                "Action": "sns:Publish",
                "Resource": arn,
                "Condition": self._of_this_account(),
            }
            for publisher in self._args.publishers
        ]
        tls_only = {
            "Sid": "TlsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "sns:Publish",
            "Resource": arn,
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
        return aws.sns.TopicPolicy(
            f"{self._name}-policy", arn=arn, policy=iam.document(*publish, tls_only), opts=self._child
        )

    def _of_this_account(self) -> Mapping[str, Any]:
        return {"StringEquals": {"aws:SourceAccount": self._args.location.account_id}}

    def _subscribe(self, topic: aws.sns.Topic, who: str, protocol: str, endpoint: pulumi.Input[str]) -> None:
        aws.sns.TopicSubscription(
            f"{self._name}-{who}",
            topic=topic.arn,
            protocol=protocol,
            endpoint=endpoint,
            endpoint_auto_confirms=True if protocol == "https" else None,  # as paging services do
            opts=self._child,
        )
