//! The plan of a VPN: its resources in the order in which they were added, each placed in an account and a Region.

use super::id::LogicalId;
use super::value::{Attribute, Reference, Value};
use crate::resource::Resource;
use cvpn_blueprint::types::{AccountId, AvailabilityZone, Region, SubnetId};
use std::collections::BTreeMap;
use std::marker::PhantomData;

/// Where a resource lives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placement {
    /// The account.
    pub account: AccountId,
    /// The Region.
    pub region: Region,
}

/// A resource in the plan, for making references to it. Only [`Plan::add`] gives one out, so no reference can dangle
/// and none can form a cycle.
#[derive(Debug)]
pub struct Handle<R> {
    index: usize,
    resource: PhantomData<R>,
}

impl<R> Clone for Handle<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Handle<R> {}

impl<R> Handle<R> {
    /// An attribute of the resource. Each resource's file offers its own.
    pub(crate) fn attribute<T>(self, attribute: Attribute) -> Value<T> {
        Value::Of(Reference { resource: self.index, attribute }, PhantomData)
    }

    /// The resource without its type, for [`Plan::after`].
    pub(crate) fn index(self) -> usize {
        self.index
    }
}

/// A resource with its place and its name.
#[derive(Debug)]
pub struct Placed {
    /// Whether it lives with Identity Center instead of the endpoint.
    pub identity: bool,
    /// Its name.
    pub id: LogicalId,
    /// The resource.
    pub resource: Box<dyn Resource>,
    /// Resources that must exist before it although it does not refer to them.
    pub after: Vec<usize>,
}

/// All resources of a VPN.
#[derive(Debug)]
pub struct Plan {
    /// The name of the blueprint.
    pub name: String,
    /// Where the endpoint lives.
    pub endpoint: Placement,
    /// Where Identity Center lives.
    pub identity: Placement,
    /// The domain in the server certificate, where the blueprint knows it.
    pub server_domain: Option<String>,
    /// The kind of server certificate, as the blueprint's key says it.
    pub server_certificate: &'static str,
    /// The associated subnets, by zone. A subnet's resource does not say its zone, but AWS takes one subnet in each.
    pub subnets: BTreeMap<AvailabilityZone, SubnetId>,
    /// The resources.
    pub resources: Vec<Placed>,
}

impl Plan {
    /// A plan without resources.
    pub fn new(name: String, endpoint: Placement, identity: Placement) -> Self {
        Plan {
            name,
            endpoint,
            identity,
            server_domain: None,
            server_certificate: "arn",
            subnets: BTreeMap::new(),
            resources: Vec::new(),
        }
    }

    /// Whether Identity Center lives elsewhere than the endpoint.
    pub fn apart(&self) -> bool {
        self.endpoint != self.identity
    }

    /// Adds a resource beside the endpoint or beside Identity Center, as its type says.
    pub fn add<R: Resource + 'static>(&mut self, resource: R) -> Handle<R> {
        let id = resource.id();
        debug_assert!(
            !self.resources.iter().any(|placed| placed.id == id && placed.resource.hcl_type() == resource.hcl_type()),
            "{id:?} twice"
        );
        self.resources.push(Placed {
            identity: resource.with_identity(),
            id,
            resource: Box::new(resource),
            after: Vec::new(),
        });
        Handle { index: self.resources.len() - 1, resource: PhantomData }
    }

    /// Says that a resource must be made after another one. Whoever says so of many goes through them in one order, so
    /// that there is no way back.
    pub fn after(&mut self, later: usize, earlier: usize) {
        debug_assert_ne!(earlier, later, "a resource does not wait for itself");
        let after = &mut self.resources[later].after;
        if !after.contains(&earlier) {
            after.push(earlier);
        }
    }
}
