//! Sends one call and says what came of it.

mod address;
mod answer;
mod outgoing;

use std::sync::Arc;

use jiff::Timestamp;
use secrecy::SecretString;
use url::Url;

use self::{address::Address, outgoing::Outgoing};
use crate::{
    Batch, Changes, Entity, Failure, Query, QueryReply, RealmId, Reply, RequestId, Transport, Write,
};

/// Base address of the real service (fact sheet 2.1).
pub const PRODUCTION: &str = "https://quickbooks.api.intuit.com";

/// Base address for the vendor's test companies (fact sheet 2.1).
pub const SANDBOX: &str = "https://sandbox-quickbooks.api.intuit.com";

/// The version asked for. Since August 2025 it is both default and minimum (fact sheet 2.2).
pub const MINOR_VERSION: &str = "75";

/// Longest statement, in bytes of the encoded address, that goes by `GET`. Longer ones go by `POST`,
/// since servers commonly refuse addresses above 8 KiB.
const STATEMENT_IN_ADDRESS_BYTES_MAX: usize = 4096;

/// Speaks to one environment of the service. Cheap to clone. It holds no token: each call brings
/// its own [`Access`].
///
/// Every call sends one request and never a second one; see [`FailureKind`](crate::FailureKind) for
/// what the caller may do when it fails.
#[derive(Debug, Clone)]
pub struct Client {
    base: Url,
    transport: Arc<dyn Transport>,
}

/// The right to act in one company.
#[derive(Debug, Clone, Copy)]
pub struct Access<'a> {
    /// The company.
    pub realm: &'a RealmId,
    /// The access token.
    pub token: &'a SecretString,
}

impl Client {
    /// A client of the service at this address: [`PRODUCTION`], [`SANDBOX`] or that of an emulator.
    pub fn new(base: Url, transport: Arc<dyn Transport>) -> Self {
        Self { base, transport }
    }

    /// Changes an object. A repeat with the same request id has no second effect (fact sheet 2.8).
    ///
    /// # Errors
    /// A [`Failure`]; see [`FailureKind`](crate::FailureKind).
    pub async fn write(
        &self,
        access: Access<'_>,
        request_id: &RequestId,
        write: &Write,
    ) -> Result<Reply, Failure> {
        let address = self
            .address(access)
            .segment(write.entity.path())
            .parameters(write.parameters())
            .parameter("requestid", request_id.as_str());
        let outgoing = Outgoing::post(address, "application/json", write.body.to_string());
        self.entity(access, write.entity, outgoing).await
    }

    /// Makes all changes of a batch. A repeat of an item in a batch of the same request id has no second effect
    /// (fact sheet 2.8); that this also holds when the other items are left out is assumed.
    ///
    /// # Errors
    /// A [`Failure`] of the whole; the items' own outcomes are in the answer, in their order.
    pub async fn batch(
        &self,
        access: Access<'_>,
        batch: &Batch<'_>,
    ) -> Result<Vec<Result<Reply, Failure>>, Failure> {
        let address =
            self.address(access).segment("batch").parameter("requestid", batch.request_id().as_str());
        let outgoing = Outgoing::post(address, "application/json", batch.body().to_string());
        let answer = outgoing.send(&*self.transport, access.token).await?;
        answer.read(|value, status, tid| batch.read(access.token, value, status, tid.as_deref()))
    }

    /// Reads one object. For an object that was deleted the failure has the code 610.
    ///
    /// # Errors
    /// A [`Failure`]; see [`FailureKind`](crate::FailureKind).
    pub async fn read(&self, access: Access<'_>, entity: Entity, id: &str) -> Result<Reply, Failure> {
        let address = self.address(access).segment(entity.path()).segment(id);
        self.entity(access, entity, Outgoing::get(address)).await
    }

    /// Runs a query.
    ///
    /// # Errors
    /// A [`Failure`]; see [`FailureKind`](crate::FailureKind).
    pub async fn query(&self, access: Access<'_>, query: &Query) -> Result<QueryReply, Failure> {
        let statement = query.text();
        let address = self.address(access).segment("query");
        let in_address = address.clone().parameter("query", &statement);
        let outgoing = if in_address.query_bytes() <= STATEMENT_IN_ADDRESS_BYTES_MAX {
            Outgoing::get(in_address)
        } else {
            Outgoing::post(address, "application/text", statement)
        };
        let answer = outgoing.send(&*self.transport, access.token).await?;
        answer.read(|value, status, tid| QueryReply::read(query.entity(), value, status, tid))
    }

    /// Reads what has changed of these kinds since a moment, at most [`CHANGES_LOOK_BACK`](crate::CHANGES_LOOK_BACK) ago.
    ///
    /// # Errors
    /// A [`Failure`]; see [`FailureKind`](crate::FailureKind).
    pub async fn changes(
        &self,
        access: Access<'_>,
        kinds: &[Entity],
        since: Timestamp,
    ) -> Result<Changes, Failure> {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
        let since = since.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let address = self
            .address(access)
            .segment("cdc")
            .parameter("entities", &names.join(","))
            .parameter("changedSince", &since);
        let answer = Outgoing::get(address).send(&*self.transport, access.token).await?;
        answer.read(|value, _, _| Changes::read(kinds, value))
    }

    /// Reads what the company is called; a light check that a connection works.
    ///
    /// # Errors
    /// A [`Failure`]; see [`FailureKind`](crate::FailureKind).
    pub async fn company_info(&self, access: Access<'_>) -> Result<Reply, Failure> {
        self.read(access, Entity::CompanyInfo, access.realm.as_str()).await
    }

    /// Reads what the company has switched on.
    ///
    /// # Errors
    /// A [`Failure`]; see [`FailureKind`](crate::FailureKind).
    pub async fn preferences(&self, access: Access<'_>) -> Result<Reply, Failure> {
        let address = self.address(access).segment(Entity::Preferences.path());
        self.entity(access, Entity::Preferences, Outgoing::get(address)).await
    }

    async fn entity(&self, access: Access<'_>, entity: Entity, outgoing: Outgoing) -> Result<Reply, Failure> {
        let answer = outgoing.send(&*self.transport, access.token).await?;
        answer.read(|value, status, tid| Reply::read(entity, value, status, tid))
    }

    fn address(&self, access: Access<'_>) -> Address {
        Address::of_company(&self.base, access.realm)
    }
}
