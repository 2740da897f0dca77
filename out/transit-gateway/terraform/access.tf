resource "aws_ec2_client_vpn_authorization_rule" "to_10_10_0_0_16_group_VPN-User-Group" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  target_network_cidr    = "10.10.0.0/16"
  access_group_id        = aws_identitystore_group.VPN-User-Group.group_id
  description            = "Application VPC"

  timeouts {
    create = "30m"
    delete = "30m"
  }
}

resource "aws_ec2_client_vpn_authorization_rule" "to_10_20_0_0_16_group_DBA" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  target_network_cidr    = "10.20.0.0/16"
  access_group_id        = "90676c1b-5041-70f7-a9a5-7f2a1c1f0e55"
  description            = "Data VPC"

  timeouts {
    create = "30m"
    delete = "30m"
  }
}
