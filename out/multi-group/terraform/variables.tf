variable "server_certificate_arn" {
  description = "ARN of the server certificate in ACM, in the endpoint's Region; imported before the first deployment."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]{36}$", var.server_certificate_arn))
    error_message = "The ARN of a certificate in ACM."
  }
}
