//! Compiles a checked blueprint: lower it to resources, the resources to documents, the documents to text.
//!
//! ```text
//! Checked ──► lower ──► stack::Plan ──► target::cfn, target::hcl ──► artifact::Artifact
//!    │                  resources        documents                   path + text
//!    └──────────────────────────────► runbook ────────────────────►
//!                                      steps
//! ```
//!
//! A blueprint built in Rust compiles as one read from YAML does:
//!
//! ```
//! use cvpn_blueprint::model::{
//!     AccessRule, Application, Blueprint, Endpoint, Group, IdentityCenter, Network, ServerCertificate, Subnet, Vpc,
//! };
//! use cvpn_blueprint::{Circumstances, check};
//! use cvpn_compiler::synthesize;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let metadata = include_str!("../../../blueprints/gallery/saml/client-vpn.xml");
//! let certificate = "arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";
//! let application = "arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef";
//! let mut vpn = Blueprint::new(
//!     "corp-vpn".parse()?,
//!     "111122223333".parse()?,
//!     "ap-northeast-1".parse()?,
//!     Endpoint::new("192.168.0.0/22".parse()?, ServerCertificate::Arn(certificate.parse()?)),
//!     Network {
//!         vpc: Some(Vpc { id: "vpc-0123456789abcdef0".parse()?, cidrs: vec!["10.0.0.0/16".parse()?] }),
//!         subnets: ["a", "c"]
//!             .iter()
//!             .zip(["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"])
//!             .zip(["10.0.10.0/24", "10.0.20.0/24"])
//!             .map(|((zone, id), cidr)| {
//!                 let availability_zone = format!("ap-northeast-1{zone}").parse()?;
//!                 Ok(Subnet { id: id.parse()?, availability_zone, cidr: cidr.parse()? })
//!             })
//!             .collect::<Result<_, cvpn_blueprint::types::Invalid>>()?,
//!         ..Network::default()
//!     },
//! );
//! let mut center = IdentityCenter::new(Application {
//!     name: "AWS Client VPN".parse()?,
//!     arn: Some(application.parse()?),
//!     metadata: Some("saml/client-vpn.xml".parse()?),
//! });
//! center.identity_store_id = Some("d-0123456789".parse()?);
//! center.groups.insert("Staff".parse()?, Group::default());
//! vpn.identity_center = Some(center);
//! vpn.access.push(AccessRule::groups("10.0.1.0/24".parse()?, ["Staff".parse()?]));
//!
//! // The caller reads the files that a blueprint names; the check reads none.
//! let files = [("saml/client-vpn.xml".parse()?, Ok(metadata.to_owned()))].into();
//! let (checked, faults) = check(vpn, Circumstances { files, ..Circumstances::default() });
//! let checked = checked.ok_or_else(|| format!("{faults:?}"))?;
//! let output = synthesize(&checked, "1.0.0");
//! let paths: Vec<&str> = output.artifacts.iter().map(|artifact| artifact.path.as_str()).collect();
//! assert!(paths.contains(&"cloudformation/vpn.template.json"));
//! assert!(paths.contains(&"terraform/endpoint.tf"));
//! # Ok(())
//! # }
//! ```
//!
//! Pure: no clock, no environment, no files, no network. The same blueprint gives the same bytes everywhere.

pub mod artifact;
mod changes;
mod dynamic;
pub mod lower;
pub mod permission;
pub mod resource;
pub mod runbook;
pub mod show;
pub mod stack;
pub mod stack_set;
pub mod target;
pub mod workflow;

mod synthesize;

pub use changes::changes;
pub use runbook::{Language, runbook};
pub use synthesize::{Synthesis, compile, synthesize};
