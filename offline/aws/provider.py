"""The provider plugin's conversation with the engine. It keeps no state: the engine's state file holds everything.

Killed at any moment it loses nothing, and what it answers after a restart is what it would have answered before.
"""

import os
from collections.abc import Mapping
from typing import Any, NoReturn

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc

from offline.aws import check, diff, invokes, schema, simulate, wire

STRICT = "FLOODGATE_OFFLINE_UNKNOWNS"
_KINDS = {
    "add": provider_pb2.PropertyDiff.ADD,
    "delete": provider_pb2.PropertyDiff.DELETE,
    "update": provider_pb2.PropertyDiff.UPDATE,
}
_REPLACING_KINDS = {
    "add": provider_pb2.PropertyDiff.ADD_REPLACE,
    "delete": provider_pb2.PropertyDiff.DELETE_REPLACE,
    "update": provider_pb2.PropertyDiff.UPDATE_REPLACE,
}


class SimulatedAws(provider_pb2_grpc.ResourceProviderServicer):
    """Answers the engine's calls about one configured provider."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._environment = environment
        self._place = simulate.Place(region=_default_region(environment) or "us-east-1")
        unknowns = environment.get(STRICT, "")
        if unknowns not in ("", "strict"):
            raise ValueError(f"{STRICT} is {unknowns!r}; allowed: strict, or unset")
        self._strict = unknowns == "strict"

    # --- the plugin itself

    def Handshake(self, request: Any, context: Any) -> Any:
        return provider_pb2.ProviderHandshakeResponse(supports_autonaming_configuration=True)

    def GetPluginInfo(self, request: Any, context: Any) -> Any:
        return plugin_pb2.PluginInfo(version=schema.sdk_version())

    def Cancel(self, request: Any, context: Any) -> Any:
        return empty_pb2.Empty()

    # --- its configuration

    def CheckConfig(self, request: Any, context: Any) -> Any:
        news = wire.to_python(request.news)
        failures = check.check_provider(schema.provider_schema(), news)
        if not news.get("region") and (region := _default_region(self._environment)):
            news["region"] = region
        if not news.get("region"):
            failures.append(
                check.Failure("region", "no region: set aws:region in the stack's configuration, or AWS_REGION")
            )
        return provider_pb2.CheckResponse(inputs=wire.to_struct(news), failures=_failures(failures))

    def DiffConfig(self, request: Any, context: Any) -> Any:
        olds, news = wire.to_python(request.old_inputs or request.olds), wire.to_python(request.news)
        changed = sorted(n for n in {*olds, *news} - {"version"} if olds.get(n) != news.get(n))
        replaces = ["region"] if "region" in changed else []
        changes = provider_pb2.DiffResponse.DIFF_SOME if changed else provider_pb2.DiffResponse.DIFF_NONE
        return provider_pb2.DiffResponse(changes=changes, diffs=changed, replaces=replaces)

    def Configure(self, request: Any, context: Any) -> Any:
        args = wire.to_python(request.args)
        self._place = simulate.place_of(args, _default_region(self._environment) or "us-east-1")
        return provider_pb2.ConfigureResponse(
            acceptSecrets=False,  # the engine then marks outputs as secret wherever the input was
            supportsPreview=True,
            acceptResources=False,
            acceptOutputs=False,
            supports_autonaming_configuration=True,
        )

    # --- resources

    def Check(self, request: Any, context: Any) -> Any:
        resource = _schema(request.urn, context)
        news, olds = wire.to_python(request.news), wire.to_python(request.olds)
        inputs, failures = check.check(resource, news, olds, _naming(request))
        return provider_pb2.CheckResponse(inputs=wire.to_struct(inputs), failures=_failures(failures))

    def Diff(self, request: Any, context: Any) -> Any:
        resource = _schema(request.urn, context)
        found = diff.diff(resource, wire.to_python(request.old_inputs), wire.to_python(request.news))
        changes = provider_pb2.DiffResponse.DIFF_SOME if found.changed else provider_pb2.DiffResponse.DIFF_NONE
        return provider_pb2.DiffResponse(
            changes=changes,
            diffs=sorted({path.split(".")[0].split("[")[0] for path in found.changed}),
            replaces=sorted({path.split(".")[0].split("[")[0] for path in found.replaces}),
            deleteBeforeReplace=found.delete_first,
            hasDetailedDiff=True,
            detailedDiff={
                path: provider_pb2.PropertyDiff(
                    kind=(_REPLACING_KINDS if path in found.replaces else _KINDS)[kind], inputDiff=True
                )
                for path, kind in found.changed.items()
            },
        )

    def Create(self, request: Any, context: Any) -> Any:
        inputs = wire.to_python(request.properties)
        resource = _schema(request.urn, context)
        made = simulate.simulate(resource, request.urn, inputs, self._place, preview=request.preview)
        return provider_pb2.CreateResponse(id=made.id, properties=self._outputs(made, request.preview))

    def Update(self, request: Any, context: Any) -> Any:
        made = simulate.simulate(
            _schema(request.urn, context),
            request.urn,
            wire.to_python(request.news),
            self._place,
            preview=request.preview,
            before=wire.to_python(request.olds),
            identity=request.id,
        )
        return provider_pb2.UpdateResponse(properties=self._outputs(made, request.preview))

    def Read(self, request: Any, context: Any) -> Any:
        """A refresh finds what was deployed. An import (no known state) cannot be simulated."""
        if not request.properties.fields and not request.inputs.fields:
            _abort(
                context,
                grpc.StatusCode.UNIMPLEMENTED,
                f"the offline AWS provider cannot read {request.id!r}: nothing exists outside the stack",
            )
        return provider_pb2.ReadResponse(id=request.id, properties=request.properties, inputs=request.inputs)

    def Delete(self, request: Any, context: Any) -> Any:
        return empty_pb2.Empty()

    def Invoke(self, request: Any, context: Any) -> Any:
        args = wire.to_python(request.args)
        try:
            answer = invokes.invoke(request.tok, args, self._place)
        except LookupError as error:
            _abort(context, grpc.StatusCode.UNIMPLEMENTED, str(error))
        except ValueError as error:
            return provider_pb2.InvokeResponse(failures=[provider_pb2.CheckFailure(reason=str(error))])
        return wire.returning(provider_pb2.InvokeResponse(), answer)

    def _outputs(self, made: simulate.Simulated, preview: bool) -> Any:
        outputs = made.outputs
        return wire.to_struct(simulate.hide_partly_unknown(outputs) if preview and self._strict else outputs)


def _default_region(environment: Mapping[str, str]) -> str:
    return environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION") or ""


def _naming(request: Any) -> check.Naming:
    wish = request.autonaming if request.HasField("autonaming") else None
    return check.Naming(
        logical=request.urn.rpartition("::")[2],
        seed=request.urn,
        proposed=wish.proposed_name if wish else "",
        disabled=bool(wish and wish.mode == provider_pb2.CheckRequest.AutonamingOptions.DISABLE),
    )


def _schema(urn: str, context: Any) -> schema.ResourceSchema:
    token = urn.split("::")[2].rpartition("$")[2]
    try:
        return schema.resource_schema(token)
    except schema.UnknownTypeError:
        _abort(
            context, grpc.StatusCode.INVALID_ARGUMENT, f"pulumi_aws {schema.sdk_version()} has no resource type {token}"
        )


def _failures(failures: list[check.Failure]) -> list[Any]:
    """The path goes into the text: given as a property, the engine prints the value beside it, secret or not."""
    return [provider_pb2.CheckFailure(reason=f"{f.path}: {f.reason}") for f in failures]


def _abort(context: Any, code: grpc.StatusCode, text: str) -> NoReturn:
    context.abort(code, text)
    raise AssertionError("unreachable: abort raises")
