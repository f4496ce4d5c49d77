"""Caching policies: how long answers are kept and by what they are told apart."""

from typing import Any

import pytest

from components.edge import CacheTimes, CachingPolicies, CachingPoliciesArgs
from offline.recorder import Graph, run

CACHE = "aws:cloudfront/cachePolicy:CachePolicy"
REQUEST = "aws:cloudfront/originRequestPolicy:OriginRequestPolicy"
KEY = "parametersInCacheKeyAndForwardedToOrigin"


def build(**changes: Any) -> Graph:
    arguments: dict[str, Any] = {"name_prefix": "shop-prod", "times": CacheTimes(), **changes}
    return run(lambda: CachingPolicies("cdn-cache", CachingPoliciesArgs(**arguments)))


def ttls(graph: Graph, kind: str) -> tuple[int, int, int]:
    policy = graph.one(CACHE, f"cdn-cache-{kind}").inputs
    return policy["minTtl"], policy["defaultTtl"], policy["maxTtl"]


def key(graph: Graph, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = graph.one(CACHE, f"cdn-cache-{kind}").inputs[KEY]
    return found


def test_the_articles_times_are_the_defaults() -> None:
    graph = build()

    assert ttls(graph, "static") == (86_400, 31_536_000, 31_536_000)
    assert ttls(graph, "api") == (0, 300, 300)
    assert ttls(graph, "page") == (0, 0, 86_400)


def test_other_times_reach_aws() -> None:
    times = CacheTimes(
        static_min_ttl_seconds=60, static_ttl_seconds=3_600, api_ttl_seconds=30, page_max_ttl_seconds=600
    )
    graph = build(times=times)

    assert [ttls(graph, kind) for kind in ("static", "api", "page")] == [(60, 3_600, 3_600), (0, 30, 30), (0, 0, 600)]


def test_answers_may_forbid_being_kept_except_for_static_files() -> None:
    graph = build()

    assert {kind: ttls(graph, kind)[0] > 0 for kind in ("static", "api", "page")} == {
        "static": True,
        "api": False,
        "page": False,
    }


def test_every_policy_keeps_gzip_and_brotli_apart_so_that_compression_works() -> None:
    for policy in build().of_type(CACHE):
        assert policy.inputs[KEY]["enableAcceptEncodingGzip"] is True
        assert policy.inputs[KEY]["enableAcceptEncodingBrotli"] is True


def test_static_files_are_told_apart_by_path_only() -> None:
    static = key(build(), "static")

    assert static["headersConfig"] == {"headerBehavior": "none"}
    assert static["queryStringsConfig"] == {"queryStringBehavior": "none"}


def test_api_answers_are_shared_by_all_viewers_but_not_by_all_sites_and_queries() -> None:
    api = key(build(), "api")

    assert api["headersConfig"] == {"headerBehavior": "whitelist", "headers": {"items": ["Origin"]}}
    assert api["queryStringsConfig"] == {"queryStringBehavior": "all"}


def test_pages_are_told_apart_by_authorization_and_host_which_reach_the_origin_so() -> None:
    page = key(build(), "page")

    assert page["headersConfig"]["headers"]["items"] == ["Authorization", "Host", "Origin"]
    assert page["queryStringsConfig"] == {"queryStringBehavior": "all"}


def test_nothing_with_cookies_is_kept() -> None:
    graph = build()

    assert {p.inputs[KEY]["cookiesConfig"]["cookieBehavior"] for p in graph.of_type(CACHE)} == {"none"}
    assert graph.one(REQUEST).inputs["cookiesConfig"] == {"cookieBehavior": "none"}


def test_the_origin_is_told_of_viewer_query_and_preflights() -> None:
    request = build().one(REQUEST).inputs

    headers = request["headersConfig"]["headers"]["items"]
    assert {"CloudFront-Viewer-Address", "User-Agent", "Access-Control-Request-Method"} <= set(headers)
    assert request["queryStringsConfig"] == {"queryStringBehavior": "all"}


def test_forwarded_headers_can_be_chosen() -> None:
    assert build(forwarded_headers=["Idempotency-Key"]).one(REQUEST).inputs["headersConfig"] == {
        "headerBehavior": "whitelist",
        "headers": {"items": ["Idempotency-Key"]},
    }
    assert build(forwarded_headers=[]).one(REQUEST).inputs["headersConfig"] == {"headerBehavior": "none"}


def test_physical_names_begin_with_the_prefix() -> None:
    graph = build()

    names = {p.inputs["name"] for p in [*graph.of_type(CACHE), *graph.of_type(REQUEST)]}
    assert names == {"shop-prod-static", "shop-prod-api", "shop-prod-page", "shop-prod-request"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"static_min_ttl_seconds": -1}, "static files cannot be kept"),
        ({"static_min_ttl_seconds": 10, "static_ttl_seconds": 5}, "make static_min_ttl_seconds the smaller one"),
        ({"static_ttl_seconds": 31_536_001}, "neither more than 31536000"),
        ({"api_ttl_seconds": 0}, "there is NEVER"),
        ({"page_max_ttl_seconds": 0}, "must be positive"),
    ],
)
def test_times_that_contradict_each_other_are_refused(change: dict[str, int], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        CacheTimes(**change)


@pytest.mark.parametrize("header", ["Authorization", "host", "Cookie", "Accept-Encoding"])
def test_headers_that_only_a_key_may_hold_are_refused(header: str) -> None:
    with pytest.raises(ValueError, match=f"{header} cannot be forwarded beside the cache key"):
        CachingPoliciesArgs(name_prefix="shop", times=CacheTimes(), forwarded_headers=[header])


def test_more_headers_than_cloudfront_takes_are_refused() -> None:
    with pytest.raises(ValueError, match="11 headers are forwarded: CloudFront takes 10"):
        CachingPoliciesArgs(name_prefix="shop", times=CacheTimes(), forwarded_headers=[f"X-{n}" for n in range(11)])
