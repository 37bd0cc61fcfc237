//! Who is told of every change.

use db::Tx;
use domain::change::Change;
use serde_json::Value;
use uuid::Uuid;

/// Is told of the changes of a command, inside the command's own transaction: what it writes is kept together
/// with them, or not at all. To be woken after the commit it asks the transaction ([`Tx::wake_on_commit`]).
#[async_trait::async_trait]
pub trait Outbox: Send + Sync + std::fmt::Debug {
    /// Writes down what has to follow from the changes, in the order in which they were made. Makes no calls
    /// to other services.
    ///
    /// # Errors
    /// Any error of the database; the command is undone then.
    async fn record(&self, tx: &mut Tx, company_id: Uuid, changes: &[Change]) -> Result<(), db::Error>;

    /// What would follow from the changes, which are written in `tx` and are not going to be kept. Makes no calls to
    /// other services.
    ///
    /// # Errors
    /// Why that can't be told, in words for the log.
    async fn plan(&self, _tx: &mut Tx, _company_id: Uuid, _changes: &[Change]) -> Result<Value, String> {
        Ok(Value::Null)
    }
}

/// Nobody is told: for books without an integration, and for tests of the books alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoOutbox;

#[async_trait::async_trait]
impl Outbox for NoOutbox {
    async fn record(&self, _: &mut Tx, _: Uuid, _: &[Change]) -> Result<(), db::Error> {
        Ok(())
    }
}
