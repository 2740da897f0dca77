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
