//! The rules. One rule a file, named as its code; its doc comment is what `cvpn explain CODE` prints.
//!
//! A rule adds faults, nothing else. Rules do not depend on one another: each looks at what it needs and stays silent
//! where another rule has already spoken for the cause. To add one: its file, its line in `rules!` below, its
//! test.

use crate::circumstances::Circumstances;
use crate::fault::{Fault, Severity};
use crate::model::Blueprint;

/// Declares a rule: its documentation, its name in code, its code, its severity, its check.
macro_rules! rule {
    ($(#[doc = $doc:literal])+ $name:ident = $code:literal, $severity:ident $(, $check:expr)?) => {
        $(#[doc = $doc])+
        pub static $name: $crate::rule::Rule = $crate::rule::Rule {
            code: $code,
            severity: $crate::fault::Severity::$severity,
            doc: concat!($($doc, "\n"),+),
            check: check_or_none!($($check)?),
        };
    };
}

macro_rules! check_or_none {
    () => {
        None
    };
    ($check:expr) => {
        Some($check)
    };
}

pub(crate) use {check_or_none, rule};

pub mod acceptance;
pub mod certificate;
pub mod expectation;
pub mod form;
pub mod live;
pub mod plan;
pub mod profile;
pub mod stack_set;
mod twice;

/// A rule: a code, how much its faults weigh, what it is about, and how it finds them.
#[derive(Debug)]
pub struct Rule {
    /// The code, in kebab-case.
    pub code: &'static str,
    /// How much its faults weigh.
    pub severity: Severity,
    /// Its documentation, in Markdown.
    pub doc: &'static str,
    /// How it looks at a blueprint. `None` where the reader, the compiler or the check of a neighbour finds the fault.
    pub check: Option<fn(&Context, &mut Vec<Fault>)>,
}

impl Rule {
    /// Its documentation without the space that its lines start with in the source.
    pub fn text(&self) -> String {
        let lines = self.doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n").trim().to_owned()
    }

    /// The first paragraph of its documentation, which is one sentence, in one line.
    pub fn summary(&self) -> String {
        self.text().split("\n\n").next().unwrap_or_default().replace('\n', " ")
    }
}

/// What a rule may look at.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The blueprint.
    pub blueprint: &'a Blueprint,
    /// What is known besides.
    pub circumstances: &'a Circumstances,
}

/// Declares the rules' files and collects what they declare.
macro_rules! rules {
    ($($file:ident: $($name:ident),+;)+) => {
        $(pub mod $file;)+

        /// All rules that look at a blueprint.
        static CHECKS: &[&Rule] = &[$($(&$file::$name),+),+];
    };
}

rules! {
    tag_count: TAG_COUNT;
    client_cidr_size: CLIENT_CIDR_SIZE;
    client_cidr_overlap: CLIENT_CIDR_OVERLAP;
    client_cidr_range: CLIENT_CIDR_RANGE;
    client_cidr_capacity: CLIENT_CIDR_CAPACITY;
    network_kind: NETWORK_KIND;
    vpc_cidr_missing: VPC_CIDR_MISSING;
    transit_gateway_parts: TRANSIT_GATEWAY_PARTS;
    subnet_missing: SUBNET_MISSING;
    single_subnet: SINGLE_SUBNET;
    duplicate_availability_zone: DUPLICATE_AVAILABILITY_ZONE;
    duplicate_subnet: DUPLICATE_SUBNET;
    subnet_size: SUBNET_SIZE;
    subnet_overlap: SUBNET_OVERLAP;
    subnet_outside_vpc: SUBNET_OUTSIDE_VPC;
    zone_region: ZONE_REGION;
    network_ipv6: NETWORK_IPV6;
    route_to_vpc: ROUTE_TO_VPC;
    route_inside_vpc: ROUTE_INSIDE_VPC;
    duplicate_route: DUPLICATE_ROUTE;
    ipv6_route: IPV6_ROUTE;
    route_count: ROUTE_COUNT;
    split_tunnel_default_route: SPLIT_TUNNEL_DEFAULT_ROUTE;
    full_tunnel_no_default_route: FULL_TUNNEL_NO_DEFAULT_ROUTE;
    full_tunnel_no_dns: FULL_TUNNEL_NO_DNS;
    security_group_count: SECURITY_GROUP_COUNT;
    dns_servers: DNS_SERVERS;
    connection_count: CONNECTION_COUNT;
    connect_handler_name: CONNECT_HANDLER_NAME;
    arn_placement: ARN_PLACEMENT;
    china_region: CHINA_REGION;
    rule_subject: RULE_SUBJECT;
    duplicate_rule: DUPLICATE_RULE;
    shadowed_rule: SHADOWED_RULE;
    rule_count: RULE_COUNT;
    traffic_family: TRAFFIC_FAMILY;
    rule_without_route: RULE_WITHOUT_ROUTE;
    route_without_rule: ROUTE_WITHOUT_RULE;
    no_access_rule: NO_ACCESS_RULE;
    client_to_client_rule: CLIENT_TO_CLIENT_RULE;

    identity_center_missing: IDENTITY_CENTER_MISSING;
    authentication_combination: AUTHENTICATION_COMBINATION;
    portal_authentication: PORTAL_AUTHENTICATION;
    portal_application: PORTAL_APPLICATION;
    same_application: SAME_APPLICATION;
    application_instance: APPLICATION_INSTANCE;
    dangling_group: DANGLING_GROUP;
    foreign_group: FOREIGN_GROUP;
    reserved_group: RESERVED_GROUP;
    unused_group: UNUSED_GROUP;
    group_kind: GROUP_KIND;
    duplicate_group_id: DUPLICATE_GROUP_ID;
    nobody_assigned: NOBODY_ASSIGNED;
    managed_source: MANAGED_SOURCE;
    dangling_user: DANGLING_USER;
    unused_user: UNUSED_USER;
    duplicate_member: DUPLICATE_MEMBER;
    duplicate_email: DUPLICATE_EMAIL;
    certificate_only_groups: CERTIFICATE_ONLY_GROUPS;
    mfa_external: MFA_EXTERNAL;
    mfa_off: MFA_OFF;
    cloudformation_users: CLOUDFORMATION_USERS;
    saml_metadata_missing: SAML_METADATA_MISSING;
    saml_metadata: SAML_METADATA;
    saml_certificate: SAML_CERTIFICATE_EXPIRED, SAML_CERTIFICATE_EXPIRING;
    portal_metadata_same: PORTAL_METADATA_SAME;
    posture_provider: POSTURE_PROVIDER;
    posture_key: POSTURE_KEY;
    policy_size: POLICY_SIZE;
    policy_syntax: POLICY_SYNTAX;
    policy_type: POLICY_TYPE;
    policy_permits_nothing: POLICY_PERMITS_NOTHING;
    policy_namespace: POLICY_NAMESPACE;
    policy_attribute: POLICY_ATTRIBUTE;
    policy_guard: POLICY_GUARD;
    policy_unchecked: POLICY_UNCHECKED;
    policy_enforced: POLICY_ENFORCED;
    policy_without_posture: POLICY_WITHOUT_POSTURE;
    context_without_policy: CONTEXT_WITHOUT_POLICY;
    logging_off: LOGGING_OFF;
    topic_count: TOPIC_COUNT;
    terraform_unsupported: TERRAFORM_UNSUPPORTED;
}

/// All rules: of form, of the blueprint, of the plan, of a fleet, of expectations, certificates and profiles, and of what is
/// live.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let blueprint = form::ALL
        .iter()
        .chain(CHECKS)
        .chain(acceptance::ALL)
        .chain(plan::ALL)
        .chain(stack_set::ALL)
        .chain(crate::fleet::ALL);
    blueprint.chain(expectation::ALL).chain(certificate::ALL).chain(profile::ALL).chain(live::ALL).copied()
}

/// The rule with a code.
pub fn by_code(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code == code)
}

/// Runs all rules that look at a blueprint.
pub(crate) fn run(context: &Context, faults: &mut Vec<Fault>) {
    for rule in CHECKS {
        if let Some(check) = rule.check {
            check(context, faults);
        }
    }
}
