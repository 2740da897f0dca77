//! One order for the lists of a blueprint whose order means nothing.

use super::Blueprint;

impl Blueprint {
    /// The same blueprint, with every list whose order means nothing in one order, so that what is made from it does not
    /// show in which order somebody wrote it.
    #[must_use]
    pub fn in_order(&self) -> Blueprint {
        let mut blueprint = self.clone();
        let Blueprint { identity_center, network, access, monitoring, .. } = &mut blueprint;
        for rule in access.iter_mut() {
            rule.groups.sort();
        }
        access.sort_by(|one, other| {
            let key =
                |rule: &super::AccessRule| (rule.to, rule.everyone, rule.groups.clone(), rule.description.clone());
            key(one).cmp(&key(other))
        });
        for group in identity_center.iter_mut().flat_map(|center| center.groups.values_mut()) {
            group.members.sort();
        }
        network.subnets.sort_by(|one, other| one.id.cmp(&other.id));
        network.routes.sort_by(|one, other| (one.to, &one.description).cmp(&(other.to, &other.description)));
        if let Some(vpc) = &mut network.vpc {
            vpc.cidrs.sort();
        }
        if let Some(gateway) = &mut network.transit_gateway {
            gateway.cidrs.sort();
            gateway.availability_zones.sort();
        }
        if let Some(groups) = &mut network.security_groups {
            groups.sort();
        }
        if let Some(monitoring) = monitoring {
            monitoring.notify.sort();
        }
        blueprint
    }
}
