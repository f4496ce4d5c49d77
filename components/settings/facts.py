"""Facts: what is true of one stack only, as its stack file states them.

Names, account, regions, images and addresses of secrets. Each is an annotated type that refuses what has the wrong
shape and says what is allowed; how facts fit together is for `relations` to judge.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from components.sizing import Cidr, Frozen, distinct, refused, shaped, text

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_REGION = r"[a-z]{2}(-[a-z]+)?-(north|south|east|west|central|northeast|northwest|southeast|southwest)-[1-9]"
# The AWS documentation calls these full ARNs: a secret's name ends in a hyphen and six characters that AWS adds, and
# may be followed by a JSON key, a version stage and a version id.
_VERSION = r":[^:\s]*:[^:\s]*:[^:\s]*"
_SECRET = rf"arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{{12}}:secret:[\w/+=.@-]+-[A-Za-z0-9]{{6}}({_VERSION})?"
_PARAMETER = r"arn:aws[a-z-]*:ssm:[a-z0-9-]+:[0-9]{12}:parameter/[\w./-]+"

MAIN_REGION = "main"  # the key of the region that every stack has
_MOST_EMAILS = 10  # addresses that one notification of AWS Budgets goes to
_MOST_DOLLARS = 1_000_000_000  # guess: more is a slip of the finger


class Profile(StrEnum):
    """Which quantities a stack starts from."""

    PRODUCTION = "production"
    DEVELOPMENT = "development"


class Service(StrEnum):
    """What runs from an image; the value is the key in the stack file."""

    WEB = "web"
    API = "api"
    ADMIN = "admin"
    ORDER_CONSUMER = "orderConsumer"
    NOTIFICATION_WORKER = "notificationWorker"

    @property
    def repository(self) -> str:
        """Last part of the name of its image repository: ``order-consumer``."""
        return re.sub(r"[A-Z]", lambda capital: f"-{capital.group().lower()}", self.value)


def _wrong_with_hostname(value: str) -> str | None:
    if value != value.lower():
        return "has capital letters"
    labels = value.split(".")
    if len(labels) < 2 or len(value) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return "is no host name"
    return None


def _wrong_with_repository_prefix(value: str) -> str | None:
    shape = r"[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]+)?(/[a-z0-9]+([._-][a-z0-9]+)*)*"
    return None if re.fullmatch(shape, value.replace("{region}", "region")) else "is no start of an image name"


def _wrong_with_secret_arn(value: str) -> str | None:
    if re.fullmatch(rf"{_SECRET}|{_PARAMETER}", value, re.ASCII):
        return None
    if re.match(r"arn:aws[a-z-]*:ssm:[^:]*::", value):
        return "lacks the account: ECS refuses it so"
    return "is no full ARN of a secret or a parameter"


def _subnets(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(values) < 2:
        raise refused("is too short", "two subnets or more, in different availability zones")
    return distinct(values)


def _emails(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(values) > _MOST_EMAILS:
        raise refused("is too long", f"{_MOST_EMAILS} addresses at most; a mailing list counts as one")
    return distinct(values)


def _dollars(value: object) -> int:
    allowed = f"whole US dollars from 1 to {_MOST_DOLLARS}, such as 5000"
    if type(value) is not int:  # True would be 1
        raise refused("is no whole number", allowed)
    if not 1 <= value <= _MOST_DOLLARS:
        raise refused("is too small" if value < 1 else "is too large", allowed)
    return value


AccountId = Annotated[
    str, shaped(r"[0-9]{12}", "AWS account id", "12 digits, in quotes, or YAML changes a number that begins with 0")
]
Hostname = Annotated[str, text(_wrong_with_hostname, "a name such as shop.example.com, without https:// and final dot")]
# What AWS accepts as the value of a tag.
Owner = Annotated[str, shaped(r"[\w .:/=+@-]{1,256}", "owner", "1 to 256 letters, digits, spaces and _ . : / = + - @")]
# It becomes part of resource names, where a load balancer leaves little room.
RegionKey = Annotated[
    str, shaped(r"[a-z][a-z0-9]{0,7}", "key of a region", "1 to 8 lower-case letters and digits, such as main or eu")
]
RegionCode = Annotated[str, shaped(_REGION, "region code", "an AWS region such as us-east-1")]
Digest = Annotated[
    str,
    shaped(r"sha256:[0-9a-f]{64}", "image digest", "sha256: and 64 hexadecimal digits in lower case; a tag can change"),
]
# Everything before the service's own part of an image's name.
RepositoryPrefix = Annotated[
    str,
    text(
        _wrong_with_repository_prefix,
        "<registry>/<path> in lower case, without tag and final slash; {region} in it stands for each region",
    ),
]
EnvironmentName = Annotated[
    str, shaped(r"[A-Z_][A-Z0-9_]*", "name of an environment variable", "capital letters, digits and _, such as DB_URL")
]
SecretArn = Annotated[
    str,
    text(
        _wrong_with_secret_arn,
        "the ARN of a Secrets Manager secret, with its six last characters, or of an SSM parameter, with its account",
    ),
]
VpcId = Annotated[str, shaped(r"vpc-[0-9a-f]{8}([0-9a-f]{9})?", "VPC id", "vpc- and 8 or 17 hexadecimal digits")]
SubnetId = Annotated[
    str, shaped(r"subnet-[0-9a-f]{8}([0-9a-f]{9})?", "subnet id", "subnet- and 8 or 17 hexadecimal digits")
]
SubnetIds = Annotated[tuple[SubnetId, ...], AfterValidator(_subnets)]
# A load balancer's condition on a header reads * and ? as wildcards and compares 128 characters at most.
OriginSecret = Annotated[
    str,
    shaped(
        r"[A-Za-z0-9_-]{16,128}",
        "origin secret",
        "16 to 128 letters, digits, _ and -, such as `openssl rand -hex 32`",
    ),
]
# Of each part of an address, what AWS Budgets and SNS take without asking; quoted names are left out.
Email = Annotated[
    str,
    shaped(
        r"(?=.{6,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+",
        "e-mail address",
        "an address such as ops@example.com",
    ),
]
AlertEmails = Annotated[tuple[Email, ...], AfterValidator(_emails)]
# In whole dollars; a budget of less tells nothing.
MonthlyBudget = Annotated[int, BeforeValidator(_dollars)]


class ExistingVpc(Frozen):
    """A VPC that is there already, of one region. Each tier has two subnets or more, in different zones."""

    vpc_id: VpcId
    public_subnet_ids: SubnetIds
    private_subnet_ids: SubnetIds
    # None: databases and caches share the private subnets.
    data_subnet_ids: SubnetIds = ()


Regions = Mapping[RegionKey, RegionCode]
CidrBlocks = Mapping[RegionKey, Cidr]
Networks = Mapping[RegionKey, ExistingVpc]
Images = Mapping[Service, Digest]
Secrets = Mapping[Service, Mapping[EnvironmentName, SecretArn]]
DataRegions = Annotated[tuple[RegionKey, ...], AfterValidator(distinct)]
