//! Domain types: each scalar of a blueprint has a type that holds only what AWS takes.

mod arn;
mod cidr;
mod destination;
mod id;
mod identity_store;
mod limit;
mod name;
pub(crate) mod scalar;
mod tag;
mod words;

pub use arn::{
    ApplicationArn, ArnPlace, CertificateArn, InstanceArn, KmsKeyArn, LambdaArn, SamlProviderArn, SnsTopicArn,
};
pub use cidr::{Cidr, DnsServer};
pub use destination::Destination;
pub use id::{
    AccountId, AvailabilityZone, DirectoryId, GroupId, HostedZoneId, IdentityStoreId, Region, SecurityGroupId,
    SubnetId, TransitGatewayId, VpcId,
};
pub use limit::{Port, RetentionDays, SessionHours};
pub use name::{ApplicationName, DefaultsFile, DomainName, Email, FileName, GroupName, HttpsUrl, Name, UserName};
pub use scalar::{Invalid, Scalar};
pub use tag::{TagKey, TagValue};
pub use words::{Banner, Description, GroupDescription, PersonName, Reason, Words};

use serde_json::Value;

/// A check of one domain type.
type Check = fn(&Value) -> Result<(), Invalid>;

/// The check that belongs to a `format` of the JSON Schema.
pub(crate) fn check_of(format: &str) -> Option<Check> {
    rows().into_iter().find(|row| row.0 == format).map(|row| row.2)
}

/// The check that belongs to the pattern of a mapping's keys in the JSON Schema.
pub(crate) fn check_of_key(pattern: &str) -> Option<Check> {
    rows().into_iter().find(|row| row.1 == pattern).map(|row| row.2)
}

type Row = (&'static str, &'static str, Check);

/// Format, pattern and check of all types.
fn rows() -> [Row; 41] {
    fn row<T: Scalar>() -> Row {
        (T::FORMAT, T::PATTERN, T::check)
    }
    [
        row::<AccountId>(),
        row::<ApplicationArn>(),
        row::<ApplicationName>(),
        row::<AvailabilityZone>(),
        row::<Banner>(),
        row::<Reason>(),
        row::<CertificateArn>(),
        row::<Cidr>(),
        row::<DefaultsFile>(),
        row::<Description>(),
        row::<Destination>(),
        row::<DirectoryId>(),
        row::<DnsServer>(),
        row::<DomainName>(),
        row::<Email>(),
        row::<FileName>(),
        row::<GroupDescription>(),
        row::<GroupId>(),
        row::<GroupName>(),
        row::<HostedZoneId>(),
        row::<HttpsUrl>(),
        row::<IdentityStoreId>(),
        row::<InstanceArn>(),
        row::<KmsKeyArn>(),
        row::<LambdaArn>(),
        row::<Name>(),
        row::<PersonName>(),
        row::<Port>(),
        row::<Region>(),
        row::<RetentionDays>(),
        row::<SamlProviderArn>(),
        row::<SecurityGroupId>(),
        row::<SessionHours>(),
        row::<SnsTopicArn>(),
        row::<SubnetId>(),
        row::<TagKey>(),
        row::<TagValue>(),
        row::<TransitGatewayId>(),
        row::<UserName>(),
        row::<VpcId>(),
        row::<Words>(),
    ]
}
