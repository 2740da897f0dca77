//! Identifiers that AWS gives out: accounts, Regions, networks, directories, groups.

use super::scalar::{Invalid, text};

/// Whether a text is `prefix` and 8 or 17 hexadecimal digits, as the identifiers of EC2 are.
fn ec2_id(text: &str, prefix: &str, what: &str) -> Result<(), Invalid> {
    let digits = text.strip_prefix(prefix).unwrap_or_default();
    if matches!(digits.len(), 8 | 17) && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Ok(());
    }
    Err(Invalid::new(
        format!("`{text}` is not the id of {what}"),
        format!("`{prefix}` and 8 or 17 of the characters 0-9 and a-f, such as {prefix}0123456789abcdef0"),
    ))
}

/// Whether a text is hexadecimal groups of the given lengths with dashes between them.
fn hex_groups(text: &str, lengths: &[usize]) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.len() == lengths.len()
        && groups
            .iter()
            .zip(lengths)
            .all(|(group, length)| group.len() == *length && group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

text! {
    /// An AWS account: 12 digits, in quotes, because YAML reads them as a number otherwise.
    AccountId, "account-id", r"^\d{12}$", "111122223333",
    |text| if text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(())
    } else {
        Err(Invalid::new(format!("`{text}` is not an AWS account id"), "12 digits in quotes, such as \"111122223333\""))
    }
}

text! {
    /// An AWS Region, such as ap-northeast-1.
    Region, "region", r"^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$", "ap-northeast-1",
    |text| {
        let mut parts: Vec<&str> = text.split('-').collect();
        let number = parts.pop().unwrap_or_default();
        let fine = parts.len() >= 2
            && (2..=4).contains(&parts[0].len())
            && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase()))
            && matches!(number.len(), 1 | 2)
            && number.bytes().all(|byte| byte.is_ascii_digit());
        if fine { return Ok(()); }
        let invalid = Invalid::new(format!("`{text}` is not the name of a Region"), "a name such as ap-northeast-1 or us-east-1");
        Err(match text.strip_suffix(|last: char| last.is_ascii_lowercase()) {
            Some(region) if region.ends_with(|last: char| last.is_ascii_digit()) =>
                invalid.help(format!("`{text}` is an Availability Zone; its Region is {region}")),
            _ => invalid,
        })
    }
}

impl Region {
    /// The partition that the Region belongs to, which every ARN of it begins with. Partitions share nothing, neither
    /// accounts nor networks.
    pub fn partition(&self) -> &'static str {
        let partitions = [
            ("cn-", "aws-cn"),
            ("us-gov-", "aws-us-gov"),
            ("us-iso-", "aws-iso"),
            ("us-isob-", "aws-iso-b"),
            ("us-isof-", "aws-iso-f"),
            ("eu-isoe-", "aws-iso-e"),
            ("eusc-", "aws-eusc"),
        ];
        let known = partitions.into_iter().find(|(regions, _)| self.as_str().starts_with(regions));
        known.map_or("aws", |(_, partition)| partition)
    }
}

text! {
    /// An Availability Zone by its name in the endpoint's account, such as ap-northeast-1a.
    AvailabilityZone, "availability-zone", r"^[a-z]{2,4}(-[a-z]+)+-\d{1,2}[a-z]$", "ap-northeast-1a",
    |text| {
        let region = text.strip_suffix(|last: char| last.is_ascii_lowercase()).unwrap_or_default();
        region.parse::<Region>().map(drop).map_err(|_| Invalid::new(
            format!("`{text}` is not the name of an Availability Zone"),
            "a Region and a letter, such as ap-northeast-1a",
        ))
    }
}

impl AvailabilityZone {
    /// The Region of the zone.
    pub fn region(&self) -> &str {
        self.as_str().trim_end_matches(|last: char| last.is_ascii_lowercase())
    }
}

text! {
    /// A VPC, such as vpc-0123456789abcdef0.
    VpcId, "vpc-id", "^vpc-([0-9a-f]{8}|[0-9a-f]{17})$", "vpc-0123456789abcdef0",
    |text| ec2_id(text, "vpc-", "a VPC")
}

text! {
    /// A subnet, such as subnet-0a1b2c3d4e5f60718.
    SubnetId, "subnet-id", "^subnet-([0-9a-f]{8}|[0-9a-f]{17})$", "subnet-0a1b2c3d4e5f60718",
    |text| ec2_id(text, "subnet-", "a subnet")
}

text! {
    /// A security group, such as sg-0123456789abcdef0.
    SecurityGroupId, "security-group-id", "^sg-([0-9a-f]{8}|[0-9a-f]{17})$", "sg-0123456789abcdef0",
    |text| ec2_id(text, "sg-", "a security group")
}

text! {
    /// A transit gateway, such as tgw-0123456789abcdef0.
    TransitGatewayId, "transit-gateway-id", "^tgw-([0-9a-f]{8}|[0-9a-f]{17})$", "tgw-0123456789abcdef0",
    |text| ec2_id(text, "tgw-", "a transit gateway")
}

text! {
    /// The identity store of an Identity Center instance: d- and 10 hexadecimal digits, or a GUID.
    IdentityStoreId, "identity-store-id",
    "^(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$", "d-0123456789",
    |text| {
        let short = text.strip_prefix("d-").is_some_and(|digits| digits.len() == 10 && hex_groups(digits, &[10]));
        if (short || hex_groups(text, &[8, 4, 4, 4, 12])) && !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Ok(());
        }
        Err(Invalid::new(
            format!("`{text}` is not the id of an identity store"),
            "`d-` and 10 of the characters 0-9 and a-f, or a GUID",
        ).help("the Identity Center console shows it under Settings > Identity source"))
    }
}

text! {
    /// A group of Identity Center by its id: a GUID, with the store's 10 digits before it in older stores.
    GroupId, "group-id",
    "^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}$",
    "90676c1b-5041-70f7-a9a5-7f2a1c1f0e55",
    |text| {
        if hex_groups(text, &[8, 4, 4, 4, 12]) || hex_groups(text, &[10, 8, 4, 4, 4, 12]) {
            return Ok(());
        }
        Err(Invalid::new(
            format!("`{text}` is not the id of a group"),
            "a GUID such as 90676c1b-5041-70f7-a9a5-7f2a1c1f0e55",
        ).code("group-id").help(
            "Identity Center puts group ids, not names, into memberOf; the console shows the id under Groups > the group > Group ID",
        ))
    }
}

text! {
    /// An Active Directory of AWS Directory Service: d- and 10 hexadecimal digits.
    DirectoryId, "directory-id", "^d-[0-9a-f]{10}$", "d-0123456789",
    |text| {
        let fine = text.strip_prefix("d-").is_some_and(|digits| digits.len() == 10
            && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
        if fine { return Ok(()); }
        Err(Invalid::new(format!("`{text}` is not the id of a directory"), "`d-` and 10 of the characters 0-9 and a-f"))
    }
}

text! {
    /// A hosted zone of Route 53, such as Z0123456789ABCDEFGHIJ.
    HostedZoneId, "hosted-zone-id", "^Z[A-Z0-9]{1,31}$", "Z0123456789ABCDEFGHIJ",
    |text| {
        let fine = (2..=32).contains(&text.len()) && text.starts_with('Z')
            && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if fine { return Ok(()); }
        Err(Invalid::new(format!("`{text}` is not the id of a hosted zone"), "`Z` and up to 31 capital letters and digits"))
    }
}
