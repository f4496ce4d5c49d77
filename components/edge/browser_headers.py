"""What every answer tells the browser about security, whatever the service behind it remembers to say.

HTTPS only from now on, no guessing of content types, no frames, no full address to other sites, and what a page may
load. Personal answers also say that nobody may keep them: CloudFront does not, and a browser or a proxy in between
should not either. It owns the two response headers policies and no content.
"""

from dataclasses import dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws

_YEAR = 31_536_000  # seconds
_SELF_ONLY = "default-src 'self'; base-uri 'self'; frame-ancestors 'none'; object-src 'none'"
_TELLTALES = ("Server", "X-Powered-By")  # which program in which version answered: of use to attackers only


class FrameOption(Enum):
    """Who may show a page in a frame."""

    DENY = "DENY"
    SAMEORIGIN = "SAMEORIGIN"


@dataclass(frozen=True, kw_only=True)
class BrowserHeaders:
    """What browsers are told."""

    # Content security policy of answers that bring none of their own. None: none.
    content_security_policy: str | None = _SELF_ONLY
    # Who may show pages in a frame.
    frame_option: FrameOption = FrameOption.DENY
    # What other sites learn about where a visitor comes from: the host and no path.
    referrer_policy: str = "strict-origin-when-cross-origin"
    # How long browsers insist on HTTPS, in seconds. A year, which preload lists ask for, too.
    hsts_seconds: int = _YEAR
    # Whether they insist on it for the names below the domain as well.
    hsts_subdomains: bool = True
    # Whether browsers' makers may put the domain on their lists, which is hard to undo.
    hsts_preload: bool = False

    def __post_init__(self) -> None:
        if self.hsts_seconds < 1:
            raise ValueError("hsts_seconds must be positive: 0 would take the protection back from every browser")
        if self.hsts_preload and not (self.hsts_subdomains and self.hsts_seconds >= _YEAR):
            raise ValueError(f"preload lists take hsts_subdomains and {_YEAR} hsts_seconds only: set them, too")


@dataclass(frozen=True, kw_only=True)
class BrowserHeaderPoliciesArgs:
    """Arguments of BrowserHeaderPolicies."""

    # Start of the physical names, unique in the account.
    name_prefix: str
    # What browsers are told.
    headers: BrowserHeaders


class BrowserHeaderPolicies(pulumi.ComponentResource):
    """The response headers policies for public and for personal answers.

    *Creates*: two response headers policies.

    *Outputs*: ``public_id``, ``personal_id``.

    *Cost*: none.

    *Rules that watch it*: HSTS and content type options on every behavior.
    """

    public_id: pulumi.Output[str]
    personal_id: pulumi.Output[str]

    def __init__(self, name: str, args: BrowserHeaderPoliciesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:BrowserHeaderPolicies", name, {}, opts)
        self._name = name
        self._args = args
        self.public_id = self._policy("public", custom=None)
        self.personal_id = self._policy("personal", custom=_keep_nowhere())
        self.register_outputs({"public_id": self.public_id, "personal_id": self.personal_id})

    def _policy(
        self, kind: str, custom: aws.cloudfront.ResponseHeadersPolicyCustomHeadersConfigArgs | None
    ) -> pulumi.Output[str]:
        telltales = [
            aws.cloudfront.ResponseHeadersPolicyRemoveHeadersConfigItemArgs(header=name) for name in _TELLTALES
        ]
        return aws.cloudfront.ResponseHeadersPolicy(
            f"{self._name}-{kind}",
            name=f"{self._args.name_prefix}-{kind}",
            comment=f"Security headers of {kind} answers",
            security_headers_config=_security_headers(self._args.headers),
            custom_headers_config=custom,
            remove_headers_config=aws.cloudfront.ResponseHeadersPolicyRemoveHeadersConfigArgs(items=telltales),
            opts=pulumi.ResourceOptions(parent=self),
        ).id


def _keep_nowhere() -> aws.cloudfront.ResponseHeadersPolicyCustomHeadersConfigArgs:
    no_store = aws.cloudfront.ResponseHeadersPolicyCustomHeadersConfigItemArgs(
        header="Cache-Control",
        value="private, no-store",
        override=False,  # a service that says something itself knows better
    )
    return aws.cloudfront.ResponseHeadersPolicyCustomHeadersConfigArgs(items=[no_store])


def _security_headers(headers: BrowserHeaders) -> aws.cloudfront.ResponseHeadersPolicySecurityHeadersConfigArgs:
    """Services may word their own content and referrer policy; the others hold whatever they say."""
    content = headers.content_security_policy
    return aws.cloudfront.ResponseHeadersPolicySecurityHeadersConfigArgs(
        content_security_policy=aws.cloudfront.ResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicyArgs(
            content_security_policy=content, override=False
        )
        if content is not None
        else None,
        content_type_options=aws.cloudfront.ResponseHeadersPolicySecurityHeadersConfigContentTypeOptionsArgs(
            override=True
        ),
        frame_options=aws.cloudfront.ResponseHeadersPolicySecurityHeadersConfigFrameOptionsArgs(
            frame_option=headers.frame_option.value, override=True
        ),
        referrer_policy=aws.cloudfront.ResponseHeadersPolicySecurityHeadersConfigReferrerPolicyArgs(
            referrer_policy=headers.referrer_policy, override=False
        ),
        strict_transport_security=aws.cloudfront.ResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurityArgs(
            access_control_max_age_sec=headers.hsts_seconds,
            include_subdomains=headers.hsts_subdomains,
            preload=headers.hsts_preload,
            override=True,
        ),
    )
