//! How long a certificate is valid.

use crate::Error;
use time::{Duration, OffsetDateTime};

/// The clocks of those who make a certificate and those who check it differ, so validity begins a little in the past.
pub(crate) const ALLOWANCE: Duration = Duration::HOUR;

/// How long a certificate is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The first moment.
    pub from: OffsetDateTime,
    /// The last moment.
    pub until: OffsetDateTime,
    /// Whether it is shorter than asked for, because the CA ends first.
    pub ends_with_ca: bool,
}

impl Term {
    /// A number of days from about now on.
    pub fn days(days: u32, now: OffsetDateTime) -> Result<Term, Error> {
        let from = now.replace_nanosecond(0).unwrap_or(now) - ALLOWANCE;
        let until = from.checked_add(Duration::days(days.into())).filter(|until| until.year() <= 9999);
        Ok(Term { from, until: until.ok_or(Error::TooManyDays(days))?, ends_with_ca: false })
    }

    /// The part of it that is within the CA's own: a certificate that outlives its CA is refused anyway.
    #[must_use]
    pub(crate) fn within(self, ca: Term) -> Term {
        let from = self.from.max(ca.from);
        if self.until > ca.until { Term { from, until: ca.until, ends_with_ca: true } } else { Term { from, ..self } }
    }
}
