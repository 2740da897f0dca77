# AWS refuses more than ten changes of an endpoint at a time. That is what depends_on is for here: associations,
# routes and rules wait for one another in eight lanes.

resource "aws_ec2_client_vpn_authorization_rule" "to_0_0_0_0_0_group_VPN-User-Group" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.vpn.id
  target_network_cidr    = "0.0.0.0/0"
  access_group_id        = aws_identitystore_group.VPN-User-Group.group_id
  description            = "Internet and the VPC"

  timeouts {
    create = "30m"
    delete = "30m"
  }

  depends_on = [aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60718]
}
