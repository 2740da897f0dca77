# AWS refuses more than ten changes of an endpoint at a time. That is what depends_on is for here: associations,
# routes and rules wait for one another in eight lanes.

resource "aws_ec2_client_vpn_authorization_rule" "to_10_0_32_0_20_group_S-1-5-21-1234567890-1234567890-1234567890-1123" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  target_network_cidr    = "10.0.32.0/20"
  access_group_id        = "S-1-5-21-1234567890-1234567890-1234567890-1123"
  description            = "VPN-Users"

  timeouts {
    create = "30m"
    delete = "30m"
  }

  depends_on = [aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60718]
}

resource "aws_ec2_client_vpn_authorization_rule" "to_10_0_64_0_24_group_S-1-5-21-1234567890-1234567890-1234567890-1124" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  target_network_cidr    = "10.0.64.0/24"
  access_group_id        = "S-1-5-21-1234567890-1234567890-1234567890-1124"
  description            = "VPN-Admins"

  timeouts {
    create = "30m"
    delete = "30m"
  }

  depends_on = [aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60718]
}
