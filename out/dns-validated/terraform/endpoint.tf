# ACM issues it once the record in the output server_certificate_validation stands in the hosted zone. Keep the
# record: renewal rests on it.
resource "aws_acm_certificate" "server" {
  domain_name       = "vpn.example.com"
  validation_method = "DNS"
  key_algorithm     = "RSA_2048"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "connections" {
  name              = "/aws/clientvpn/dns-validated"
  retention_in_days = 90
  skip_destroy      = true
}

# Name it as a source in the security groups of what clients reach. Egress is written out because Terraform
# removes AWS's open egress from a group without rules.
resource "aws_security_group" "vpn" {
  name        = "dns-validated-clients"
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
  description                   = "Client VPN dns-validated"
  server_certificate_arn        = aws_acm_certificate.server.arn
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
    Name = "dns-validated"
  }

  authentication_options {
    type              = "federated-authentication"
    saml_provider_arn = aws_iam_saml_provider.vpn.arn
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

  lifecycle {
    precondition {
      condition     = aws_acm_certificate.server.status == "ISSUED"
      error_message = "The server certificate is not issued yet: put the record of the output server_certificate_validation into the hosted zone, wait a few minutes, and apply again."
    }
  }
}
