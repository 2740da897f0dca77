//! An alarm of CloudWatch.
//!
//! CloudFormation `AWS::CloudWatch::Alarm`, Terraform `aws_cloudwatch_metric_alarm`.
//!
//! The dialects agree but for the form of dimensions. Client VPN publishes every five minutes with the dimension
//! `Endpoint`; ACM daily with the dimension `CertificateArn`.

use super::{EndpointId, Resource, cfn_tags, properties};
use crate::permission::{Purpose, Scope, Statements};
use crate::stack::{LogicalId, Value};
use crate::target::{cfn, hcl};
use cvpn_blueprint::types::{CertificateArn, SnsTopicArn};
use serde_json::json;
use std::collections::BTreeMap;

/// An alarm.
#[derive(Debug)]
pub struct Alarm {
    /// The name of the blueprint, the first part of the alarm's name.
    pub of: String,
    /// What is watched.
    pub metric: Metric,
    /// The value at which it goes off.
    pub threshold: u32,
    /// Topics that it tells.
    pub notify: Vec<SnsTopicArn>,
    /// Its tags. Terraform takes them from the provider's default tags.
    pub tags: BTreeMap<String, String>,
}

/// A metric and whose it is.
#[derive(Debug)]
pub struct Metric {
    /// What is watched.
    pub watched: Watched,
    /// The endpoint or certificate.
    pub subject: Subject,
}

/// Whose a metric is.
#[derive(Debug)]
pub enum Subject {
    /// The endpoint's.
    Endpoint(Value<EndpointId>),
    /// The server certificate's.
    Certificate(Value<CertificateArn>),
}

/// What an alarm watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watched {
    /// Days until the signing certificate of the SAML metadata ends.
    IdpCertificate,
    /// Days until the server certificate ends.
    ServerCertificate,
    /// Days until the revocation list of client certificates ends.
    RevocationList,
    /// Failed sign-ins in five minutes.
    AuthenticationFailures,
    /// Connections at a time.
    Connections,
}

/// How a metric is watched: its name, statistic, comparison, period in seconds, and what the alarm means.
struct Form {
    word: &'static str,
    metric: &'static str,
    statistic: &'static str,
    comparison: &'static str,
    period: u32,
    description: &'static str,
}

impl Watched {
    fn form(self) -> Form {
        let days = |word, metric, description| Form {
            word,
            metric,
            statistic: "Minimum",
            comparison: "LessThanThreshold",
            period: 86_400,
            description,
        };
        match self {
            Watched::IdpCertificate => days(
                "idp-certificate",
                "IdpCertDaysToExpiry",
                "The signing certificate of the SAML metadata ends soon; after that nobody can sign in. Rotate it in Identity Center, download the metadata, synthesize and deploy.",
            ),
            Watched::ServerCertificate => days(
                "server-certificate",
                "DaysToExpiry",
                "The server certificate ends soon; after that nobody can connect. Renew it under the same ARN with the same domain and CA, so that profiles keep working.",
            ),
            Watched::RevocationList => days(
                "revocation-list",
                "CrlDaysToExpiry",
                "The revocation list of client certificates ends soon; after that nobody can connect. Import a new one.",
            ),
            Watched::AuthenticationFailures => Form {
                word: "authentication-failures",
                metric: "AuthenticationFailures",
                statistic: "Sum",
                comparison: "GreaterThanOrEqualToThreshold",
                period: 300,
                description: "Many failed sign-ins in five minutes: somebody tries, or the identity provider is broken.",
            },
            Watched::Connections => Form {
                word: "connections",
                metric: "ActiveConnectionsCount",
                statistic: "Maximum",
                comparison: "GreaterThanOrEqualToThreshold",
                period: 300,
                description: "The endpoint is at 80 % of the connections that it can hold.",
            },
        }
    }
}

impl Alarm {
    fn name(&self) -> String {
        format!("{}-{}", self.of, self.metric.watched.form().word)
    }
}

impl Resource for Alarm {
    fn id(&self) -> LogicalId {
        let word = self.metric.watched.form().word;
        let camel: String = word.split('-').map(|part| part[..1].to_uppercase() + &part[1..]).collect();
        LogicalId::new(&format!("{camel}Alarm"), &word.replace('-', "_"))
    }

    fn cfn_type(&self) -> &'static str {
        "AWS::CloudWatch::Alarm"
    }

    fn hcl_type(&self) -> &'static str {
        "aws_cloudwatch_metric_alarm"
    }

    fn file(&self) -> hcl::File {
        hcl::File::Monitoring
    }

    fn cfn(&self, scope: &cfn::Scope) -> serde_json::Map<String, serde_json::Value> {
        let Self { of: _, metric: Metric { watched, subject }, threshold, notify, tags } = self;
        let form = watched.form();
        let (namespace, dimension, value) = match subject {
            Subject::Endpoint(id) => ("AWS/ClientVPN", "Endpoint", scope.value(id)),
            Subject::Certificate(arn) => ("AWS/CertificateManager", "CertificateArn", scope.value(arn)),
        };
        let topics: Vec<&str> = notify.iter().map(SnsTopicArn::as_str).collect();
        properties(json!({
            "AlarmName": self.name(),
            "AlarmDescription": form.description,
            "Namespace": namespace,
            "MetricName": form.metric,
            "Dimensions": [{ "Name": dimension, "Value": value }],
            "Statistic": form.statistic,
            "Period": form.period,
            "EvaluationPeriods": 1,
            "ComparisonOperator": form.comparison,
            "Threshold": threshold,
            "TreatMissingData": "notBreaching",
            "AlarmActions": (!topics.is_empty()).then(|| topics.clone()),
            "OKActions": (!topics.is_empty()).then_some(topics),
            "Tags": cfn_tags(tags),
        }))
    }

    fn permissions(&self, scope: &Scope, to: &mut Statements) {
        let actions = [
            "cloudwatch:DeleteAlarms",
            "cloudwatch:ListTagsForResource",
            "cloudwatch:PutMetricAlarm",
            "cloudwatch:TagResource",
            "cloudwatch:UntagResource",
        ];
        // All alarms of a VPN begin with its name; a name for each would make the policy long.
        to.allow(Purpose::Deploy, &actions, [scope.here("cloudwatch", &format!("alarm:{}-*", self.of))]);
        to.anywhere(Purpose::Deploy, &["cloudwatch:DescribeAlarms"], scope);
    }

    fn hcl(&self, scope: &hcl::Scope) -> hcl::Body {
        let Self { of: _, metric: Metric { watched, subject }, threshold, notify, tags: _ } = self;
        let form = watched.form();
        let (namespace, dimension, value) = match subject {
            Subject::Endpoint(id) => ("AWS/ClientVPN", "Endpoint", scope.value(id)),
            Subject::Certificate(arn) => ("AWS/CertificateManager", "CertificateArn", scope.value(arn)),
        };
        let topics =
            || (!notify.is_empty()).then(|| hcl::Expression::from_iter(notify.iter().map(SnsTopicArn::as_str)));
        hcl::Body::default()
            .set("alarm_name", self.name())
            .set("alarm_description", form.description)
            .set("namespace", namespace)
            .set("metric_name", form.metric)
            .set("dimensions", hcl::Expression::Object(vec![(dimension.to_owned(), value)]))
            .set("statistic", form.statistic)
            .set("period", i64::from(form.period))
            .set("evaluation_periods", 1)
            .set("comparison_operator", form.comparison)
            .set("threshold", i64::from(*threshold))
            .set("treat_missing_data", "notBreaching")
            .maybe("alarm_actions", topics())
            .maybe("ok_actions", topics())
    }
}
