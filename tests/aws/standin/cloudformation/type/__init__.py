"""One handler a resource type: it makes, changes and deletes by the calls that anybody can make."""

from . import (  # noqa: F401
    alarm, application_assignment, association, authorization_rule, certificate, endpoint, group, group_membership, log_group,
    route, saml_provider, security_group, user,
)
