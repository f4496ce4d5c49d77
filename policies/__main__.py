"""Serves the pack. The engine starts this file; the rules are in `rules`."""

from pulumi_policy import PolicyPack
from rules import CATALOGUE, pack, servicer
from rules.session import Session

session = Session(CATALOGUE)
policies = pack.policies(session)
if not servicer.install(session):
    policies.insert(0, pack.recorder(session))
PolicyPack(name=pack.NAME, policies=policies)
