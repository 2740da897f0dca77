# AWS refuses more than ten changes of an endpoint at a time. That is what depends_on is for here: associations,
# routes and rules wait for one another in eight lanes.

resource "aws_ec2_client_vpn_authorization_rule" "to_10_0_32_0_20_group_Engineering" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  target_network_cidr    = "10.0.32.0/20"
  access_group_id        = "90676c1b-5041-70f7-a9a5-7f2a1c1f0e55"
  description            = "Development subnets"

  timeouts {
    create = "30m"
    delete = "30m"
  }

  depends_on = [aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60718]
}

resource "aws_ec2_client_vpn_authorization_rule" "to_10_0_64_0_24_group_Finance" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  target_network_cidr    = "10.0.64.0/24"
  access_group_id        = "5b1c8f02-7d3e-4a96-8c41-e2d9b0f3a674"
  description            = "Accounting system"

  timeouts {
    create = "30m"
    delete = "30m"
  }

  depends_on = [aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60718]
}
