//! The price table: what AWS charges in a Region, since when, and who says so.

use cvpn_blueprint::types::Region;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Prices by Region. A Region or a price that is not in it is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    regions: BTreeMap<String, BTreeMap<Unit, Price>>,
}

/// What is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// An hour of a subnet's association, whether somebody is connected or not.
    AssociationHour,
    /// An hour of a connection.
    ConnectionHour,
    /// A gigabyte taken in by CloudWatch Logs.
    LogGigabyte,
    /// A month of a CloudWatch alarm.
    AlarmMonth,
}

/// A price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// The price, in US dollars.
    pub usd: Decimal,
    /// When it was so.
    pub date: String,
    /// Who says so.
    pub source: String,
    /// Whether it goes back to the price list of AWS. Others repeat figures of their own, which nobody has compared.
    #[serde(default = "yes")]
    pub confirmed: bool,
}

fn yes() -> bool {
    true
}

/// Far more than AWS charges for any of them; a price above it is a slip of the decimal point.
const MOST: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

impl Prices {
    /// The table that the program carries.
    pub fn embedded() -> Self {
        Self::read(include_str!("prices.json")).expect("the table is right")
    }

    /// Reads a table, or says what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        let prices: Prices = serde_json::from_str(text).map_err(|error| error.to_string())?;
        for (region, table) in &prices.regions {
            if let Some(price) = table.values().find(|price| price.usd < Decimal::ZERO || price.usd > MOST) {
                return Err(format!("a price of `{region}` is {}, which is not between 0 and {MOST}", price.usd));
            }
        }
        Ok(prices)
    }

    /// This table with the prices of another in place of its own.
    #[must_use]
    pub fn with(mut self, other: Prices) -> Self {
        for (region, table) in other.regions {
            self.regions.entry(region).or_default().extend(table);
        }
        self
    }

    /// The price of something in a Region.
    pub fn get(&self, region: &Region, unit: Unit) -> Option<&Price> {
        self.regions.get(region.as_str())?.get(&unit)
    }
}
