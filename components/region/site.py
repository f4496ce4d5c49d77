"""What everything in a region has in common: whose child it is, where it is, how it is called and how large it is."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.naming import Location, Names
from components.settings import RegionSettings, Settings
from components.sizing import Sizing


@dataclass(frozen=True, kw_only=True)
class Site:
    """A region under construction."""

    # Logical name of the region, which every resource's begins with.
    name: str
    # The region's component, parent of all others.
    region: pulumi.ComponentResource
    # The stack's settings.
    settings: Settings
    # This region's part of them.
    here: RegionSettings
    # How resources are called in AWS.
    names: Names

    @property
    def location(self) -> Location:
        """Region and account."""
        return self.here.location

    @property
    def sizing(self) -> Sizing:
        """All quantities."""
        return self.settings.sizing

    @property
    def protected(self) -> bool:
        """Whether what cannot be made again resists deletion."""
        return self.sizing.capabilities.deletion_protection

    @property
    def keeps_contents(self) -> bool:
        """Whether what is deleted leaves its contents behind."""
        return self.sizing.capabilities.keep_contents

    @property
    def empties(self) -> bool:
        """Whether deletion may throw contents away with what holds them."""
        return not self.protected and not self.keeps_contents

    @property
    def has_data(self) -> bool:
        """Whether the region has a database and a cache."""
        return self.here.key in self.settings.data_regions

    def logical(self, part: str) -> str:
        """Logical name of a part of the region."""
        return f"{self.name}-{part}"

    def options(self) -> pulumi.ResourceOptions:
        """Options of a part of the region."""
        return pulumi.ResourceOptions(parent=self.region)

    def lookup(self) -> pulumi.InvokeOptions:
        """Options of a question to AWS in this region."""
        return pulumi.InvokeOptions(parent=self.region)


def regional_provider(name: str, location: Location, tags: Mapping[str, str]) -> aws.Provider:
    """The AWS provider of a region: it tags everything and refuses to work in another account than the settings'."""
    return aws.Provider(
        name,
        region=location.region,
        allowed_account_ids=[location.account_id],
        default_tags=aws.ProviderDefaultTagsArgs(tags=tags),
    )
