//! The identity store of Identity Center: groups and users.

use super::actions;
use crate::error::{Error, Result};
use aws_sdk_identitystore::Client;
use aws_sdk_identitystore::types::{AlternateIdentifier, UniqueAttribute};
use aws_smithy_types::Document;
use aws_types::SdkConfig;

actions! {
    GET_GROUP_ID = "identitystore:GetGroupId",
    DESCRIBE_GROUP = "identitystore:DescribeGroup",
    GET_USER_ID = "identitystore:GetUserId",
}

/// The calls.
#[derive(Clone, Debug)]
pub struct IdentityStore(Client);

impl IdentityStore {
    /// With these credentials.
    pub(crate) fn new(config: &SdkConfig) -> Self {
        IdentityStore(Client::new(config))
    }

    /// The id of the group with a name. `None` if there is none.
    pub async fn group_id(&self, store: &str, name: &str) -> Result<Option<String>> {
        let call = self.0.get_group_id().identity_store_id(store).alternate_identifier(by("displayName", name)?);
        match call.send().await.map_err(|error| Error::of(GET_GROUP_ID, error)) {
            Err(error) if error.is(&["ResourceNotFoundException"]) => Ok(None),
            answer => Ok(Some(answer?.group_id().to_owned())),
        }
    }

    /// The name of the group with an id. `None` if there is none.
    pub async fn group_name(&self, store: &str, id: &str) -> Result<Option<String>> {
        let call = self.0.describe_group().identity_store_id(store).group_id(id);
        match call.send().await.map_err(|error| Error::of(DESCRIBE_GROUP, error)) {
            Err(error) if error.is(&["ResourceNotFoundException"]) => Ok(None),
            answer => Ok(Some(answer?.display_name().unwrap_or_default().to_owned())),
        }
    }

    /// The id of the user with a name. `None` if there is none.
    pub async fn user_id(&self, store: &str, name: &str) -> Result<Option<String>> {
        let call = self.0.get_user_id().identity_store_id(store).alternate_identifier(by("userName", name)?);
        match call.send().await.map_err(|error| Error::of(GET_USER_ID, error)) {
            Err(error) if error.is(&["ResourceNotFoundException"]) => Ok(None),
            answer => Ok(Some(answer?.user_id().to_owned())),
        }
    }
}

fn by(attribute: &str, value: &str) -> Result<AlternateIdentifier> {
    let attribute = UniqueAttribute::builder().attribute_path(attribute);
    let attribute = attribute.attribute_value(Document::String(value.to_owned())).build();
    attribute.map(AlternateIdentifier::UniqueAttribute).map_err(|error| Error::other(error.to_string(), "-"))
}
