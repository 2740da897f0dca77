resource "aws_ec2_client_vpn_route" "to_10_10_0_0_16" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  destination_cidr_block = "10.10.0.0/16"
  description            = "Application VPC"

  timeouts {
    create = "15m"
    delete = "15m"
  }
}

resource "aws_ec2_client_vpn_route" "to_10_20_0_0_16" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  destination_cidr_block = "10.20.0.0/16"
  description            = "Data VPC"

  timeouts {
    create = "15m"
    delete = "15m"
  }
}
