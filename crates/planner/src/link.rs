//! What was sent, and what is known of the other side.

use crate::Fingerprint;
use crate::drift::{Drift, Held, drift};
use domain::Money;
use jiff::civil::Date;
use quickbooks::Entity;
use serde_json::Value;

/// The tie between a record and its entity in QuickBooks. The default is a record that was never sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// The entity's id, while there is one.
    pub remote_id: Option<String>,
    /// The entity's SyncToken as last seen; `None` when QuickBooks is known to have changed it since.
    pub sync_token: Option<String>,
    /// The fingerprint of what was last sent and proven; `None` when it has to be sent again.
    pub fingerprint: Option<String>,
    /// Grows when the entity is deleted or voided, so that an old reply can't be replayed.
    pub generation: i64,
    /// The kind of entity, where the record's kind alone doesn't tell it.
    pub entity: Option<Entity>,
    /// What a payment puts on its invoice there; `None` for what is no payment.
    pub applied: Option<Money>,
    /// The name or number of ours that someone else has there: while the record has it, it goes by another one.
    pub taken: Option<String>,
    /// Definite refusals in this generation, so that a corrected request is a new request.
    pub refusals: i64,
    /// What QuickBooks held after the last write; `None` where that isn't known.
    pub held: Option<Held>,
    /// Somebody is known to have changed the entity, and nobody has said yet what shall come of it.
    pub is_doubted: bool,
    /// Somebody has chosen that nothing more is sent.
    pub is_unlinked: bool,
    /// The version at which QuickBooks is known to have it in a bank deposit, where it can't be changed (fact sheet 12.2).
    pub deposited: Option<String>,
}

impl Link {
    /// How `theirs` is no longer as it was left. Another entity was never left there, and what was voided from here is
    /// nobody's any more.
    pub fn drift(&self, entity: Entity, theirs: &Value) -> Option<Drift> {
        let is_voided = self.fingerprint.as_deref() == Some(Fingerprint::voided().as_str());
        let is_other = self.remote_id.as_deref() != theirs["Id"].as_str();
        if is_voided || is_other { None } else { drift(entity, self.held.as_ref(), theirs) }
    }

    /// The date that it was left with; `None` where somebody is known to have changed it since.
    pub fn dated(&self) -> Option<Date> {
        self.held.as_ref().filter(|_| self.remote_id.is_some() && !self.is_doubted)?.dated()
    }

    /// What is known of a bank deposit after a look has shown `theirs`: a deposit stands among its links (fact sheet 9.7).
    /// What was known of another version counts no more.
    pub fn deposited_after(&self, theirs: &Value) -> Option<String> {
        let version = theirs["SyncToken"].as_str();
        let mut links = theirs["LinkedTxn"].as_array().into_iter().flatten();
        match links.any(|link| link["TxnType"] == "Deposit") {
            true => version.map(str::to_owned),
            false => self.deposited.clone().filter(|known| version == Some(known.as_str())),
        }
    }

    /// The id and token to write with: as just read, else as remembered.
    pub(crate) fn address<'a>(&'a self, remote: &'a Remote) -> Option<Address<'a>> {
        let id = self.remote_id.as_deref()?;
        let token = match remote {
            Remote::Found { id: found, sync_token, .. } if found == id => Some(sync_token.as_str()),
            _ => self.sync_token.as_deref(),
        };
        Some(Address { id, token })
    }
}

/// Where an entity is and at which version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    pub(crate) id: &'a str,
    pub(crate) token: Option<&'a str>,
}

/// What a look at QuickBooks has shown during this run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Remote {
    /// Nobody looked.
    #[default]
    Unseen,
    /// There is none.
    Missing,
    /// There is one.
    Found {
        /// Its id.
        id: String,
        /// Its version.
        sync_token: String,
        /// How it is no longer as it was left; nothing where it was never left there by us.
        drift: Option<Drift>,
    },
}
