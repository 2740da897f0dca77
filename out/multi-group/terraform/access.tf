# AWS refuses more than ten changes of an endpoint at a time. That is what depends_on is for here: associations,
# routes and rules wait for one another in eight lanes.

resource "aws_ec2_client_vpn_authorization_rule" "to_10_0_0_0_16_group_VPN-Engineering" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  target_network_cidr    = "10.0.0.0/16"
  access_group_id        = aws_identitystore_group.VPN-Engineering.group_id
  description            = "The whole VPC"

  timeouts {
    create = "30m"
    delete = "30m"
  }

  depends_on = [aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60718]
}

resource "aws_ec2_client_vpn_authorization_rule" "to_10_0_0_0_16_group_VPN-Operations" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  target_network_cidr    = "10.0.0.0/16"
  access_group_id        = aws_identitystore_group.VPN-Operations.group_id
  description            = "The whole VPC"

  timeouts {
    create = "30m"
    delete = "30m"
  }

  depends_on = [aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60718]
}

resource "aws_ec2_client_vpn_authorization_rule" "to_10_0_20_0_24_group_VPN-Database" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  target_network_cidr    = "10.0.20.0/24"
  access_group_id        = aws_identitystore_group.VPN-Database.group_id
  description            = "Database subnet"

  timeouts {
    create = "30m"
    delete = "30m"
  }

  depends_on = [aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60718]
}

resource "aws_ec2_client_vpn_authorization_rule" "to_10_0_20_0_24_group_VPN-Operations" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  target_network_cidr    = "10.0.20.0/24"
  access_group_id        = aws_identitystore_group.VPN-Operations.group_id
  description            = "Database subnet"

  timeouts {
    create = "30m"
    delete = "30m"
  }

  depends_on = [aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60719]
}

resource "aws_ec2_client_vpn_authorization_rule" "to_10_50_0_0_16_group_VPN-Database" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  target_network_cidr    = "10.50.0.0/16"
  access_group_id        = aws_identitystore_group.VPN-Database.group_id
  description            = "Peered data VPC"

  timeouts {
    create = "30m"
    delete = "30m"
  }

  depends_on = [aws_ec2_client_vpn_route.to_10_50_0_0_16_via_subnet-0a1b2c3d4e5f60718]
}

resource "aws_ec2_client_vpn_authorization_rule" "to_172_20_0_0_16_group_VPN-Operations" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  target_network_cidr    = "172.20.0.0/16"
  access_group_id        = aws_identitystore_group.VPN-Operations.group_id
  description            = "On-premises"

  timeouts {
    create = "30m"
    delete = "30m"
  }

  depends_on = [aws_ec2_client_vpn_route.to_10_50_0_0_16_via_subnet-0a1b2c3d4e5f60719]
}
