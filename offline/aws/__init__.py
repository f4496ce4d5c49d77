"""An AWS provider for the real Pulumi engine that simulates: no account, no credentials, no network.

It knows every resource type of ``pulumi_aws`` by reading the SDK itself. It refuses what the SDK's types refuse and
answers with well-formed ids, ARNs and hostnames. It proves nothing about AWS's own refusals: quotas, permissions,
values that only the service can judge.
"""
