//! What others change in QuickBooks: found, told, and settled by a choice.

mod choices;
mod expenses;
mod finding;
mod meeting;
mod merging;
mod orders;
mod suspects;

use anyhow::Context;
use jiff::SignedDuration;
use serde_json::{Value, json};
use sync::Choice;
use sync::log::{Entry, Status};
use testkit::stack::Stack;
use uuid::Uuid;

/// Somebody changes `entity` at QuickBooks' pages.
async fn somebody_edits(stack: &Stack, path: &str, entity: &Value, change: Value) -> anyhow::Result<Value> {
    stack.clock.advance(SignedDuration::from_secs(5));
    let mut body = json!({"Id": entity["Id"], "SyncToken": entity["SyncToken"], "sparse": true});
    for (name, value) in change.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    stack.remote_write(path, body).await
}

/// Somebody voids or deletes `entity` there.
async fn somebody_ends(stack: &Stack, path: &str, entity: &Value) -> anyhow::Result<()> {
    stack.clock.advance(SignedDuration::from_secs(5));
    stack.remote_write(path, json!({"Id": entity["Id"], "SyncToken": entity["SyncToken"]})).await.map(drop)
}

/// Has the engine look at what has changed, now.
async fn look(stack: &Stack) -> anyhow::Result<()> {
    stack.clock.advance(SignedDuration::from_secs(5));
    stack.engine.look_for_changes(stack.actor.company_id).await?;
    stack.settle().await
}

/// The entity of this kind whose member `name` is `value`.
async fn only(stack: &Stack, entity: &str, name: &str, value: &str) -> anyhow::Result<Value> {
    let mut found = stack.remote_where(entity, name, value).await?;
    anyhow::ensure!(found.len() == 1, "{} of {entity} have the {name} {value}", found.len());
    found.pop().context("none")
}

async fn choose(stack: &Stack, entry: &Entry, choice: Choice) -> Result<Entry, sync::Error> {
    stack.engine.choose(stack.actor.company_id, stack.actor.user_id, entry.id, choice).await
}

/// The entries that tell of others' hands on the record, newest first.
async fn findings(stack: &Stack, record_id: Uuid) -> anyhow::Result<Vec<Entry>> {
    let log = stack.log().await?;
    let of_record = log.into_iter().filter(|entry| entry.record.id == record_id);
    Ok(of_record.filter(|entry| entry.action == domain::change::Action::ChangeThere).collect())
}

async fn nothing_has_failed(stack: &Stack) -> anyhow::Result<()> {
    let failed: Vec<_> =
        stack.log().await?.into_iter().filter(|entry| entry.status == Status::Failed).collect();
    anyhow::ensure!(failed.is_empty(), "{failed:#?}");
    Ok(())
}
