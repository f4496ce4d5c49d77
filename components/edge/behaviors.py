"""Behaviors: what CloudFront does with a request, by its path.

The first pattern that fits decides, in the order given; what fits none has the default behavior. A pattern such as
``/api/user/*`` does not fit ``/api/user`` itself, so both are listed: else the bare path would be treated as a page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fnmatch import fnmatchcase

import pulumi
import pulumi_aws as aws

from components.edge.browser_headers import BrowserHeaderPolicies
from components.edge.caching import ALL_VIEWER, CACHING_DISABLED, CachingPolicies
from components.edge.origins import LOAD_BALANCER_ORIGIN

_MOST_BEHAVIORS = 75  # CloudFront, the default one included
_PATTERN = re.compile(r"/[A-Za-z0-9_.*?$/~\"'@:+&-]{0,254}")  # what CloudFront takes in a path pattern
_READING = ("GET", "HEAD")
_EVERYTHING = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_VIEWER_PROTOCOL = "redirect-to-https"


class Caching(Enum):
    """Whether and how answers are kept, and where they come from."""

    # Files of the static bucket, for a year.
    STATIC = "static"
    # Public API answers, for minutes, the same for everybody.
    API = "api"
    # Personal answers: never kept, and the origin gets every header, cookie and query.
    NEVER = "never"


@dataclass(frozen=True, kw_only=True)
class PathBehavior:
    """What is done with requests whose path fits a pattern."""

    # The pattern; * stands for any text, ? for one character.
    path: str
    # What is done with them.
    caching: Caching

    def __post_init__(self) -> None:
        if not _PATTERN.fullmatch(self.path):
            raise ValueError(
                f"the path pattern {self.path!r} cannot be used: start it with / and write letters, digits and"
                " _ - . * ? $ / ~ \" ' @ : + &"
            )


# The article's table, and the administration; with the bare path of each.
ARTICLE_BEHAVIORS = (
    PathBehavior(path="/static/*", caching=Caching.STATIC),
    PathBehavior(path="/api/products", caching=Caching.API),
    PathBehavior(path="/api/products/*", caching=Caching.API),
    PathBehavior(path="/api/user", caching=Caching.NEVER),
    PathBehavior(path="/api/user/*", caching=Caching.NEVER),
    PathBehavior(path="/api/checkout", caching=Caching.NEVER),
    PathBehavior(path="/api/checkout/*", caching=Caching.NEVER),
    PathBehavior(path="/admin", caching=Caching.NEVER),
    PathBehavior(path="/admin/*", caching=Caching.NEVER),
)


def check_order(behaviors: Sequence[PathBehavior]) -> None:
    """Refuse behaviors that no request would ever reach, and more than CloudFront takes."""
    if len(behaviors) >= _MOST_BEHAVIORS:
        raise ValueError(
            f"{len(behaviors)} path behaviors are more than the {_MOST_BEHAVIORS - 1} that CloudFront takes"
        )
    for place, behavior in enumerate(behaviors):
        if earlier := next((e for e in behaviors[:place] if fnmatchcase(behavior.path, e.path)), None):
            raise ValueError(
                f"no request reaches the behavior for {behavior.path}, since {earlier.path} comes before it and fits:"
                " put the narrower pattern first, or leave one out"
            )


@dataclass(frozen=True, kw_only=True)
class _Treatment:
    """How a kind of caching is written down."""

    origin: str
    methods: Sequence[str]
    cache_policy_id: pulumi.Input[str]
    request_policy_id: pulumi.Input[str] | None
    headers_policy_id: pulumi.Input[str]
    compress: bool


class Behaviors:
    """Writes behaviors with the policies and the origin of static files of one distribution."""

    def __init__(self, caching: CachingPolicies, headers: BrowserHeaderPolicies, static_origin: str) -> None:
        self._treatments = {
            # No request policy: a bucket must not be told the viewer's host.
            Caching.STATIC: _Treatment(
                origin=static_origin,
                methods=_READING,
                cache_policy_id=caching.static_id,
                request_policy_id=None,
                headers_policy_id=headers.public_id,
                compress=True,
            ),
            Caching.API: _from_services(caching.api_id, caching.request_id, headers.public_id, compress=True),
            # Without caching CloudFront does not compress; the services may.
            Caching.NEVER: _from_services(CACHING_DISABLED, ALL_VIEWER, headers.personal_id, compress=False),
        }
        self._page = _from_services(caching.page_id, caching.request_id, headers.public_id, compress=True)

    def default(self) -> aws.cloudfront.DistributionDefaultCacheBehaviorArgs:
        """The behavior for paths that fit no pattern."""
        page = self._page
        return aws.cloudfront.DistributionDefaultCacheBehaviorArgs(
            target_origin_id=page.origin,
            allowed_methods=page.methods,
            cached_methods=_READING,
            viewer_protocol_policy=_VIEWER_PROTOCOL,
            compress=page.compress,
            cache_policy_id=page.cache_policy_id,
            origin_request_policy_id=page.request_policy_id,
            response_headers_policy_id=page.headers_policy_id,
        )

    def of(self, path: PathBehavior) -> aws.cloudfront.DistributionOrderedCacheBehaviorArgs:
        """The behavior for a pattern."""
        treatment = self._treatments[path.caching]
        return aws.cloudfront.DistributionOrderedCacheBehaviorArgs(
            path_pattern=path.path,
            target_origin_id=treatment.origin,
            allowed_methods=treatment.methods,
            cached_methods=_READING,
            viewer_protocol_policy=_VIEWER_PROTOCOL,
            compress=treatment.compress,
            cache_policy_id=treatment.cache_policy_id,
            origin_request_policy_id=treatment.request_policy_id,
            response_headers_policy_id=treatment.headers_policy_id,
        )


def _from_services(
    cache: pulumi.Input[str], request: pulumi.Input[str], headers: pulumi.Input[str], *, compress: bool
) -> _Treatment:
    return _Treatment(
        origin=LOAD_BALANCER_ORIGIN,
        methods=_EVERYTHING,
        cache_policy_id=cache,
        request_policy_id=request,
        headers_policy_id=headers,
        compress=compress,
    )
