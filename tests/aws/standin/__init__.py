"""A stand-in for AWS on loopback: moto, and beside it what moto lacks of Client VPN, Identity Center and CloudFormation."""
