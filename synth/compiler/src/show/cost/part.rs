//! The parts of an estimate.

use super::{MONTH, Part, Prices, Unit, money, tidy};
use crate::lower::monitoring::watched;
use cvpn_blueprint::model::{Blueprint, ServerCertificate};
use rust_decimal::Decimal;

/// What one connected hour adds to the log, in gigabytes: a few entries of about a kilobyte at the start and the end of
/// a connection of eight hours. A guess on the high side; the part stays far below a dollar.
const LOGGED: Decimal = Decimal::from_parts(5, 0, 0, false, 7);

/// What the parts are made from.
pub(super) struct Parts<'a> {
    pub blueprint: &'a Blueprint,
    pub prices: &'a Prices,
}

impl Parts<'_> {
    /// All parts, the associations first.
    pub fn all(&self) -> Vec<Part> {
        let mut parts = vec![self.associations(), self.connections()];
        if self.blueprint.endpoint.logging.enabled {
            parts.push(self.log());
        }
        let alarms = watched(self.blueprint).len();
        if alarms > 0 {
            parts.push(self.part("Alarms", Unit::AlarmMonth, "alarms", Some(alarms.into()), String::new()));
        }
        parts.push(self.certificate());
        parts
    }

    fn associations(&self) -> Part {
        let network = &self.blueprint.network;
        let count = network.associations();
        let hours = Decimal::from(count) * Decimal::from(MONTH);
        let how = format!("{count} × {MONTH} h");
        let mut part = self.part("Associations", Unit::AssociationHour, "hours", Some(hours), how);
        if network.transit_gateway.is_some() {
            let at_most = part.cost.take();
            let mut note = "how AWS charges associations with a transit gateway is not confirmed".to_owned();
            if let Some(cost) = at_most {
                note += &format!("; charged as a subnet for each zone, it would be {}", money(cost));
            }
            part.note = Some(note);
        }
        part
    }

    /// The hours that all people are connected for in a month, and where the number comes from.
    fn connected(&self) -> (Option<Decimal>, String) {
        let capacity = self.blueprint.capacity.as_ref();
        let people = capacity.and_then(|capacity| match (capacity.users, capacity.concurrent) {
            (Some(users), _) => Some((users, "people")),
            (None, Some(concurrent)) => Some((concurrent, "people at a time")),
            (None, None) => None,
        });
        let hours = capacity.and_then(|capacity| capacity.hours_per_month);
        match (people, hours) {
            (Some((people, who)), Some(hours)) => {
                (Some(Decimal::from(people) * Decimal::from(hours)), format!("{people} {who} × {hours} h"))
            }
            (None, Some(_)) => (None, "`capacity.users` is not given".to_owned()),
            (Some(_), None) => (None, "`capacity.hours_per_month` is not given".to_owned()),
            (None, None) => (None, "`capacity.users` and `capacity.hours_per_month` are not given".to_owned()),
        }
    }

    fn connections(&self) -> Part {
        let (hours, how) = self.connected();
        self.part("Connections", Unit::ConnectionHour, "hours", hours, how)
    }

    fn log(&self) -> Part {
        let (hours, how) = self.connected();
        let how = if hours.is_some() { "guessed: 4 kB for 8 h connected".to_owned() } else { how };
        self.part("Connection log", Unit::LogGigabyte, "GB", hours.map(|hours| (hours * LOGGED).normalize()), how)
    }

    fn certificate(&self) -> Part {
        let how = match &self.blueprint.endpoint.server_certificate {
            ServerCertificate::DnsValidated(_) => "public, issued by ACM",
            ServerCertificate::Issued(_) => "imported into ACM",
            ServerCertificate::Arn(_) => "in ACM already; a private CA of AWS would cost on its own",
        };
        Part {
            part: "Server certificate",
            quantity: Some(Decimal::ONE),
            unit: "certificate",
            how: how.to_owned(),
            price: None,
            cost: Some(Decimal::ZERO),
            note: None,
        }
    }

    fn part(&self, part: &'static str, of: Unit, unit: &'static str, quantity: Option<Decimal>, how: String) -> Part {
        let price = self.prices.get(&self.blueprint.region, of).cloned();
        let cost = quantity.zip(price.as_ref()).map(|(quantity, price)| tidy(quantity * price.usd));
        let note = match &price {
            Some(price) if !price.confirmed => Some("the price is not confirmed by AWS".to_owned()),
            Some(_) => None,
            None => Some(format!("the price in {} is not known", self.blueprint.region)),
        };
        Part { part, quantity, unit, how, price, cost, note }
    }
}
