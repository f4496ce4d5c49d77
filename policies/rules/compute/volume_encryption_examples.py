"""Programs that keep and break SERVICE-034. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _task(*volumes: aws.ecs.TaskDefinitionVolumeArgs, opts: pulumi.ResourceOptions | None = None) -> None:
    aws.ecs.TaskDefinition("web", family="web", container_definitions="[]", volumes=list(volumes), opts=opts)


def _files(encryption: str | None) -> aws.ecs.TaskDefinitionVolumeArgs:
    on_efs = aws.ecs.TaskDefinitionVolumeEfsVolumeConfigurationArgs(
        file_system_id="fs-0123456789abcdef0", transit_encryption=encryption
    )
    return aws.ecs.TaskDefinitionVolumeArgs(name="files", efs_volume_configuration=on_efs)


def good_encrypted() -> None:
    """TLS on the way to the file system."""
    _task(_files("ENABLED"))


def good_own_disk() -> None:
    """The task's own disk is not reached over the network."""
    _task(aws.ecs.TaskDefinitionVolumeArgs(name="scratch"))


def bad_default() -> None:
    """Volume 2 of task definition `web` does not encrypt what goes to and from its file system (transitEncryption)."""
    _task(aws.ecs.TaskDefinitionVolumeArgs(name="scratch"), _files(None))


def bad_disabled_inside_component() -> None:
    """Volume 1 of task definition `web` does not encrypt what goes to and from its file system (transitEncryption)."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _task(_files("DISABLED"), opts=pulumi.ResourceOptions(parent=component))
