//! Services without a crate of the SDK: their requests are written here, and go over the SDK's own orchestrator, with its
//! connections, credentials, signatures, time-outs and retries.
//!
//! The SDK's crates hold every operation of a service. That of EC2 has 700 and was not compiled after 7 minutes and 7 GB of
//! memory, without optimization; those of IAM, S3 and Service Quotas take a minute and more each for one operation or two.

use super::Action;
use crate::error::{Error, Result};
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::auth::sigv4::{SCHEME_ID, SigV4AuthScheme};
use aws_runtime::auth::{SigV4OperationSigningConfig, SigningOptions};
use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_smithy_runtime::client::identity::IdentityCache;
use aws_smithy_runtime::client::orchestrator::operation::Operation;
use aws_smithy_runtime::client::retries::classifiers::{HttpStatusCodeClassifier, TransientErrorClassifier};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::static_resolver::StaticAuthSchemeOptionResolver;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeOptionResolverParams, SharedAuthScheme, SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::Layer;
use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
use aws_types::region::{Region, SigningRegion};
use aws_types::{SdkConfig, SigningName};
use std::fmt;

/// A service in a Region.
#[derive(Clone, Debug)]
pub struct Wire(Operation<Request, String, Refusal>);

/// A request, before it is signed.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Its method.
    pub method: &'static str,
    /// Its path, from the first slash.
    pub path: String,
    /// Its headers.
    pub headers: Vec<(&'static str, &'static str)>,
    /// Its body.
    pub body: String,
}

impl Wire {
    /// The service: where it is, and the Region and name for which it is signed.
    pub fn new(config: &SdkConfig, service: &'static str, url: &str, region: &str) -> Self {
        let mut layer = Layer::new("wire");
        layer.store_put(AuthSchemeOptionResolverParams::new(()));
        layer.store_put(SigningRegion::from(Region::new(region.to_owned())));
        layer.store_put(SigningName::from_static(service));
        // S3 wants the digest of the body in a header, and its paths as they are.
        let mut options = SigningOptions::default();
        if service == "s3" {
            options.content_sha256_header = true;
            options.double_uri_encode = false;
            options.normalize_uri_path = false;
        }
        layer.store_put(SigV4OperationSigningConfig { signing_options: options, ..Default::default() });
        let mut components = RuntimeComponentsBuilder::new("wire")
            .with_auth_scheme(SharedAuthScheme::new(SigV4AuthScheme::new()))
            .with_identity_cache(config.identity_cache().or_else(|| Some(IdentityCache::lazy().build())))
            .with_auth_scheme_option_resolver(Some(SharedAuthSchemeOptionResolver::new(
                StaticAuthSchemeOptionResolver::new(vec![SCHEME_ID]),
            )));
        components.set_identity_resolver(
            SCHEME_ID,
            config.credentials_provider().unwrap_or_else(|| {
                SharedCredentialsProvider::new(aws_credential_types::Credentials::new("", "", None, None, "none"))
            }),
        );
        let mut operation = Operation::builder()
            .service_name(service)
            .operation_name("Call")
            .endpoint_url(config.endpoint_url().unwrap_or(url))
            .standard_retry(config.retry_config().unwrap_or(&aws_smithy_types::retry::RetryConfig::standard()))
            .timeout_config(
                config.timeout_config().cloned().unwrap_or_else(aws_smithy_types::timeout::TimeoutConfig::disabled),
            )
            .retry_classifier(HttpStatusCodeClassifier::default())
            .retry_classifier(TransientErrorClassifier::<Refusal>::new())
            .retry_classifier(AwsErrorCodeClassifier::<Refusal>::new())
            .interceptor(InvocationIdInterceptor::new())
            .interceptor(RequestInfoInterceptor::new())
            .with_connection_poisoning()
            .runtime_plugin(StaticRuntimePlugin::new().with_config(layer.freeze()).with_runtime_components(components))
            .serializer(write)
            .deserializer(answer);
        if let Some(client) = config.http_client() {
            operation = operation.http_client(client);
        }
        if let Some(sleep) = config.sleep_impl() {
            operation = operation.sleep_impl(sleep);
        }
        Wire(operation.build())
    }

    /// Sends a request, and gives the answer.
    pub async fn send(&self, action: Action, request: Request) -> Result<String> {
        self.0.invoke(request).await.map_err(|error| Error::of(action, error))
    }
}

/// The end of the names of AWS's services in a Region. There is no Client VPN in those of China.
pub(super) fn suffix(region: &str) -> &'static str {
    if region.starts_with("eusc-") { "amazonaws.eu" } else { "amazonaws.com" }
}

fn write(request: Request) -> std::result::Result<HttpRequest, BoxError> {
    let mut http = HttpRequest::new(SdkBody::from(request.body));
    http.set_method(request.method)?;
    http.set_uri(request.path)?;
    for (name, value) in request.headers {
        http.headers_mut().insert(name, value);
    }
    Ok(http)
}

fn answer(response: &HttpResponse) -> std::result::Result<String, OrchestratorError<Refusal>> {
    let text = response.body().bytes().map(String::from_utf8_lossy).unwrap_or_default().into_owned();
    if response.status().is_success() { Ok(text) } else { Err(OrchestratorError::operation(Refusal::read(&text))) }
}

/// Why AWS said no.
#[derive(Debug)]
pub struct Refusal(ErrorMetadata);

impl Refusal {
    /// Reads XML or JSON.
    fn read(text: &str) -> Self {
        let (code, message) = xml(text).or_else(|| json(text)).unwrap_or_default();
        let code = if code.is_empty() { "without a code".to_owned() } else { code };
        let message = if message.is_empty() { "AWS gave no reason".to_owned() } else { message };
        Refusal(ErrorMetadata::builder().code(code).message(message).build())
    }
}

fn xml(text: &str) -> Option<(String, String)> {
    let document = roxmltree::Document::parse(text).ok()?;
    // IAM's answers have a namespace, EC2's and S3's errors have none.
    let find = |name: &str| {
        let node = document.descendants().find(|node| node.tag_name().name() == name)?;
        node.text().map(str::to_owned)
    };
    Some((find("Code").unwrap_or_default(), find("Message").unwrap_or_default()))
}

fn json(text: &str) -> Option<(String, String)> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    let code = value["__type"].as_str().unwrap_or_default();
    let message = value["message"].as_str().or_else(|| value["Message"].as_str()).unwrap_or_default();
    Some((code.rsplit('#').next().unwrap_or_default().to_owned(), message.to_owned()))
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::error::Error for Refusal {}

impl ProvideErrorMetadata for Refusal {
    fn meta(&self) -> &ErrorMetadata {
        &self.0
    }
}
