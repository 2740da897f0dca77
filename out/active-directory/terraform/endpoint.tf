resource "aws_cloudwatch_log_group" "connections" {
  name              = "/aws/clientvpn/active-directory"
  retention_in_days = 90
  skip_destroy      = true
}

# Name it as a source in the security groups of what clients reach. Egress is written out because Terraform
# removes AWS's open egress from a group without rules.
resource "aws_security_group" "vpn" {
  name        = "active-directory-clients"
  description = "Network interfaces of the Client VPN endpoint"
  vpc_id      = "vpc-0123456789abcdef0"

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
    description = "Clients may go where the authorization rules let them"
  }

  timeouts {
    create = "10m"
    delete = "30m"
  }
}

resource "aws_ec2_client_vpn_endpoint" "vpn" {
  description                   = "Client VPN active-directory"
  server_certificate_arn        = "arn:aws:acm:ap-northeast-1:111122223333:certificate/0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9"
  client_cidr_block             = "10.100.0.0/22"
  split_tunnel                  = true
  transport_protocol            = "udp"
  vpn_port                      = 443
  self_service_portal           = "disabled"
  session_timeout_hours         = 24
  disconnect_on_session_timeout = true
  endpoint_ip_address_type      = "ipv4"
  traffic_ip_address_type       = "ipv4"
  vpc_id                        = "vpc-0123456789abcdef0"
  security_group_ids            = [aws_security_group.vpn.id]

  tags = {
    Name = "active-directory"
  }

  authentication_options {
    type                = "directory-service-authentication"
    active_directory_id = "d-0123456789"
  }

  connection_log_options {
    enabled              = true
    cloudwatch_log_group = aws_cloudwatch_log_group.connections.name
  }

  client_connect_options {
    enabled = false
  }

  client_login_banner_options {
    enabled = false
  }

  client_route_enforcement_options {
    enforced = false
  }
}
