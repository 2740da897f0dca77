//! Amazon Resource Names, one type a service, so that a certificate's ARN cannot stand where a Lambda's is meant.

use super::scalar::{Invalid, text};

/// The parts of an ARN: `arn:partition:service:region:account:resource`.
struct Parts<'a> {
    partition: &'a str,
    region: &'a str,
    account: &'a str,
    resource: &'a str,
}

/// Splits an ARN of one service.
fn split<'a>(text: &'a str, service: &str) -> Option<Parts<'a>> {
    let mut parts = text.splitn(6, ':');
    let mut next = || parts.next();
    let (Some("arn"), Some(partition), Some(found)) = (next(), next(), next()) else { return None };
    if found != service || !is_partition(partition) {
        return None;
    }
    Some(Parts { partition, region: next()?, account: next()?, resource: next()? })
}

/// Whether a text is a partition of AWS, such as aws or aws-us-gov.
fn is_partition(text: &str) -> bool {
    let mut words = text.split('-');
    words.next() == Some("aws")
        && words.clone().count() <= 3
        && words.all(|word| (1..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// Whether a Region and an account stand where the service has them.
fn placed(parts: &Parts, region: bool) -> bool {
    let digits = parts.account.len() == 12 && parts.account.bytes().all(|byte| byte.is_ascii_digit());
    let mut letters = parts.region.bytes();
    digits
        && parts.region.is_empty() != region
        && letters.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Checks an ARN and its resource part.
fn check(text: &str, service: &str, region: bool, example: &str, resource: fn(&str) -> bool) -> Result<(), Invalid> {
    if split(text, service).is_some_and(|parts| placed(&parts, region) && resource(parts.resource)) {
        return Ok(());
    }
    let found = match text.split(':').nth(2) {
        Some(other) if text.starts_with("arn:") && other != service && !other.is_empty() => {
            format!("`{text}` is an ARN of `{other}`, not of `{service}`")
        }
        _ => format!("`{text}` is not an ARN of `{service}` of the right form"),
    };
    Err(Invalid::new(found, example))
}

/// Whether a text is a GUID in lower case.
fn guid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let groups: Vec<&str> = text.split('-').collect();
    groups.len() == lengths.len()
        && groups.iter().zip(lengths).all(|(group, length)| {
            group.len() == length && group.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        })
}

/// Whether a text is the id of an Identity Center instance.
fn instance(text: &str) -> bool {
    let id = text.strip_prefix("ssoins-").or_else(|| text.strip_prefix("ins-")).unwrap_or_default();
    id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
}

/// Where an ARN says that its resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArnPlace<'a> {
    /// The partition, such as aws or aws-us-gov.
    pub partition: &'a str,
    /// The account; empty where the ARN names none.
    pub account: &'a str,
    /// The Region; empty where the ARN names none.
    pub region: &'a str,
}

macro_rules! placed_arn {
    ($($name:ident: $service:literal),+) => {
        $(impl $name {
            /// Where the ARN says that its resource is.
            pub fn place(&self) -> ArnPlace<'_> {
                let Parts { partition, region, account, .. } = split(self.as_str(), $service).expect("the ARN is checked");
                ArnPlace { partition, account, region }
            }
        })+
    };
}

placed_arn!(
    ApplicationArn: "sso",
    CertificateArn: "acm",
    InstanceArn: "sso",
    KmsKeyArn: "kms",
    LambdaArn: "lambda",
    SamlProviderArn: "iam",
    SnsTopicArn: "sns"
);

text! {
    /// An Identity Center instance, such as arn:aws:sso:::instance/ssoins-0123456789abcdef.
    InstanceArn, "instance-arn", r"^arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9.-]{16}$",
    "arn:aws:sso:::instance/ssoins-0123456789abcdef",
    |text| {
        let fine = split(text, "sso").is_some_and(|parts| {
            parts.region.is_empty() && parts.account.is_empty()
                && parts.resource.strip_prefix("instance/").is_some_and(instance)
        });
        if fine { return Ok(()); }
        Err(Invalid::new(
            format!("`{text}` is not the ARN of an Identity Center instance"),
            "arn:aws:sso:::instance/ssoins-0123456789abcdef",
        ).help("the Identity Center console shows it under Settings > Details"))
    }
}

impl InstanceArn {
    /// The instance's id, such as ssoins-0123456789abcdef.
    pub fn id(&self) -> &str {
        self.as_str().rsplit('/').next().unwrap_or_default()
    }
}

text! {
    /// An application of Identity Center, such as
    /// arn:aws:sso::444455556666:application/ssoins-0123456789abcdef/apl-0123456789abcdef.
    ApplicationArn, "application-arn",
    r"^arn:aws(-[a-z]{1,5}){0,3}:sso::\d{12}:application/(sso)?ins-[a-zA-Z0-9.-]{16}/apl-[a-zA-Z0-9]{16}$",
    "arn:aws:sso::444455556666:application/ssoins-0123456789abcdef/apl-0123456789abcdef",
    |text| check(
        text, "sso", false, "arn:aws:sso::444455556666:application/ssoins-0123456789abcdef/apl-0123456789abcdef",
        |resource| {
            let Some((of, application)) = resource.strip_prefix("application/").and_then(|rest| rest.split_once('/'))
            else { return false };
            instance(of) && application.strip_prefix("apl-").is_some_and(|id|
                id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        },
    ).map_err(|invalid| invalid.help("the application's page in the Identity Center console shows its ARN"))
}

impl ApplicationArn {
    /// The id of the instance that the application belongs to.
    pub fn instance_id(&self) -> &str {
        self.as_str().rsplit('/').nth(1).unwrap_or_default()
    }
}

text! {
    /// A certificate of ACM, such as
    /// arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000000.
    CertificateArn, "certificate-arn",
    r"^arn:aws(-[a-z]{1,5}){0,3}:acm:[a-z0-9-]+:\d{12}:certificate/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
    "arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000000",
    |text| check(
        text, "acm", true, "arn:aws:acm:REGION:ACCOUNT:certificate/GUID",
        |resource| resource.strip_prefix("certificate/").is_some_and(guid),
    )
}

text! {
    /// A Lambda function, with or without a version or alias, such as
    /// arn:aws:lambda:ap-northeast-1:111122223333:function:AWSClientVPN-check.
    LambdaArn, "lambda-arn", r"^arn:aws(-[a-z]{1,5}){0,3}:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]+)?$",
    "arn:aws:lambda:ap-northeast-1:111122223333:function:AWSClientVPN-check",
    |text| check(
        text, "lambda", true, "arn:aws:lambda:REGION:ACCOUNT:function:NAME, with or without :VERSION",
        |resource| resource.strip_prefix("function:").is_some_and(|name| {
            let mut parts = name.split(':');
            let word = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
            let function = parts.next().unwrap_or_default();
            let qualifier = parts.next();
            (1..=64).contains(&function.len()) && word(function) && parts.next().is_none()
                && qualifier.is_none_or(|qualifier| !qualifier.is_empty() && word(&qualifier.replace('$', "")))
        }),
    )
}

impl LambdaArn {
    /// The function's name.
    pub fn function(&self) -> &str {
        self.as_str().split(':').nth(6).unwrap_or_default()
    }
}

text! {
    /// A KMS key, such as arn:aws:kms:ap-northeast-1:111122223333:key/00000000-0000-0000-0000-000000000000.
    KmsKeyArn, "kms-key-arn", r"^arn:aws(-[a-z]{1,5}){0,3}:kms:[a-z0-9-]+:\d{12}:key/[A-Za-z0-9-]+$",
    "arn:aws:kms:ap-northeast-1:111122223333:key/00000000-0000-0000-0000-000000000000",
    |text| check(
        text, "kms", true, "arn:aws:kms:REGION:ACCOUNT:key/ID (an alias does not work)",
        |resource| resource.strip_prefix("key/").is_some_and(|id|
            !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')),
    )
}

text! {
    /// An SNS topic, such as arn:aws:sns:ap-northeast-1:111122223333:ops.
    SnsTopicArn, "sns-topic-arn", r"^arn:aws(-[a-z]{1,5}){0,3}:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$",
    "arn:aws:sns:ap-northeast-1:111122223333:ops",
    |text| check(
        text, "sns", true, "arn:aws:sns:REGION:ACCOUNT:NAME",
        |resource| (1..=256).contains(&resource.len())
            && resource.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')),
    )
}

text! {
    /// A SAML provider of IAM, such as arn:aws:iam::111122223333:saml-provider/Okta.
    SamlProviderArn, "saml-provider-arn", r"^arn:aws(-[a-z]{1,5}){0,3}:iam::\d{12}:saml-provider/[A-Za-z0-9_.-]{1,128}$",
    "arn:aws:iam::111122223333:saml-provider/Okta",
    |text| check(
        text, "iam", false, "arn:aws:iam::ACCOUNT:saml-provider/NAME",
        |resource| resource.strip_prefix("saml-provider/").is_some_and(|name| (1..=128).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))),
    )
}
