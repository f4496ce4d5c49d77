"""Browser headers: what every answer says about security, and that personal ones are kept nowhere."""

from typing import Any

import pytest

from components.edge import BrowserHeaderPolicies, BrowserHeaderPoliciesArgs, BrowserHeaders, FrameOption
from offline.recorder import Graph, run

POLICY = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"


def build(**headers: Any) -> Graph:
    arguments = BrowserHeaderPoliciesArgs(name_prefix="shop-prod", headers=BrowserHeaders(**headers))
    return run(lambda: BrowserHeaderPolicies("cdn-headers", arguments))


def security(graph: Graph, kind: str = "public") -> dict[str, Any]:
    found: dict[str, Any] = graph.one(POLICY, f"cdn-headers-{kind}").inputs["securityHeadersConfig"]
    return found


def test_browsers_insist_on_https_for_a_year() -> None:
    assert security(build())["strictTransportSecurity"] == {
        "accessControlMaxAgeSec": 31_536_000,
        "includeSubdomains": True,
        "preload": False,
        "override": True,
    }


def test_content_types_are_not_guessed_and_pages_not_framed_whatever_a_service_says() -> None:
    said = security(build())

    assert said["contentTypeOptions"] == {"override": True}
    assert said["frameOptions"] == {"frameOption": "DENY", "override": True}


def test_a_service_may_word_its_own_content_and_referrer_policy() -> None:
    said = security(build())

    assert said["referrerPolicy"] == {"referrerPolicy": "strict-origin-when-cross-origin", "override": False}
    assert said["contentSecurityPolicy"]["override"] is False
    assert said["contentSecurityPolicy"]["contentSecurityPolicy"].startswith("default-src 'self';")


def test_what_browsers_are_told_can_be_chosen() -> None:
    said = security(
        build(
            content_security_policy="default-src https:",
            frame_option=FrameOption.SAMEORIGIN,
            referrer_policy="no-referrer",
            hsts_seconds=60,
            hsts_subdomains=False,
        )
    )

    assert said["contentSecurityPolicy"]["contentSecurityPolicy"] == "default-src https:"
    assert said["frameOptions"]["frameOption"] == "SAMEORIGIN"
    assert said["referrerPolicy"]["referrerPolicy"] == "no-referrer"
    assert said["strictTransportSecurity"]["accessControlMaxAgeSec"] == 60
    assert said["strictTransportSecurity"]["includeSubdomains"] is False
    assert "contentSecurityPolicy" not in security(build(content_security_policy=None))


def test_personal_answers_say_the_same_and_that_nobody_may_keep_them() -> None:
    graph = build()

    assert security(graph, "personal") == security(graph, "public")
    assert "customHeadersConfig" not in graph.one(POLICY, "cdn-headers-public").inputs
    assert graph.one(POLICY, "cdn-headers-personal").inputs["customHeadersConfig"]["items"] == [
        {"header": "Cache-Control", "value": "private, no-store", "override": False}
    ]


def test_no_answer_tells_which_program_made_it() -> None:
    for policy in build().of_type(POLICY):
        removed = [item["header"] for item in policy.inputs["removeHeadersConfig"]["items"]]
        assert removed == ["Server", "X-Powered-By"]


def test_physical_names_begin_with_the_prefix() -> None:
    assert [p.inputs["name"] for p in build().of_type(POLICY)] == ["shop-prod-personal", "shop-prod-public"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"hsts_seconds": 0}, "take the protection back"),
        ({"hsts_preload": True, "hsts_subdomains": False}, "preload lists take hsts_subdomains"),
        ({"hsts_preload": True, "hsts_seconds": 60}, "31536000 hsts_seconds only"),
    ],
)
def test_contradictions_are_refused_in_a_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        BrowserHeaders(**change)


def test_preload_lists_can_be_joined() -> None:
    assert security(build(hsts_preload=True))["strictTransportSecurity"]["preload"] is True
