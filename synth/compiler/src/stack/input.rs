//! Inputs: values that are not known when a blueprint is synthesized. Parameters in CloudFormation, variables in
//! Terraform.

/// An input of the output.
#[derive(Debug, PartialEq, Eq)]
pub struct Input {
    /// Its name in CloudFormation.
    pub cfn: &'static str,
    /// Its name in Terraform.
    pub hcl: &'static str,
    /// What it is and where it comes from.
    pub description: &'static str,
    /// The pattern of its values.
    pub pattern: &'static str,
    /// What a value that does not match is told.
    pub allowed: &'static str,
}

/// The certificate that `cvpn cert` made, once it is imported.
pub static SERVER_CERTIFICATE_ARN: Input = Input {
    cfn: "ServerCertificateArn",
    hcl: "server_certificate_arn",
    description: "ARN of the server certificate in ACM, in the endpoint's Region; imported before the first deployment.",
    pattern: "^arn:aws(-[a-z]+)*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]{36}$",
    allowed: "The ARN of a certificate in ACM.",
};

/// The identity store, where the blueprint does not name it.
pub static IDENTITY_STORE_ID: Input = Input {
    cfn: "IdentityStoreId",
    hcl: "identity_store_id",
    description: "Identity store of the Identity Center instance; the console shows it under Settings > Identity source.",
    pattern: "^(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$",
    allowed: "d- and 10 hexadecimal digits, or a GUID.",
};
