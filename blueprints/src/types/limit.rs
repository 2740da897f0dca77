//! Numbers of which AWS takes only a few.

use super::scalar::choice;

choice! {
    /// The port of the endpoint, for UDP and TCP alike: 443 or 1194.
    Port(u16), "vpn-port", default 443, [443, 1194], "vpn-port",
    "443 passes most hotel and guest networks"
}

choice! {
    /// Hours after which a session ends: 8, 10, 12 or 24.
    SessionHours(u8), "session-hours", default 24, [8, 10, 12, 24], "session-timeout",
    "8 makes people sign in once a working day"
}

choice! {
    /// Days for which CloudWatch Logs keeps the connection log.
    RetentionDays(u16), "retention-days", default 90,
    [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
    "log-retention",
    "90 is the default here; auditors often ask for 365"
}
