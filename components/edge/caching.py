"""What CloudFront keeps, for how long, and by what it tells answers apart.

A cache key that lacks what an answer depends on gives one viewer's answer to another; a key that holds too much never
hits. So each kind of answer has a policy of its own: static files by path alone, public API answers by query and by
the origin that asks, pages also by host and ``Authorization``. Nothing that carries cookies is cached: CloudFront's own
policy without caching does that, and its own policy that forwards everything goes with it. It owns the policies, not
the paths that use them. While an origin is down, what is cached is served on until its time is over.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

# CloudFront's managed policies, the same in every account; ids from the developer guide, "Use managed cache policies"
# and "Use managed origin request policies".
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"  # every TTL 0
ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"  # every header, Host too, every cookie, the whole query

# An answer to one origin must not be given to another: CORS headers differ. GET loses Authorization when it is no part
# of the key, and pages may differ by it; the key of public API answers leaves it out on purpose.
_API_KEY = ("Origin",)
_PAGE_KEY = ("Authorization", "Host", "Origin")

# Forwarded without being part of the key, so answers to GET must not depend on them: who asks, from where, by which
# way, and the questions of CORS preflights, which are never cached here.
FORWARDED_HEADERS = (
    "Access-Control-Request-Headers",
    "Access-Control-Request-Method",
    "CloudFront-Forwarded-Proto",
    "CloudFront-Viewer-Address",
    "Referer",
    "User-Agent",
)
_MOST_HEADERS = 10  # CloudFront: headers in an origin request policy
_REFUSED_HEADERS = {"authorization", "accept-encoding", "cookie", "host"}  # keys of caching, or no header of ours

_YEAR = 31_536_000  # seconds


@dataclass(frozen=True, kw_only=True)
class CacheTimes:
    """How long answers are kept, in seconds."""

    # Least time for static files; the article's. It also overrides what their answers say.
    static_min_ttl_seconds: int = 86_400
    # Time for static files, which get another name when they change: a year, the article's.
    static_ttl_seconds: int = _YEAR
    # Time, and longest time, for public API answers; the article's five minutes. They may ask for less.
    api_ttl_seconds: int = 300
    # Longest time that a page may ask for; a page that asks for none is not kept. The article's day.
    page_max_ttl_seconds: int = 86_400

    def __post_init__(self) -> None:
        if not 0 <= self.static_min_ttl_seconds <= self.static_ttl_seconds <= _YEAR:
            raise ValueError(
                f"static files cannot be kept for {self.static_min_ttl_seconds} to {self.static_ttl_seconds} seconds:"
                f" make static_min_ttl_seconds the smaller one, and neither more than {_YEAR}"
            )
        if self.api_ttl_seconds < 1 or self.page_max_ttl_seconds < 1:
            raise ValueError(
                "api_ttl_seconds and page_max_ttl_seconds must be positive: for paths without caching there is NEVER"
            )


@dataclass(frozen=True, kw_only=True)
class CachingPoliciesArgs:
    """Arguments of CachingPolicies."""

    # Start of the physical names, unique in the account.
    name_prefix: str
    # How long answers are kept.
    times: CacheTimes
    # Headers that the origin gets although no answer to GET depends on them, at most ten.
    forwarded_headers: Sequence[str] = FORWARDED_HEADERS

    def __post_init__(self) -> None:
        if len(self.forwarded_headers) > _MOST_HEADERS:
            raise ValueError(f"{len(self.forwarded_headers)} headers are forwarded: CloudFront takes {_MOST_HEADERS}")
        if refused := [header for header in self.forwarded_headers if header.lower() in _REFUSED_HEADERS]:
            raise ValueError(
                f"{refused[0]} cannot be forwarded beside the cache key: give its paths the caching NEVER, where"
                " everything is forwarded"
            )


class CachingPolicies(pulumi.ComponentResource):
    """The cache policies for static files, API answers and pages, and what the origin is told of a request.

    *Creates*: three cache policies, an origin request policy.

    *Outputs*: ``static_id``, ``api_id``, ``page_id``, ``request_id``.

    *Cost*: none.

    *Rules that watch it*: Authorization is forwarded by a key or with everything (EDGE-008); no least time on personal
    paths (EDGE-018); compression in the policy as in the behavior (EDGE-022).
    """

    static_id: pulumi.Output[str]
    api_id: pulumi.Output[str]
    page_id: pulumi.Output[str]
    request_id: pulumi.Output[str]

    def __init__(self, name: str, args: CachingPoliciesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:CachingPolicies", name, {}, opts)
        self._name = name
        self._args = args
        times = args.times
        self.static_id = self._cache(
            "static",
            (times.static_min_ttl_seconds, times.static_ttl_seconds, times.static_ttl_seconds),
            (),
            query=False,
        )
        self.api_id = self._cache("api", (0, times.api_ttl_seconds, times.api_ttl_seconds), _API_KEY, query=True)
        self.page_id = self._cache("page", (0, 0, times.page_max_ttl_seconds), _PAGE_KEY, query=True)
        self.request_id = self._request()
        self.register_outputs(
            {
                "static_id": self.static_id,
                "api_id": self.api_id,
                "page_id": self.page_id,
                "request_id": self.request_id,
            }
        )

    def _cache(
        self, kind: str, ttls: tuple[int, int, int], headers: Sequence[str], *, query: bool
    ) -> pulumi.Output[str]:
        least, default, most = ttls
        return aws.cloudfront.CachePolicy(
            f"{self._name}-{kind}",
            name=f"{self._args.name_prefix}-{kind}",
            comment=f"Cached for {default} s, at most {most} s",
            min_ttl=least,
            default_ttl=default,
            max_ttl=most,
            parameters_in_cache_key_and_forwarded_to_origin=aws.cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginArgs(
                enable_accept_encoding_brotli=True,
                enable_accept_encoding_gzip=True,
                cookies_config=aws.cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginCookiesConfigArgs(
                    cookie_behavior="none"
                ),
                headers_config=_key_headers(headers),
                query_strings_config=aws.cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginQueryStringsConfigArgs(
                    query_string_behavior="all" if query else "none"
                ),
            ),
            opts=pulumi.ResourceOptions(parent=self),
        ).id

    def _request(self) -> pulumi.Output[str]:
        return aws.cloudfront.OriginRequestPolicy(
            f"{self._name}-request",
            name=f"{self._args.name_prefix}-request",
            comment="What the origin is told beside the cache key",
            cookies_config=aws.cloudfront.OriginRequestPolicyCookiesConfigArgs(cookie_behavior="none"),
            headers_config=_forwarded_headers(self._args.forwarded_headers),
            query_strings_config=aws.cloudfront.OriginRequestPolicyQueryStringsConfigArgs(query_string_behavior="all"),
            opts=pulumi.ResourceOptions(parent=self),
        ).id


def _key_headers(
    headers: Sequence[str],
) -> aws.cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigArgs:
    if not headers:
        return aws.cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigArgs(
            header_behavior="none"
        )
    return aws.cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigArgs(
        header_behavior="whitelist",
        headers=aws.cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigHeadersArgs(
            items=list(headers)
        ),
    )


def _forwarded_headers(headers: Sequence[str]) -> aws.cloudfront.OriginRequestPolicyHeadersConfigArgs:
    if not headers:
        return aws.cloudfront.OriginRequestPolicyHeadersConfigArgs(header_behavior="none")
    return aws.cloudfront.OriginRequestPolicyHeadersConfigArgs(
        header_behavior="whitelist",
        headers=aws.cloudfront.OriginRequestPolicyHeadersConfigHeadersArgs(items=list(headers)),
    )
