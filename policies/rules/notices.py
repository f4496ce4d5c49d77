"""What the pack says of its own work, each once a run: which rules could not decide, and which broke.

They are the last policies of the pack and read the results which the others left, so that the order of the rules does
not matter and rules that the user disabled are not mentioned. They are advisory whatever the configuration says
(the servicer sees to it): a preview that cannot know everything is no violation.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

import pulumi_policy as sdk

from rules.report import Finding, Verdict
from rules.run import Result
from rules.session import Session

NOT_KNOWABLE = "NOTICE-001"
BROKEN = "NOTICE-002"

# More names than these do not help, and a stack may have hundreds.
_NAMES = 5


def policies(session: Session) -> list[sdk.Policy]:
    """The notices as policies."""
    return [
        _notice(NOT_KNOWABLE, "Every rule has all it needs to decide", session, not_knowable),
        _notice(BROKEN, "Every rule runs to its end", session, broken),
    ]


def not_knowable(results: Iterable[Result]) -> str:
    """One text that names the rules, the resources, and what would make them knowable; empty when there are none."""
    open_questions: dict[tuple[str, str], list[str]] = defaultdict(list)
    for finding in _undecided(results):
        open_questions[finding.rule, finding.message].append(finding.urn.rpartition("::")[2])
    if not open_questions:
        return ""
    lines = [f"{rule}: {missing} ({_listed(names)})" for (rule, missing), names in open_questions.items()]
    return "\n".join(
        [
            "These rules cannot decide yet, which is neither a pass nor a failure:",
            *lines,
            "A value becomes knowable when it is written out or built from names instead of ARNs and URLs, and at the "
            "latest after deployment: pulumi stack export > state.json; pulumi policy analyze --file state.json. "
            "A partner outside the stack stays unknown.",
        ]
    )


def broken(results: Iterable[Result]) -> str:
    """One text that names the rules which ended in an error of their own; empty when there are none."""
    errors = sorted({f"{result.rule} ({result.error})" for result in results if result.error})
    if not errors:
        return ""
    return f"Errors in the pack itself, please report them; the other rules ran: {', '.join(errors)}."


def _undecided(results: Iterable[Result]) -> list[Finding]:
    return [f for result in results for f in result.findings if f.verdict is Verdict.NOT_KNOWABLE]


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:_NAMES])
    return f"{shown} and {len(names) - _NAMES} more" if len(names) > _NAMES else shown


def _notice(name: str, title: str, session: Session, write: Callable[[Iterable[Result]], str]) -> sdk.Policy:
    def validate(_: sdk.StackValidationArgs, report_violation: sdk.ReportViolation) -> None:
        if text := write(session.results):
            report_violation(text, None)

    return sdk.StackValidationPolicy(
        name,
        title,
        validate,
        enforcement_level=sdk.EnforcementLevel.ADVISORY,
        display_name=title,
        severity=sdk.Severity.LOW,
        tags=["notice"],
    )
