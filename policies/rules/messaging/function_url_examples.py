"""Programs that keep and break QUEUE-025. The text of a bad one is what it is told."""

import pulumi_aws as aws


def good_signed() -> None:
    """Only signed requests reach it."""
    aws.lambda_.FunctionUrl("handler", function_name="handler", authorization_type="AWS_IAM")


def bad_open() -> None:
    """Function URL `handler` calls its function for everybody: it asks for no credentials."""
    aws.lambda_.FunctionUrl("handler", function_name="handler", authorization_type="NONE")
