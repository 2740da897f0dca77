# AWS refuses more than ten changes of an endpoint at a time. That is what depends_on is for here: associations,
# routes and rules wait for one another in eight lanes.

resource "aws_ec2_client_vpn_network_association" "subnet-0a1b2c3d4e5f60718" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  subnet_id              = "subnet-0a1b2c3d4e5f60718"

  timeouts {
    create = "30m"
    delete = "30m"
  }
}

resource "aws_ec2_client_vpn_network_association" "subnet-0a1b2c3d4e5f60719" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  subnet_id              = "subnet-0a1b2c3d4e5f60719"

  timeouts {
    create = "30m"
    delete = "30m"
  }
}

resource "aws_ec2_client_vpn_route" "to_10_50_0_0_16_via_subnet-0a1b2c3d4e5f60718" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  destination_cidr_block = "10.50.0.0/16"
  target_vpc_subnet_id   = aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60718.subnet_id
  description            = "Peered data VPC"

  timeouts {
    create = "15m"
    delete = "15m"
  }
}

resource "aws_ec2_client_vpn_route" "to_10_50_0_0_16_via_subnet-0a1b2c3d4e5f60719" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  destination_cidr_block = "10.50.0.0/16"
  target_vpc_subnet_id   = aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60719.subnet_id
  description            = "Peered data VPC"

  timeouts {
    create = "15m"
    delete = "15m"
  }

  depends_on = [aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60718]
}

resource "aws_ec2_client_vpn_route" "to_172_20_0_0_16_via_subnet-0a1b2c3d4e5f60718" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  destination_cidr_block = "172.20.0.0/16"
  target_vpc_subnet_id   = aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60718.subnet_id
  description            = "On-premises"

  timeouts {
    create = "15m"
    delete = "15m"
  }
}

resource "aws_ec2_client_vpn_route" "to_172_20_0_0_16_via_subnet-0a1b2c3d4e5f60719" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  destination_cidr_block = "172.20.0.0/16"
  target_vpc_subnet_id   = aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60719.subnet_id
  description            = "On-premises"

  timeouts {
    create = "15m"
    delete = "15m"
  }

  depends_on = [aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60718]
}
