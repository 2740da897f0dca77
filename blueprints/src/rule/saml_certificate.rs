//! `saml-certificate-expired` and `saml-certificate-expiring`: one look at the same certificates, when
//! `saml-metadata` reads the file.

use crate::fault::{Fault, Path};
use crate::saml::Metadata;
use time::Date;

/// As many as the alarm for it: rotation needs an administrator, and up to five hours to take effect.
const DAYS: i64 = 60;

rule! {
    /// Every signing certificate in a metadata file has expired.
    ///
    /// Client VPN then refuses what the identity provider signs, and nobody can sign in. Identity Center makes
    /// certificates that last five years by default.
    ///
    /// On the application's page choose Manage certificate, generate a new certificate, download the metadata again, and
    /// replace the file.
    ///
    /// Source: IAM Identity Center user guide, "Manage IAM Identity Center certificates".
    SAML_CERTIFICATE_EXPIRED = "saml-certificate-expired", Error
}

rule! {
    /// The last signing certificate in a metadata file expires within 60 days.
    ///
    /// When it has, nobody can sign in. To rotate it without a gap, generate a new certificate in the console, deploy
    /// the new metadata, which Client VPN follows within five hours, and only then set the new certificate as active.
    ///
    /// Source: IAM Identity Center user guide, "Rotate an IAM Identity Center certificate".
    SAML_CERTIFICATE_EXPIRING = "saml-certificate-expiring", Warning
}

/// Whether the last signing certificate of a metadata file has expired or soon will.
pub fn expiry(place: &Path, file: &str, metadata: &Metadata, today: Date) -> Option<Fault> {
    let last = *metadata.valid_until.iter().max()?;
    let days = (last - today).whole_days();
    if days < 0 {
        let message = format!("the signing certificate in `{file}` expired on {last}, so nobody can sign in");
        let fault = Fault::new(&SAML_CERTIFICATE_EXPIRED, place.clone(), message);
        return Some(fault.help("generate a new certificate on the application's page, and download the metadata again"));
    }
    (days < DAYS).then(|| {
        let when = match days {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            more => format!("in {more} days"),
        };
        let message = format!("the signing certificate in `{file}` expires on {last}, {when}");
        Fault::new(&SAML_CERTIFICATE_EXPIRING, place.clone(), message).help(
            "generate a new certificate on the application's page and deploy its metadata, before you set it as active",
        )
    })
}
