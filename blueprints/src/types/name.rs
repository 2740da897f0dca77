//! Names that people choose, and the addresses among them.

use super::identity_store;
use super::scalar::{Invalid, text};

/// Refuses text that is empty, too long or has control characters.
fn name(text: &str, most: usize, what: &str) -> Result<(), Invalid> {
    let length = text.chars().count();
    let allowed = || format!("1 to {most} characters, no control characters");
    if length == 0 || length > most {
        return Err(Invalid::new(format!("{what} has {length} characters"), allowed()));
    }
    match text.chars().find(|letter| letter.is_control()) {
        Some(control) => {
            Err(Invalid::new(format!("{what} contains the control character U+{:04X}", u32::from(control)), allowed()))
        }
        None => Ok(()),
    }
}

text! {
    /// The name of the blueprint: of its folder in `out/`, and the first part of the name of all that it makes. 2 to 31
    /// lower-case letters, digits and dashes, not starting with `sg-`.
    Name, "name", "^(?!sg-)[a-z][a-z0-9-]{1,30}$", "corp-vpn",
    |text| {
        let fine = (2..=31).contains(&text.len())
            && text.starts_with(|first: char| first.is_ascii_lowercase())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if fine && !text.starts_with("sg-") { return Ok(()); }
        let invalid = Invalid::new(
            format!("`{text}` cannot be the name of a blueprint"),
            "2 to 31 lower-case letters, digits and dashes, a letter first, but not `sg-` at its start",
        );
        Err(if fine { invalid.help("a security group is named after it, and EC2 keeps `sg-` for ids") } else { invalid })
    }
}

text! {
    /// The display name of an application in Identity Center, 1 to 100 characters.
    ApplicationName, "application-name", r"^[^\u0000-\u001f\u007f-\u009f]{1,100}$", "AWS Client VPN",
    |text| name(text, 100, "the application's name")
}

text! {
    /// The display name of a group: 1 to 1,024 letters, marks, digits, symbols and spaces.
    GroupName, "group-name", r"^[\p{L}\p{M}\p{S}\p{N}\p{P} ]{1,1024}$", "VPN-User-Group",
    |text| identity_store::check(text, "the group's name", 1024, &identity_store::SPACE)
}

text! {
    /// The name with which a person signs in: 1 to 128 letters, marks, digits and symbols, without spaces.
    UserName, "user-name", r"^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$", "taro.yamada",
    |text| identity_store::check(text, "the user name", 128, &[])
}

text! {
    /// An email address. Identity Center sends it as the SAML subject, so a user cannot be without one.
    Email, "email-address", r"^(?!.*@.*@)[\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+$",
    "taro.yamada@example.com",
    |text| {
        let fine = text.split_once('@').is_some_and(|(local, domain)|
            !local.is_empty() && !domain.is_empty() && !domain.contains('@'))
            && text.len() <= 254;
        if fine { return identity_store::check(text, "the email address", 254, &[]); }
        Err(Invalid::new(format!("`{text}` is not an email address"), "NAME@DOMAIN, at most 254 bytes, without spaces"))
    }
}

text! {
    /// A domain with at least one dot, such as vpn.example.com: the name in a certificate. AWS refuses a server
    /// certificate without one.
    DomainName, "domain-name",
    r"^(?=.{3,64}$)(?!.*\.[0-9]+$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$",
    "vpn.example.com",
    |text| {
        let labels: Vec<&str> = text.split('.').collect();
        let fine = text.len() <= 64 && labels.len() >= 2 && labels.iter().all(|label|
            (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-') && !label.ends_with('-'));
        let numeric = labels.last().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
        if fine && !numeric { return Ok(()); }
        let allowed = "one name with a dot, such as vpn.example.com";
        if text.starts_with("*.") {
            return Err(Invalid::new(format!("`{text}` is a wildcard"), allowed).code("server-certificate-domain").help(
                "AWS does not say that Client VPN takes wildcards, and one name is enough: clients never look it up",
            ));
        }
        if fine {
            return Err(Invalid::new(format!("`{text}` ends in a number, as an address does"), allowed)
                .code("server-certificate-domain")
                .help("AWS reads a domain from the certificate, not an address; it need not exist in DNS"));
        }
        Err(Invalid::new(
            format!("`{text}` is not a domain that a server certificate can carry"),
            "a name with a dot, such as vpn.example.com, of letters, digits and dashes, at most 64 characters",
        ).code("server-certificate-domain").help(
            "AWS answers \"Certificate … does not have a domain\" without one; it need not exist in DNS",
        ))
    }
}

text! {
    /// A URL that starts with https://, of ASCII letters without spaces.
    HttpsUrl, "https-url", r"^https://[!-.0-~][!-~]*$", "https://assets-public.falcon.crowdstrike.com/zta/jwk.json",
    |text| {
        let rest = text.strip_prefix("https://").unwrap_or_default();
        let fine = !rest.is_empty() && !rest.starts_with('/') && rest.bytes().all(|byte| byte.is_ascii_graphic());
        if fine { return Ok(()); }
        Err(Invalid::new(format!("`{text}` is not an https URL"), "https://HOST/…"))
    }
}

text! {
    /// A file of defaults in the blueprint's folder: defaults.yaml, or a name that ends in .defaults.yaml.
    DefaultsFile, "defaults-file", r"^([^/\\\u0000-\u001f\u007f]+\.)?defaults\.ya?ml$", "defaults.yaml",
    |text| {
        let stem = text.strip_suffix(".yaml").or_else(|| text.strip_suffix(".yml")).unwrap_or_default();
        let named = stem.strip_suffix("defaults").is_some_and(|name| name.is_empty() || (name.len() > 1 && name.ends_with('.')));
        if named && !text.contains(|letter: char| matches!(letter, '/' | '\\') || letter.is_control()) {
            return Ok(());
        }
        Err(Invalid::new(
            format!("`{text}` is not the name of a file of defaults"),
            "defaults.yaml or NAME.defaults.yaml, in the blueprint's own folder",
        ))
    }
}

impl From<&DefaultsFile> for FileName {
    fn from(file: &DefaultsFile) -> Self {
        FileName(file.as_str().to_owned())
    }
}

text! {
    /// A file beside the blueprint: a path relative to its folder, with `/`, never leading out of it.
    FileName, "file-name", r"^(?!/)(?!(.*/)?\.\.(/|$))[^\\\u0000-\u001f\u007f]+$", "saml/client-vpn.xml",
    |text| {
        let fine = !text.is_empty() && !text.starts_with('/')
            && !text.contains(|letter: char| letter == '\\' || letter.is_control())
            && !text.split('/').any(|part| part == "..");
        if fine { return Ok(()); }
        Err(Invalid::new(
            format!("`{text}` is not a file in the blueprint's folder"),
            "a relative path with `/` and without `..`, such as saml/client-vpn.xml",
        ).help("copy the file into a folder beside the blueprint"))
    }
}
