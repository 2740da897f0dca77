//! Today, for rules about expiry.

use crate::failure::Failure;
use cvpn_blueprint::Date;
use std::env;
use time::OffsetDateTime;

/// The variable that stands for the clock in reproducible builds, in seconds since 1970.
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// Now in UTC, or the time that `SOURCE_DATE_EPOCH` gives.
pub fn now() -> Result<OffsetDateTime, Failure> {
    let Some(seconds) = env::var_os(VARIABLE).filter(|seconds| !seconds.is_empty()) else {
        return Ok(OffsetDateTime::now_utc());
    };
    let seconds = seconds.to_string_lossy();
    let time = seconds.parse().ok().and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok());
    time.ok_or_else(|| {
        Failure::new(format!("{VARIABLE} is {seconds:?}")).help("set it to whole seconds since 1970-01-01, or unset it")
    })
}

/// The date of [`now`].
pub fn today() -> Result<Date, Failure> {
    now().map(OffsetDateTime::date)
}
