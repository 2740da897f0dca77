"""Client VPN as EC2 offers it: endpoints, associations, rules, routes, their states and the rules that AWS holds them to."""

from . import association, connection, endpoint, modify, policy, profile, revocation, route, rule, tag  # noqa: F401
