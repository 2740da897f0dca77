//! How long to wait.

use std::time::Duration;

/// How long to wait, as a part of what AWS deserves. Tests against a stand-in wait a hundredth of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace(f64);

impl Default for Pace {
    fn default() -> Self {
        Pace(1.0)
    }
}

impl Pace {
    /// A part between a thousandth and the whole.
    pub fn new(part: f64) -> Option<Self> {
        (0.001..=1.0).contains(&part).then_some(Pace(part))
    }

    /// A time at this pace.
    pub fn of(self, time: Duration) -> Duration {
        time.mul_f64(self.0)
    }

    /// Waits a time at this pace, a quarter more or less, so that two runs do not ask at the same moments.
    pub async fn wait(self, time: Duration) {
        tokio::time::sleep(self.of(time).mul_f64(0.75 + fastrand::f64() / 2.0)).await;
    }
}
