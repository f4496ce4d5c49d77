"""Programs that keep and break QUEUE-024. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

ROLE = "arn:aws:iam::123456789012:role/handler"


def _function(runtime: str) -> None:
    code = pulumi.AssetArchive({"main.py": pulumi.StringAsset("def handle(event, context): ...")})
    aws.lambda_.Function("handler", role=ROLE, runtime=runtime, handler="main.handle", code=code)


def good_python() -> None:
    """Supported until 2029."""
    _function("python3.13")


def good_image() -> None:
    """An image brings its own runtime."""
    aws.lambda_.Function("handler", role=ROLE, package_type="Image", image_uri="handler@sha256:0")


def bad_python() -> None:
    """Function `handler` uses a runtime that Lambda has deprecated: it gets no security patches any more."""
    _function("python3.8")


def bad_dotnet() -> None:
    """Function `handler` uses a runtime that Lambda has deprecated: it gets no security patches any more."""
    _function("dotnet8")


def bad_node() -> None:
    """Function `handler` uses a runtime that Lambda has deprecated: it gets no security patches any more."""
    _function("nodejs18.x")
