//! The connections of people.

use crate::caller::Caller;
use crate::client::ec2::Entry;
use crate::error::Result;
use serde::Serialize;

/// A connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Session {
    /// Its id.
    pub id: String,
    /// The user who signed in, or the common name of the certificate.
    pub user: String,
    /// Its state, such as `active`.
    pub state: String,
    /// Since when.
    pub since: String,
    /// The address in the client CIDR.
    pub address: String,
    /// Bytes from the client.
    pub received: String,
    /// Bytes to the client.
    pub sent: String,
}

/// Which connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// All that are open.
    All,
    /// That of a user, or the one with an id.
    One(String),
}

/// The connections of an endpoint: those that are open, or with `ended` also those that ended a while ago.
pub async fn sessions(caller: &Caller, endpoint: &str, ended: bool) -> Result<Vec<Session>> {
    let mut sessions: Vec<Session> = caller.ec2.connections(endpoint).await?.iter().map(read).collect();
    sessions.retain(|session| ended || session.state == "active");
    sessions.sort_by(|one, other| one.user.cmp(&other.user).then(one.since.cmp(&other.since)));
    Ok(sessions)
}

/// Ends connections, and says which those were. One by one, because AWS ends at most five of a user at a time.
pub async fn kill(caller: &Caller, endpoint: &str, which: &Which) -> Result<Vec<Session>> {
    let mut open = sessions(caller, endpoint, false).await?;
    if let Which::One(name) = which {
        open.retain(|session| session.user == *name || session.id == *name);
    }
    for session in &open {
        match caller.ec2.terminate(endpoint, &session.id).await {
            // It ended by itself meanwhile.
            Err(error) if error.is(&["InvalidClientVpnConnection.IdNotFound"]) => {}
            answer => answer?,
        }
    }
    Ok(open)
}

fn read(entry: &Entry) -> Session {
    let text = |path: &str| entry.text(path).to_owned();
    let user = if entry.text("username").is_empty() { text("commonName") } else { text("username") };
    Session {
        id: text("connectionId"),
        user,
        state: text("status.code"),
        since: text("connectionEstablishedTime"),
        address: text("clientIp"),
        received: text("ingressBytes"),
        sent: text("egressBytes"),
    }
}
