//! What a VPN costs a month, part by part, as far as the prices and the blueprint say.
//!
//! Money is exact: decimal numbers, rounded only where they are printed.

mod part;
pub mod prices;
mod print;

pub use prices::{Price, Prices, Unit};
pub use print::{human, markdown, money};
pub(super) use print::{notes, row, total};

use cvpn_blueprint::model::{Blueprint, IdentitySource};
use part::Parts;
use rust_decimal::Decimal;
use serde::Serialize;

/// Hours of a month of 30 days.
pub const MONTH: u32 = 24 * 30;
/// Hours of a month in which people work: 22 days of 12 hours.
pub const WORKING: u32 = 22 * 12;

/// An estimate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The VPN.
    pub name: String,
    /// Its Region.
    pub region: String,
    /// The hours that a month has.
    pub hours: u32,
    /// The parts, each with its cost.
    pub parts: Vec<Part>,
    /// The sum of all costs that are known, in US dollars.
    pub total: Decimal,
    /// Whether all costs are known.
    pub complete: bool,
    /// What is saved without associations while nobody works.
    pub saving: Option<Saving>,
    /// What costs on its own and is not in the estimate.
    pub left_out: Vec<&'static str>,
}

/// A part of the estimate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// What it is.
    pub part: &'static str,
    /// How much of it there is in a month.
    pub quantity: Option<Decimal>,
    /// In what it is counted.
    pub unit: &'static str,
    /// Where the quantity comes from.
    pub how: String,
    /// The price of one.
    pub price: Option<Price>,
    /// The cost in a month, in US dollars.
    pub cost: Option<Decimal>,
    /// What to know about it.
    pub note: Option<String>,
}

/// What is saved without associations while nobody works.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Saving {
    /// The hours of a month with associations.
    pub hours: u32,
    /// What is saved in a month, in US dollars.
    pub saved: Decimal,
    /// What is left of the total.
    pub total: Decimal,
}

/// Estimates a blueprint's cost. `working`: the hours of a month for which associations would be kept.
pub fn estimate(blueprint: &Blueprint, prices: &Prices, working: u32) -> Estimate {
    let parts = Parts { blueprint, prices }.all();
    let costs = || parts.iter().map(|part| part.cost);
    let total = tidy(costs().flatten().sum());
    let saving = saving(blueprint, &parts, working.min(MONTH), total);
    Estimate {
        name: blueprint.name.to_string(),
        region: blueprint.region.to_string(),
        hours: MONTH,
        total,
        complete: costs().all(|cost| cost.is_some()),
        saving,
        left_out: left_out(blueprint),
        parts,
    }
}

/// Associations are the first part.
fn saving(blueprint: &Blueprint, parts: &[Part], working: u32, total: Decimal) -> Option<Saving> {
    let price = parts.first()?.price.as_ref()?;
    parts.first()?.cost?;
    let associations = Decimal::from(blueprint.network.associations());
    let saved = associations * Decimal::from(MONTH - working) * price.usd;
    Some(Saving { hours: working, saved: tidy(saved), total: tidy(total - saved) })
}

/// Money with cents and, where they matter, parts of a cent.
fn tidy(usd: Decimal) -> Decimal {
    let mut usd = usd.normalize();
    if usd.scale() < 2 {
        usd.rescale(2);
    }
    usd
}

fn left_out(blueprint: &Blueprint) -> Vec<&'static str> {
    let endpoint = &blueprint.endpoint;
    let directory = endpoint.authentication.as_ref().is_some_and(|methods| methods.directory.is_some());
    let source = blueprint.identity_center.as_ref().map(|center| center.source);
    let parts = [
        (true, "data transfer"),
        (!endpoint.split_tunnel, "a NAT gateway and public IPv4 addresses for the way to the internet"),
        (blueprint.network.transit_gateway.is_some(), "the attachments and the data of the transit gateway"),
        (directory || source == Some(IdentitySource::ActiveDirectory), "the directory"),
        (endpoint.connect_handler.is_some(), "the Lambda function of the connect handler"),
        (endpoint.logging.enabled, "storage of the log"),
        (endpoint.logging.enabled && endpoint.logging.kms_key_arn.is_some(), "requests to the KMS key"),
        (true, "taxes, free tiers and discounts"),
    ];
    parts.into_iter().filter_map(|(there, part)| there.then_some(part)).collect()
}
