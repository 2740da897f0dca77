"""CloudFormation for the types that cvpn emits.

Not moto's, which has none of the Client VPN types, makes one resource after another and deletes before it creates.
"""

from . import change_set, protection, stacks, type, validate  # noqa: F401
