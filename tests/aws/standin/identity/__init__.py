"""Who signs in: Identity Center with its store and its applications, and SAML providers of IAM."""

from . import application, assignment, group, instance, membership, saml, user  # noqa: F401
