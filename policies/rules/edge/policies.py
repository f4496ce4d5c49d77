"""Cache policies and origin request policies, those of AWS too, and which of them a behavior has."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from rules.edge.distributions import Part, behaviors
from rules.logic import Truth, equals, holds, negate, some
from rules.resource import Resource, read, read_flag, read_list, read_number
from rules.stack import Found, Stack
from rules.values import UNKNOWN, Unknown

CACHE_POLICY: Final = "aws:cloudfront/cachePolicy:CachePolicy"
REQUEST_POLICY: Final = "aws:cloudfront/originRequestPolicy:OriginRequestPolicy"

# What CloudFront takes where nothing is set; CloudFront API reference, CachePolicyConfig.
MAX_TTL_SECONDS: Final = 31_536_000

_KEY: Final = "parametersInCacheKeyAndForwardedToOrigin"


@dataclass(frozen=True)
class Choice:
    """The policies that a behavior may have. ``sure``: it has one of these, and no other."""

    among: tuple[Resource, ...]
    sure: bool = True

    def all(self, test: Callable[[Resource], Truth]) -> Truth:
        """What ``test`` says of all of them alike; false only if it surely is one of them."""
        said = {test(policy) for policy in self.among}
        if len(said) != 1:
            return UNKNOWN
        (truth,) = said
        return UNKNOWN if truth is False and not self.sure else truth


NONE: Final = Choice(())


def cache_policy(stack: Stack, behavior: Part) -> Choice | None:
    """The cache policy of a behavior, None where it has none."""
    return _policy(stack, behavior, "cachePolicyId", CACHE_POLICY)


def request_policy(stack: Stack, behavior: Part) -> Choice | None:
    """The origin request policy of a behavior, None where it has none."""
    return _policy(stack, behavior, "originRequestPolicyId", REQUEST_POLICY)


def _policy(stack: Stack, behavior: Part, prop: str, token: str) -> Choice | None:
    if managed := MANAGED.get(str(behavior.read(prop))):
        return Choice((managed,))
    link = stack.link(behavior.distribution, *behavior.at, prop, to=token)
    if link.found is Found.NOTHING:
        return None
    if link.found is Found.OUTSIDE:
        return NONE
    if isinstance(link.value, str) or link.found is Found.UNKNOWN:
        return Choice(link.partners, link.partner is not None)
    # The dependencies are those of all behaviors for paths together.
    hidden = [
        other
        for other in behaviors(behavior.distribution).known
        if other.at[0] == behavior.at[0] and other.read(prop) is UNKNOWN
    ]
    return Choice(link.partners, len(hidden) == len(link.partners) == 1)


def caches(policy: Resource) -> Truth:
    """Whether answers are kept at all."""
    return holds(lambda most: most > 0, read_number(policy, "maxTtl", default=MAX_TTL_SECONDS))


def keeps_regardless(policy: Resource) -> Truth:
    """Whether answers are kept for a least time, whatever they say themselves."""
    return holds(lambda least: least > 0, read_number(policy, "minTtl", default=0))


def compresses(policy: Resource) -> Truth:
    """Whether compressed answers are kept beside others."""
    return some(read_flag(policy, _KEY, prop) for prop in ("enableAcceptEncodingGzip", "enableAcceptEncodingBrotli"))


def key_has_header(policy: Resource, header: str) -> Truth:
    """Whether a cache policy makes a header part of the key."""
    return _header(policy, (_KEY, "headersConfig"), header)


def key_has_cookies(policy: Resource) -> Truth:
    """Whether a cache policy makes cookies part of the key."""
    return negate(equals(read(policy, _KEY, "cookiesConfig", "cookieBehavior", default="none"), "none"))


def forwards_header(policy: Resource, header: str) -> Truth:
    """Whether an origin request policy lets the origin see a header."""
    return _header(policy, ("headersConfig",), header)


def forwards_cookies(policy: Resource) -> Truth:
    """Whether an origin request policy lets the origin see cookies."""
    return negate(equals(read(policy, "cookiesConfig", "cookieBehavior", default="none"), "none"))


def _header(policy: Resource, at: tuple[str, ...], header: str) -> Truth:
    behavior = read(policy, *at, "headerBehavior", default="none")
    names = read_list(policy, *at, "headers", "items")
    if behavior is UNKNOWN or behavior == "none":
        return UNKNOWN if behavior is UNKNOWN else False
    if behavior in ("allViewer", "allViewerAndWhitelistCloudFront"):
        return True
    is_named = contains(names, header)
    return negate(is_named) if behavior == "allExcept" else is_named


def contains(names: list[Any] | Unknown, name: str) -> Truth:
    """Whether a list holds a name, in whatever letters."""
    if names is UNKNOWN:
        return UNKNOWN
    return some(UNKNOWN if not isinstance(item, str) else item.lower() == name.lower() for item in names)


# --- AWS's own. Source: CloudFront developer guide, Use managed cache policies, Use managed origin request policies,
# read on 2026-11-25 as far as they were to be had. UseOriginCacheControlHeaders was read in an account's own list, and
# AllViewerExceptHostHeader, AllViewerAndCloudFrontHeaders-2022-06 and HostHeaderOnly in what others quote.


def _caching(
    name: str, ttls: tuple[int, int], *, encodings: str = "", headers: tuple[str, ...] = (), cookies: bool = False
) -> Resource:
    key = {
        "enableAcceptEncodingGzip": "gzip" in encodings,
        "enableAcceptEncodingBrotli": "br" in encodings,
        "headersConfig": {"headerBehavior": "whitelist" if headers else "none", "headers": {"items": list(headers)}},
        "cookiesConfig": {"cookieBehavior": "all" if cookies else "none"},
    }
    return Resource(urn="", type=CACHE_POLICY, name=name, outputs={"minTtl": ttls[0], "maxTtl": ttls[1], _KEY: key})


def _forwarding(
    name: str, headers: str | tuple[str, ...], *, cookies: bool = False, except_: tuple[str, ...] = ()
) -> Resource:
    behavior = headers if isinstance(headers, str) else "whitelist"
    items = except_ or ([] if isinstance(headers, str) else list(headers))
    outputs = {
        "headersConfig": {"headerBehavior": behavior, "headers": {"items": list(items)}},
        "cookiesConfig": {"cookieBehavior": "all" if cookies else "none"},
    }
    return Resource(urn="", type=REQUEST_POLICY, name=name, outputs=outputs)


_BY_ORIGIN: Final = ("Host", "Origin", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")

MANAGED: Final = {
    "2e54312d-136d-493c-8eb9-b001f22f67d2": _caching(
        "Amplify",
        (2, 600),
        encodings="gzip br",
        headers=("Authorization", "CloudFront-Viewer-Country", "Host"),
        cookies=True,
    ),
    "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": _caching("CachingDisabled", (0, 0)),
    "658327ea-f89d-4fab-a63d-7e88639e58f6": _caching("CachingOptimized", (1, MAX_TTL_SECONDS), encodings="gzip br"),
    "b2884449-e4de-46a7-ac36-70bc7f1ddd6d": _caching("CachingOptimizedForUncompressedObjects", (1, MAX_TTL_SECONDS)),
    "08627262-05a9-4f76-9ded-b50ca2e3a84f": _caching(
        "Elemental-MediaPackage", (0, MAX_TTL_SECONDS), encodings="gzip", headers=("Origin",)
    ),
    "83da9c7e-98b4-4e11-a168-04f0df8e2c65": _caching(
        "UseOriginCacheControlHeaders", (0, MAX_TTL_SECONDS), encodings="gzip br", headers=_BY_ORIGIN, cookies=True
    ),
    "4cc15a8a-d715-48a4-82b8-cc0b614638fe": _caching(
        "UseOriginCacheControlHeaders-QueryStrings",
        (0, MAX_TTL_SECONDS),
        encodings="gzip br",
        headers=_BY_ORIGIN,
        cookies=True,
    ),
    "216adef6-5c7f-47e4-b989-5492eafa07d3": _forwarding("AllViewer", "allViewer", cookies=True),
    "33f36d7e-f396-46d9-90e0-52428a34d9dc": _forwarding(
        "AllViewerAndCloudFrontHeaders-2022-06", "allViewerAndWhitelistCloudFront", cookies=True
    ),
    "b689b0a8-53d0-40ab-baf2-68738e2966ac": _forwarding(
        "AllViewerExceptHostHeader", "allExcept", cookies=True, except_=("Host",)
    ),
    "59781a5b-3903-41f3-afcb-af62929ccde1": _forwarding("CORS-CustomOrigin", ("Origin",)),
    "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf": _forwarding(
        "CORS-S3Origin", ("Origin", "Access-Control-Request-Headers", "Access-Control-Request-Method")
    ),
    "775133bc-15f2-49f9-abea-afb2e0bf67d2": _forwarding(
        "Elemental-MediaTailor-PersonalizedManifests",
        (
            "Origin",
            "Access-Control-Request-Headers",
            "Access-Control-Request-Method",
            "User-Agent",
            "X-Forwarded-For",
        ),
    ),
    "bf0718e1-ba1e-49d1-88b1-f726733018ae": _forwarding("HostHeaderOnly", ("Host",)),
    "acba4595-bd28-49b8-b9fe-13317c0390fa": _forwarding("UserAgentRefererHeaders", ("User-Agent", "Referer")),
}
