resource "aws_cloudwatch_log_group" "connections" {
  name              = "/aws/clientvpn/full-tunnel"
  retention_in_days = 90
  skip_destroy      = true
}

# Name it as a source in the security groups of what clients reach. Egress is written out because Terraform
# removes AWS's open egress from a group without rules.
resource "aws_security_group" "vpn" {
  name        = "full-tunnel-clients"
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
  description                   = "Client VPN full-tunnel"
  server_certificate_arn        = "arn:aws:acm:ap-northeast-1:111122223333:certificate/0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9"
  client_cidr_block             = "10.100.0.0/20"
  split_tunnel                  = false
  transport_protocol            = "udp"
  vpn_port                      = 443
  dns_servers                   = ["10.0.0.2"]
  self_service_portal           = "enabled"
  session_timeout_hours         = 10
  disconnect_on_session_timeout = true
  endpoint_ip_address_type      = "ipv4"
  traffic_ip_address_type       = "ipv4"
  vpc_id                        = "vpc-0123456789abcdef0"
  security_group_ids            = [aws_security_group.vpn.id]

  tags = {
    Name = "full-tunnel"
  }

  authentication_options {
    type                           = "federated-authentication"
    saml_provider_arn              = aws_iam_saml_provider.vpn.arn
    self_service_saml_provider_arn = aws_iam_saml_provider.portal.arn
  }

  connection_log_options {
    enabled              = true
    cloudwatch_log_group = aws_cloudwatch_log_group.connections.name
  }

  client_connect_options {
    enabled             = true
    lambda_function_arn = "arn:aws:lambda:ap-northeast-1:111122223333:function:AWSClientVPN-check"
  }

  client_login_banner_options {
    enabled     = true
    banner_text = "Authorized use only. Connections and traffic are logged."
  }

  client_route_enforcement_options {
    enforced = true
  }
}
