"""How long changes of an endpoint take, in seconds.

Associations take several minutes, says AWS; Terraform first looks after four. No source gives times for rules and routes:
theirs are chosen within the four minutes after which Terraform gives up on a route. Tests may change them.
"""

ENDPOINT = 10.0
ENDPOINT_DELETE = 20.0
ASSOCIATION = 300.0
DISASSOCIATION = 240.0
RULE = 30.0
RULE_REVOKE = 30.0
ROUTE = 30.0
ROUTE_DELETE = 30.0
POLICY = 10.0
REVOCATION_LIST = 30.0
