//! Looking for what others have changed in QuickBooks: `/integrations/quickbooks/changes`.

use crate::answer::{Kept, Moment, Problem, Resource};
use crate::request::Caller;
use axum::Extension;
use serde::Serialize;
use sync::Engine;
use sync::connection::Connection;

/// How far others' changes were looked at.
#[derive(Debug, Serialize)]
pub(super) struct ChangesRow {
    /// What was changed before this moment was looked at.
    looked_at_until: Option<Moment>,
    /// When it is looked at again.
    due: Option<Moment>,
}

impl Resource for ChangesRow {
    const SINGULAR: &'static str = "changes";
    const PLURAL: &'static str = "changes";
}

impl From<Connection> for ChangesRow {
    fn from(connection: Connection) -> Self {
        Self {
            looked_at_until: connection.changes_since.map(Moment),
            due: connection.changes_due_at.map(Moment),
        }
    }
}

/// Looks as soon as possible, in the background. What is found is in the log then.
pub(super) async fn look(
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
) -> Result<Kept<ChangesRow>, Problem> {
    Ok(Kept(engine.look_for_changes(actor.company_id).await?.into()))
}
