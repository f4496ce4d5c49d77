"""Settings: what one stack file says, read once, judged as a whole, and handed to the tiers as a frozen tree.

`Settings.load()` is the only reader of `pulumi.Config`. It finds every mistake in the file before it refuses it: values
that are wrong by themselves (`facts` and `components.sizing`), keys that do not exist (`reading`) and values that do
not fit together (`relations`). It is called before any resource is declared, so a bad file changes nothing.

A stack file holds facts (names, regions, images), picks a profile of quantities and may override any single one. The
only secret in it is `originSecret`, which must be encrypted and stays an `Output`; for all others it has an address.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

import pulumi
from pydantic import AfterValidator, ConfigDict

from components.naming import Location, Names
from components.settings import relations
from components.settings.facts import MAIN_REGION, ExistingVpc, Profile, Service
from components.settings.mistakes import Mistake
from components.settings.reading import Draft, read
from components.sizing import Frozen, Sizing

__all__ = ["ExistingVpc", "Profile", "RegionSettings", "Service", "Settings", "SettingsError"]

_FROZEN = AfterValidator(MappingProxyType)


class SettingsError(pulumi.RunError):
    """The stack file is wrong. Pulumi shows the text and no traceback.

    ``mistakes`` are the lines of the text, one a mistake.
    """

    def __init__(self, namespace: str, mistakes: list[Mistake]) -> None:
        self.mistakes = [f"{namespace}:{mistake.path}: {mistake.text}" for mistake in mistakes]
        count = f"{len(mistakes)} mistakes" if len(mistakes) > 1 else "1 mistake"
        super().__init__("\n".join([f"the stack file has {count}, so nothing was created or changed:", *self.mistakes]))


class RegionSettings(Frozen):
    """One region of the stack."""

    # Its key in the stack file, short enough to begin logical names with.
    key: str
    # Where it is.
    location: Location
    # Address range of the network that the stack makes in it.
    cidr_block: str
    # The VPC to use instead of an own one.
    existing_vpc: ExistingVpc | None


class Settings(Frozen):
    """Everything that a stack file decides."""

    model_config = ConfigDict(arbitrary_types_allowed=True, strict=False)

    profile: Profile
    # The only account that the stack may be deployed to; it makes ARNs known at preview.
    account_id: str
    # Public name of the application.
    domain: str
    # Name of the hosted zone that `domain` is in.
    zone: str
    # Who answers for the stack: a tag on every resource.
    owner: str
    # Regions by key; `main` comes first, the others in the order of their keys.
    regions: Annotated[Mapping[str, RegionSettings], _FROZEN]
    # Digests of the images that exist, `sha256:...`.
    images: Annotated[Mapping[Service, str], _FROZEN]
    # What every image's name begins with; `{region}` stands for the region. None: the stack's own repositories, in each
    # region.
    repository_prefix: str | None
    # By service and environment variable, the ARN of the secret or parameter that ECS puts there.
    secrets: Annotated[Mapping[Service, Annotated[Mapping[str, str], _FROZEN]], _FROZEN]
    # What CloudFront tells the load balancer to prove itself; without one, the stack has to make one.
    origin_secret: pulumi.Output[str] | None
    # Who is told of alarms and of money by e-mail, ten addresses at most.
    alert_emails: tuple[str, ...]
    # What the stack may cost in a month, in US dollars; None: no budget.
    monthly_budget_usd: int | None
    # Keys of the regions that have a cache and a database; for now the main one.
    data_regions: tuple[str, ...]
    sizing: Sizing

    @classmethod
    def load(cls) -> "Settings":
        """The settings of the stack that is being deployed.

        Raises:
            SettingsError: they are wrong; the text lists every mistake.
        """
        config = pulumi.Config()
        draft, mistakes = read(config)
        mistakes += relations.check(draft)
        if mistakes:
            raise SettingsError(config.name, mistakes)
        kept = {name: value for name, value in vars(draft).items() if name in cls.model_fields}
        made = {
            "regions": _regions(draft),
            "origin_secret": config.get_secret("originSecret") if draft.origin_secret else None,
            "alert_emails": draft.alert_emails or (),
            "data_regions": draft.data_regions or (MAIN_REGION,),
        }
        return cls.model_validate({**kept, **made})

    @property
    def main_region(self) -> RegionSettings:
        """The region that every stack has."""
        return self.regions[MAIN_REGION]

    @property
    def services_without_image(self) -> list[Service]:
        """The services that are not created yet, because the stack file has no digest for them."""
        return [service for service in Service if service not in self.images]

    def image(self, service: Service, location: Location, names: Names) -> str | None:
        """The image of ``service`` for ``location``, pinned by its digest; None as long as there is none."""
        if service not in self.images:
            return None
        name = f"{self._registry(location)}/{self.repository(service, names)}".replace("{region}", location.region)
        return f"{name}@{self.images[service]}"

    def repository(self, service: Service, names: Names) -> str:
        """Name of the image repository of ``service`` in its registry."""
        if self.repository_prefix is None:
            return f"{names.prefix}/{service.repository}"
        return f"{self.repository_prefix.partition('/')[2]}/{service.repository}".lstrip("/")

    def secrets_of(self, service: Service) -> Mapping[str, str]:
        """The ARNs of the secrets of ``service``, by environment variable."""
        return self.secrets.get(service, {})

    def _registry(self, location: Location) -> str:
        """Host of the registry that the images of ``location`` are in."""
        if self.repository_prefix is None:
            return f"{location.account_id}.dkr.ecr.{location.region}.{location.dns_suffix}"
        return self.repository_prefix.partition("/")[0]


def _regions(draft: Draft) -> Mapping[str, RegionSettings]:
    """The regions of a draft without mistakes, the main one first."""
    codes, blocks, networks, sizing = draft.regions or {}, draft.cidr_blocks or {}, draft.network or {}, draft.sizing
    return {
        key: RegionSettings(
            key=key,
            location=Location(region=codes[key], account_id=draft.account_id or ""),
            cidr_block=blocks.get(key, sizing.network.cidr_block if sizing else ""),
            existing_vpc=networks.get(key),
        )
        for key in sorted(codes, key=lambda key: (key != MAIN_REGION, key))
    }
