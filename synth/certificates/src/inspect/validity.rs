//! Dates: of certificates and of revocation lists.

use super::chain::Issuer;
use super::{All, Terms};
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::rule::certificate::{
    CERTIFICATE_EXPIRED, CERTIFICATE_EXPIRES_SOON, CERTIFICATE_NOT_YET_VALID, CERTIFICATE_OUTLIVES_CA, CRL_EXPIRED,
    CRL_EXPIRES_SOON,
};

/// Adds the faults.
pub(super) fn check(all: &All, issuers: &[Issuer], terms: Terms, faults: &mut Vec<(usize, Fault)>) {
    for (at, issuer) in all.certificates.iter().zip(issuers) {
        let (certificate, title) = (at.it, at.it.title());
        let (left, end) = (terms.days_left(certificate.until), certificate.until.date());
        let fault = if certificate.until < terms.now {
            let help = if certificate.ca {
                "make a new set with `cvpn cert new`; everyone needs a new profile"
            } else {
                "renew it: `cvpn cert renew` keeps the CA and the name, so that profiles keep working"
            };
            Some(Fault::new(&CERTIFICATE_EXPIRED, at.span, format!("{title} expired on {end}")).help(help))
        } else if certificate.from > terms.now {
            let from = certificate.from;
            let (hour, minute, _) = from.time().as_hms();
            let message = format!("{title} is valid from {} {hour:02}:{minute:02} UTC on", from.date());
            Some(Fault::new(&CERTIFICATE_NOT_YET_VALID, at.span, message).help("wait, or set the clock right"))
        } else if left < i64::from(terms.warn_days) {
            let message = format!("{title} expires on {end}, in {}", days(left));
            let help = if certificate.ca {
                "prepare a new set with `cvpn cert new` and hand out new profiles before: all its certificates end too"
            } else {
                "renew it: `cvpn cert renew` keeps the CA and the name, so that profiles keep working"
            };
            Some(Fault::new(&CERTIFICATE_EXPIRES_SOON, at.span, message).help(help))
        } else {
            None
        };
        faults.extend(fault.map(|fault| (at.file, fault)));
        let ca = issuer.signer().map(|index| all.certificates[index].it);
        if let Some(ca) = ca.filter(|ca| ca.until < certificate.until) {
            let message = format!("{title} is valid until {end}, and its CA only until {}", ca.until.date());
            let fault = Fault::new(&CERTIFICATE_OUTLIVES_CA, at.span, message);
            faults.push((at.file, fault.help("count on the earlier date; a new CA means a new profile for everyone")));
        }
    }
    for at in &all.lists {
        let Some(until) = at.it.until else { continue };
        let (left, end) = (terms.days_left(until), until.date());
        let help = "make it anew with `cvpn cert revoke --refresh`, and import it";
        let fault = if until < terms.now {
            Fault::new(&CRL_EXPIRED, at.span, format!("the revocation list of {} expired on {end}", at.it.issuer))
        } else if left < i64::from(terms.warn_days) {
            let message = format!("the revocation list of {} expires on {end}, in {}", at.it.issuer, days(left));
            Fault::new(&CRL_EXPIRES_SOON, at.span, message)
        } else {
            continue;
        };
        faults.push((at.file, fault.help(help)));
    }
}

fn days(count: i64) -> String {
    match count {
        0 => "less than a day".to_owned(),
        1 => "1 day".to_owned(),
        _ => format!("{count} days"),
    }
}
