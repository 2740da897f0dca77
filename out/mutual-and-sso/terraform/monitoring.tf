resource "aws_cloudwatch_metric_alarm" "idp_certificate" {
  alarm_name        = "mutual-and-sso-idp-certificate"
  alarm_description = "The signing certificate of the SAML metadata ends soon; after that nobody can sign in. Rotate it in Identity Center, download the metadata, synthesize and deploy."
  namespace         = "AWS/ClientVPN"
  metric_name       = "IdpCertDaysToExpiry"
  dimensions = {
    Endpoint = aws_ec2_client_vpn_endpoint.vpn.id
  }
  statistic           = "Minimum"
  period              = 86400
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 60
  treat_missing_data  = "notBreaching"
  alarm_actions       = ["arn:aws:sns:ap-northeast-1:111122223333:ops"]
  ok_actions          = ["arn:aws:sns:ap-northeast-1:111122223333:ops"]
}

resource "aws_cloudwatch_metric_alarm" "server_certificate" {
  alarm_name        = "mutual-and-sso-server-certificate"
  alarm_description = "The server certificate ends soon; after that nobody can connect. Renew it under the same ARN with the same domain and CA, so that profiles keep working."
  namespace         = "AWS/CertificateManager"
  metric_name       = "DaysToExpiry"
  dimensions = {
    CertificateArn = "arn:aws:acm:ap-northeast-1:111122223333:certificate/0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9"
  }
  statistic           = "Minimum"
  period              = 86400
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 45
  treat_missing_data  = "notBreaching"
  alarm_actions       = ["arn:aws:sns:ap-northeast-1:111122223333:ops"]
  ok_actions          = ["arn:aws:sns:ap-northeast-1:111122223333:ops"]
}

resource "aws_cloudwatch_metric_alarm" "revocation_list" {
  alarm_name        = "mutual-and-sso-revocation-list"
  alarm_description = "The revocation list of client certificates ends soon; after that nobody can connect. Import a new one."
  namespace         = "AWS/ClientVPN"
  metric_name       = "CrlDaysToExpiry"
  dimensions = {
    Endpoint = aws_ec2_client_vpn_endpoint.vpn.id
  }
  statistic           = "Minimum"
  period              = 86400
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 14
  treat_missing_data  = "notBreaching"
  alarm_actions       = ["arn:aws:sns:ap-northeast-1:111122223333:ops"]
  ok_actions          = ["arn:aws:sns:ap-northeast-1:111122223333:ops"]
}

resource "aws_cloudwatch_metric_alarm" "authentication_failures" {
  alarm_name        = "mutual-and-sso-authentication-failures"
  alarm_description = "Many failed sign-ins in five minutes: somebody tries, or the identity provider is broken."
  namespace         = "AWS/ClientVPN"
  metric_name       = "AuthenticationFailures"
  dimensions = {
    Endpoint = aws_ec2_client_vpn_endpoint.vpn.id
  }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 20
  treat_missing_data  = "notBreaching"
  alarm_actions       = ["arn:aws:sns:ap-northeast-1:111122223333:ops"]
  ok_actions          = ["arn:aws:sns:ap-northeast-1:111122223333:ops"]
}

resource "aws_cloudwatch_metric_alarm" "connections" {
  alarm_name        = "mutual-and-sso-connections"
  alarm_description = "The endpoint is at 80 % of the connections that it can hold."
  namespace         = "AWS/ClientVPN"
  metric_name       = "ActiveConnectionsCount"
  dimensions = {
    Endpoint = aws_ec2_client_vpn_endpoint.vpn.id
  }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 408
  treat_missing_data  = "notBreaching"
  alarm_actions       = ["arn:aws:sns:ap-northeast-1:111122223333:ops"]
  ok_actions          = ["arn:aws:sns:ap-northeast-1:111122223333:ops"]
}
