output "group_ids" {
  description = "Ids of the groups made here, which Identity Center sends in memberOf."
  value = {
    VPN-Database    = aws_identitystore_group.VPN-Database.group_id
    VPN-Engineering = aws_identitystore_group.VPN-Engineering.group_id
    VPN-Operations  = aws_identitystore_group.VPN-Operations.group_id
  }
}

output "saml_provider_arn" {
  description = "SAML provider of the VPN in IAM."
  value       = aws_iam_saml_provider.vpn.arn
}

output "log_group_name" {
  description = "Log group of the connection log."
  value       = aws_cloudwatch_log_group.connections.name
}

output "security_group_id" {
  description = "Security group of the endpoint; a source for the security groups of what clients reach."
  value       = aws_security_group.vpn.id
}

output "endpoint_id" {
  description = "The VPN endpoint."
  value       = aws_ec2_client_vpn_endpoint.vpn.id
}

output "endpoint_dns_name" {
  description = "Name that clients connect to, with a random label before it."
  value       = aws_ec2_client_vpn_endpoint.vpn.dns_name
}
