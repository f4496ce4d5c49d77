"""What the pack says of its own work, each once a run: what it could not decide, what broke, what is set wrongly.

They are the last policies of the pack and read the results which the others left, so that the order of the rules does
not matter and rules that the user disabled are not mentioned.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import pulumi_policy as sdk

from rules import reports, settings
from rules.report import Finding, Verdict
from rules.session import Session
from rules.spelling import nearest

NOT_KNOWABLE: Final = "NOTICE-001"
BROKEN: Final = "NOTICE-002"
EXEMPTIONS: Final = "NOTICE-003"
CONFIGURATION: Final = "NOTICE-004"
REPORTS: Final = "NOTICE-005"

NAMES: Final = (NOT_KNOWABLE, BROKEN, EXEMPTIONS, CONFIGURATION, REPORTS)

# Advisory whatever the configuration says: a preview that cannot know everything is no violation, nor is a bug of ours.
ALWAYS_ADVISORY: Final = (NOT_KNOWABLE, BROKEN)

# The resources of the run, as the SDK gives them.
Seen = Sequence[sdk.PolicyResource]

# More names than these do not help, and a stack may have hundreds.
_NAMES: Final = 5


def policies(session: Session) -> list[sdk.Policy]:
    """The notices as policies. Reports are written by the last of them, when all has been said."""
    return [
        _notice(NOT_KNOWABLE, "Every rule has all it needs to decide", session, not_knowable),
        _notice(BROKEN, "Every rule runs to its end", session, broken),
        _notice(EXEMPTIONS, "Every exemption is complete, in force and used", session, exemptions),
        _notice(CONFIGURATION, "The configuration names only rules and options that exist", session, configuration),
        _notice(REPORTS, "Reports are written where they are wanted", session, write_reports),
    ]


def not_knowable(session: Session, _: Seen) -> str:
    """One text that names the rules, the resources, and what would make them knowable; empty when there are none."""
    open_questions: dict[tuple[str, str], list[str]] = defaultdict(list)
    for finding in _undecided(session):
        open_questions[finding.rule, finding.message].append(finding.urn.rpartition("::")[2])
    if not open_questions:
        return ""
    asking: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (rule, missing), names in open_questions.items():
        asking[missing, _listed(list(dict.fromkeys(names)))].append(rule)
    lines = [f"{', '.join(rules)}: {missing} ({names})" for (missing, names), rules in asking.items()]
    return "\n".join(
        [
            "These rules cannot decide yet, which is neither a pass nor a failure:",
            *lines,
            "A value becomes knowable when it is written out or built from names instead of ARNs and URLs, and at the "
            "latest after deployment: pulumi stack export > state.json; pulumi policy analyze --file state.json. "
            "A partner outside the stack stays unknown.",
        ]
    )


def broken(session: Session, _: Seen) -> str:
    """One text that names the rules which ended in an error of their own; empty when there are none."""
    errors = sorted({f"{result.rule} ({result.error})" for result in session.results if result.error})
    if not errors:
        return ""
    return f"Errors in the pack itself, please report them; the other rules ran: {', '.join(errors)}."


def exemptions(session: Session, resources: Seen) -> str:
    """One text of what is wrong with the exemptions, and which of them no finding needs; empty when all is well."""
    found = session.settings.exemptions
    stack = "::".join(resources[0].urn.split("::")[:2]) if resources else ""
    unused = [f"{found.place(entry.line)}: no finding needs it any more" for entry in found.unused(stack)]
    lines = [*found.mistakes, *unused]
    return "\n".join(["Exemptions that exempt nothing:", *lines]) if lines else ""


def configuration(session: Session, _: Seen) -> str:
    """One text of the names in the policy configuration that mean nothing; empty when all do."""
    lines = list(_unheard_of(session))
    return "\n".join(["Entries of the policy configuration that set nothing:", *lines]) if lines else ""


def write_reports(session: Session, resources: Seen) -> str:
    """Write the reports, if any are wanted. The text says why they could not be written; empty when they were."""
    folder = session.settings.reports
    if folder is None:
        return ""
    try:
        reports.write(folder, session, resources)
    except OSError as error:
        return f"The reports could not be written to {folder}: {error.strerror}."
    return ""


def _unheard_of(session: Session) -> Iterator[str]:
    options = {rule.id: [option.name for option in rule.options] for rule in session.rules}
    options |= {settings.NAME: list(settings.SCHEMA), **{name: [] for name in NAMES}}
    for name, configured in sorted(session.configuration.items()):
        if name == "all":
            continue
        if name not in options:
            yield f"{name}: there is no such rule{nearest(name, options)}"
            continue
        for option in sorted(set(configured.options) - set(options[name])):
            known = ", ".join(options[name]) or "none"
            yield f"{name}.{option}: there is no such option; its options: {known}"


def _undecided(session: Session) -> Iterator[Finding]:
    for result in session.results:
        for finding in result.findings:
            if finding.verdict is Verdict.NOT_KNOWABLE and not session.exemption(finding):
                yield finding


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:_NAMES])
    return f"{shown} and {len(names) - _NAMES} more" if len(names) > _NAMES else shown


def _notice(name: str, title: str, session: Session, write: Callable[[Session, Seen], str]) -> sdk.Policy:
    def validate(args: sdk.StackValidationArgs, report_violation: sdk.ReportViolation) -> None:
        if text := write(session, args.resources):
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
