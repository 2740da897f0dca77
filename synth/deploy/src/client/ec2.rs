//! EC2: networks, and Client VPN endpoints with all that belongs to them.

use super::actions;
use super::query::{Parameters, Query};
use super::wire::suffix;
use crate::error::{Error, Result};
use aws_types::SdkConfig;
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

actions! {
    DESCRIBE_VPCS = "ec2:DescribeVpcs",
    DESCRIBE_SUBNETS = "ec2:DescribeSubnets",
    DESCRIBE_SECURITY_GROUPS = "ec2:DescribeSecurityGroups",
    DESCRIBE_TRANSIT_GATEWAYS = "ec2:DescribeTransitGateways",
    DESCRIBE_ENDPOINTS = "ec2:DescribeClientVpnEndpoints",
    DESCRIBE_ASSOCIATIONS = "ec2:DescribeClientVpnTargetNetworks",
    DESCRIBE_RULES = "ec2:DescribeClientVpnAuthorizationRules",
    DESCRIBE_ROUTES = "ec2:DescribeClientVpnRoutes",
    DESCRIBE_CONNECTIONS = "ec2:DescribeClientVpnConnections",
    TERMINATE_CONNECTIONS = "ec2:TerminateClientVpnConnections",
    EXPORT_PROFILE = "ec2:ExportClientVpnClientConfiguration",
    IMPORT_LIST = "ec2:ImportClientVpnClientCertificateRevocationList",
    EXPORT_LIST = "ec2:ExportClientVpnClientCertificateRevocationList",
    CREATE_ENDPOINT = "ec2:CreateClientVpnEndpoint",
    MODIFY_ENDPOINT = "ec2:ModifyClientVpnEndpoint",
    ASSOCIATE = "ec2:AssociateClientVpnTargetNetwork",
    AUTHORIZE = "ec2:AuthorizeClientVpnIngress",
    CREATE_ROUTE = "ec2:CreateClientVpnRoute",
    CREATE_SECURITY_GROUP = "ec2:CreateSecurityGroup",
    CREATE_TAGS = "ec2:CreateTags",
    DELETE_TAGS = "ec2:DeleteTags",
}

/// An entry of an answer: its own texts, by path (`status.code`), and its lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Texts by path.
    pub texts: BTreeMap<String, String>,
    /// Lists by path.
    pub lists: BTreeMap<String, Vec<Entry>>,
}

impl Entry {
    /// A text; empty if there is none.
    pub fn text(&self, path: &str) -> &str {
        self.texts.get(path).map_or("", String::as_str)
    }

    /// A list; empty if there is none.
    pub fn list(&self, path: &str) -> &[Entry] {
        self.lists.get(path).map_or(&[], Vec::as_slice)
    }

    /// The tags.
    pub fn tags(&self) -> BTreeMap<String, String> {
        self.list("tagSet").iter().map(|tag| (tag.text("key").to_owned(), tag.text("value").to_owned())).collect()
    }

    fn read(node: Node<'_, '_>) -> Self {
        let mut entry = Entry::default();
        entry.add(node, "");
        entry
    }

    fn add(&mut self, node: Node<'_, '_>, path: &str) {
        let mut parts = node.children().filter(Node::is_element).peekable();
        if parts.peek().is_none() {
            self.texts.insert(path.to_owned(), node.text().unwrap_or_default().trim().to_owned());
            return;
        }
        if parts.clone().all(|part| part.tag_name().name() == "item") {
            self.lists.insert(path.to_owned(), parts.map(Entry::read).collect());
            return;
        }
        for part in parts {
            let name = part.tag_name().name();
            let below = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            self.add(part, &below);
        }
    }
}

/// What a deployment would do in EC2, as far as EC2 can be asked.
#[derive(Clone, Copy, Debug)]
pub struct Trial<'a> {
    /// The certificate.
    pub certificate: &'a str,
    /// The endpoint, if there is one.
    pub endpoint: Option<&'a str>,
    /// The subnets; none behind a transit gateway.
    pub subnets: &'a [&'a str],
    /// Whether there are routes.
    pub routes: bool,
    /// The VPC in which a security group is made, if one is.
    pub group_in: Option<&'a str>,
}

impl Trial<'_> {
    fn calls(&self) -> Vec<(super::Action, Parameters)> {
        // An id that no endpoint has: permissions are looked at first.
        let endpoint = self.endpoint.unwrap_or("cvpn-endpoint-00000000000000000");
        let with = |name: &str, value: &str| {
            let mut parameters = of(endpoint);
            parameters.push((name.to_owned(), value.to_owned()));
            parameters
        };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut calls = vec![
            (
                CREATE_ENDPOINT,
                vec![
                    pair("ServerCertificateArn", self.certificate),
                    pair("ClientCidrBlock", "10.255.252.0/22"),
                    pair("Authentication.1.Type", "certificate-authentication"),
                    pair("Authentication.1.MutualAuthentication.ClientRootCertificateChainArn", self.certificate),
                    pair("ConnectionLogOptions.Enabled", "false"),
                ],
            ),
            (MODIFY_ENDPOINT, with("Description", "cvpn")),
            (AUTHORIZE, {
                let mut parameters = with("TargetNetworkCidr", "10.255.252.0/32");
                parameters.push(pair("AuthorizeAllGroups", "true"));
                parameters
            }),
            (CREATE_TAGS, vec![pair("ResourceId.1", endpoint), pair("Tag.1.Key", "Name"), pair("Tag.1.Value", "cvpn")]),
        ];
        if let Some(subnet) = self.subnets.first() {
            calls.push((ASSOCIATE, with("SubnetId", subnet)));
            if self.routes {
                let mut parameters = with("TargetVpcSubnetId", subnet);
                parameters.push(pair("DestinationCidrBlock", "10.255.252.0/32"));
                calls.push((CREATE_ROUTE, parameters));
            }
        }
        if let Some(vpc) = self.group_in {
            calls.push((
                CREATE_SECURITY_GROUP,
                vec![pair("GroupName", "cvpn-trial"), pair("GroupDescription", "cvpn"), pair("VpcId", vpc)],
            ));
        }
        calls
    }
}

/// The calls.
#[derive(Clone, Debug)]
pub struct Ec2(Query);

impl Ec2 {
    /// With these credentials.
    pub(crate) fn new(config: &SdkConfig, region: &str) -> Self {
        Ec2(Query::new(config, "ec2", &format!("https://ec2.{region}.{}", suffix(region)), region, "2016-11-15"))
    }

    // By filters, because with ids the first one that does not exist hides all others.

    /// Those VPCs of some ids that exist.
    pub async fn vpcs(&self, ids: &[&str]) -> Result<Vec<Entry>> {
        self.list(DESCRIBE_VPCS, filter("vpc-id", ids), "vpcSet").await
    }

    /// Those subnets of some ids that exist.
    pub async fn subnets(&self, ids: &[&str]) -> Result<Vec<Entry>> {
        self.list(DESCRIBE_SUBNETS, filter("subnet-id", ids), "subnetSet").await
    }

    /// Those security groups of some ids that exist.
    pub async fn security_groups(&self, ids: &[&str]) -> Result<Vec<Entry>> {
        self.list(DESCRIBE_SECURITY_GROUPS, filter("group-id", ids), "securityGroupInfo").await
    }

    /// Those transit gateways of some ids that exist.
    pub async fn transit_gateways(&self, ids: &[&str]) -> Result<Vec<Entry>> {
        self.list(DESCRIBE_TRANSIT_GATEWAYS, filter("transit-gateway-id", ids), "transitGatewaySet").await
    }

    /// All endpoints of the Region.
    pub async fn endpoints(&self) -> Result<Vec<Entry>> {
        self.list(DESCRIBE_ENDPOINTS, Vec::new(), "clientVpnEndpoint").await
    }

    /// An endpoint. `None` if there is none.
    pub async fn endpoint(&self, id: &str) -> Result<Option<Entry>> {
        let found = self.list(DESCRIBE_ENDPOINTS, numbered("ClientVpnEndpointId", &[id]), "clientVpnEndpoint").await;
        match found {
            Err(error) if error.is(&["InvalidClientVpnEndpointId.NotFound"]) => Ok(None),
            found => Ok(found?.into_iter().next()),
        }
    }

    /// The associations of an endpoint.
    pub async fn associations(&self, endpoint: &str) -> Result<Vec<Entry>> {
        self.list(DESCRIBE_ASSOCIATIONS, of(endpoint), "clientVpnTargetNetworks").await
    }

    /// The authorization rules of an endpoint.
    pub async fn rules(&self, endpoint: &str) -> Result<Vec<Entry>> {
        self.list(DESCRIBE_RULES, of(endpoint), "authorizationRule").await
    }

    /// The routes of an endpoint.
    pub async fn routes(&self, endpoint: &str) -> Result<Vec<Entry>> {
        self.list(DESCRIBE_ROUTES, of(endpoint), "routes").await
    }

    /// The connections of an endpoint, those that ended a while ago among them.
    pub async fn connections(&self, endpoint: &str) -> Result<Vec<Entry>> {
        self.list(DESCRIBE_CONNECTIONS, of(endpoint), "connections").await
    }

    /// Ends a connection.
    pub async fn terminate(&self, endpoint: &str, connection: &str) -> Result<()> {
        let mut parameters = of(endpoint);
        parameters.push(("ConnectionId".into(), connection.into()));
        self.0.call(TERMINATE_CONNECTIONS, parameters).await.map(drop)
    }

    /// The profile of an endpoint, as AWS makes it.
    pub async fn profile(&self, endpoint: &str) -> Result<String> {
        let answer = self.0.call(EXPORT_PROFILE, of(endpoint)).await?;
        Ok(Self::read(&answer)?.text("clientConfiguration").to_owned() + "\n")
    }

    /// Puts a revocation list in place of the one that is there.
    pub async fn import_list(&self, endpoint: &str, list: &str) -> Result<()> {
        let mut parameters = of(endpoint);
        parameters.push(("CertificateRevocationList".into(), list.into()));
        self.0.call(IMPORT_LIST, parameters).await.map(drop)
    }

    /// The revocation list that is there, and its state. `None` if there is none.
    pub async fn revocation_list(&self, endpoint: &str) -> Result<Option<(String, String)>> {
        let answer = self.0.call(EXPORT_LIST, of(endpoint)).await?;
        let entry = Self::read(&answer)?;
        let list = entry.text("certificateRevocationList").to_owned();
        Ok((!list.is_empty()).then(|| (list + "\n", entry.text("status.code").to_owned())))
    }

    /// Sets tags.
    pub async fn tag(&self, resource: &str, tags: &BTreeMap<String, String>) -> Result<()> {
        let mut parameters = numbered("ResourceId", &[resource]);
        for (number, (key, value)) in (1..).zip(tags) {
            parameters.push((format!("Tag.{number}.Key"), key.clone()));
            parameters.push((format!("Tag.{number}.Value"), value.clone()));
        }
        self.0.call(CREATE_TAGS, parameters).await.map(drop)
    }

    /// Takes tags away.
    pub async fn untag(&self, resource: &str, keys: &[&str]) -> Result<()> {
        let mut parameters = numbered("ResourceId", &[resource]);
        parameters.extend((1..).zip(keys).map(|(number, key)| (format!("Tag.{number}.Key"), (*key).to_owned())));
        self.0.call(DELETE_TAGS, parameters).await.map(drop)
    }

    /// Asks EC2 whether what a deployment does would be allowed, without doing it: the actions that are not. Any other
    /// objection than a missing permission is not what was asked.
    pub async fn denied(&self, trial: &Trial<'_>) -> Result<Vec<super::Action>> {
        let mut denied = Vec::new();
        for (action, mut parameters) in trial.calls() {
            parameters.push(("DryRun".into(), "true".into()));
            match self.0.call(action, parameters).await {
                Err(Error::Refused { code, .. }) if code == "UnauthorizedOperation" => denied.push(action),
                Err(error @ Error::Unanswered { .. }) => return Err(error),
                _ => {}
            }
        }
        Ok(denied)
    }

    /// A list of entries, page after page.
    async fn list(&self, action: super::Action, parameters: Parameters, name: &str) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        let mut token: Option<String> = None;
        loop {
            let mut page = parameters.clone();
            page.extend(token.map(|token| ("NextToken".to_owned(), token)));
            let answer = Self::read(&self.0.call(action, page).await?)?;
            entries.extend_from_slice(answer.list(name));
            token = Some(answer.text("nextToken").to_owned()).filter(|token| !token.is_empty());
            if token.is_none() {
                return Ok(entries);
            }
        }
    }

    fn read(answer: &str) -> Result<Entry> {
        let document = Document::parse(answer).map_err(|error| {
            Error::other(format!("EC2 answered with what is no XML: {error}"), "run the same command again")
        })?;
        Ok(Entry::read(document.root_element()))
    }
}

fn of(endpoint: &str) -> Parameters {
    vec![("ClientVpnEndpointId".into(), endpoint.into())]
}

fn filter(name: &str, values: &[&str]) -> Parameters {
    let mut parameters = vec![("Filter.1.Name".to_owned(), name.to_owned())];
    parameters.extend(numbered("Filter.1.Value", values));
    parameters
}

fn numbered(name: &str, values: &[&str]) -> Parameters {
    (1..).zip(values).map(|(number, value)| (format!("{name}.{number}"), (*value).to_owned())).collect()
}
