//! Changes QuickBooks, and stores reply, link and proof together.

use domain::Currency;
use domain::change::Record;
use jiff::Timestamp;
use planner::marker::marked;
use planner::settings::MemoMarker;
use planner::{Intent, Problem, Remote, Verb, WriteStep, request_id, truth};
use quickbooks::{Entity, Failure, FailureKind, Reply};
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;

use super::became::{became, currency};
use super::{Executor, Progress};
use crate::attempt::{self, Call, Outcome, SentAs, StoredWrite};
use crate::connection::Connection;
use crate::desired::View;
use crate::log::Entry;
use crate::queue::Ending;
use crate::{Error, connection, lease, link};

impl Executor {
    /// Sends a write that was just decided.
    pub(super) async fn write_new(
        &self,
        entry: &Entry,
        view: &View,
        step: WriteStep,
        remote: &Remote,
    ) -> Result<Progress, Error> {
        let now = self.engine.now();
        let stored = to_be_sent(&self.connection, entry.record, view, step, remote, now)?;
        self.write(entry, view, &stored).await
    }

    /// Sends a write, new or again.
    pub(super) async fn write(
        &self,
        entry: &Entry,
        view: &View,
        stored: &StoredWrite,
    ) -> Result<Progress, Error> {
        let made = match self.call(entry, Call::Write(stored)).await? {
            Ok(made) => made,
            Err(ending) => return Ok(Progress::Ended(ending)),
        };
        match made.result {
            Ok(reply) if reply.id().is_none() => {
                // Completed needs an id; the same request id asks for the stored reply once more.
                let failure = without_id(&reply);
                Ok(Progress::Ended(self.try_later(entry, made.attempt_id, &failure).await?))
            }
            Ok(reply) => self.accepted(entry, view, stored, made.attempt_id, &reply).await,
            Err(failure) if failure.kind == FailureKind::Refused => {
                self.refused(entry, view, stored, made.attempt_id, &failure).await
            }
            Err(failure) => Ok(Progress::Ended(self.try_later(entry, made.attempt_id, &failure).await?)),
        }
    }

    pub(super) async fn accepted(
        &self,
        entry: &Entry,
        view: &View,
        stored: &StoredWrite,
        attempt_id: Uuid,
        reply: &Reply,
    ) -> Result<Progress, Error> {
        let difference = difference(entry, view, stored, &reply.entity);
        let mut tx = self.engine.db().begin_write().await?;
        lease::confirm(&mut tx, self.lease).await?;
        attempt::conclude(&mut tx, attempt_id, &Outcome::done(reply), self.engine.now()).await?;
        let (id, record) = (reply.id().unwrap_or_default(), entry.record);
        if link::is_owned_by_another(&mut tx, self.connection.id, record, id).await? {
            // Two namesakes were adopted at the same moment; the first has it.
            tx.commit().await?;
            return Ok(Progress::Ended(Ending::Failed(planner::fault::namesake(&entry.title))));
        }
        let change = became(view, stored, reply, difference.is_none());
        link::apply(&mut tx, self.place(entry, view, stored.revision), change).await?;
        if opens_an_account(&self.connection, stored, &reply.entity) {
            connection::forget(&mut tx, self.connection.id).await?;
        }
        tx.commit().await?;
        Ok(match difference {
            Some(problem) => Progress::Ended(Ending::Failed(problem)),
            None => Progress::Changed(note(stored.verb, id) + &self.evasion(entry, view, stored, reply)),
        })
    }
}

/// Whether QuickBooks has made an account for what is owed in a currency that this customer is the first of (fact sheet 11.7).
fn opens_an_account(connection: &Connection, stored: &StoredWrite, customer: &Value) -> bool {
    let code = customer["CurrencyRef"]["value"].as_str().and_then(Currency::from_code);
    stored.write.entity == Entity::Customer
        && connection.known.multi_currency
        && code.is_some_and(|code| {
            connection.known.abroad(code).is_some()
                && connection.known.receivable_account(&connection.settings, code).is_none()
        })
}

/// The write that `step` stands for, as it will be sent.
pub(crate) fn to_be_sent(
    connection: &Connection,
    record: Record,
    view: &View,
    step: WriteStep,
    remote: &Remote,
    now: Timestamp,
) -> Result<StoredWrite, Error> {
    let token = match remote {
        Remote::Found { sync_token, .. } => Some(sync_token.as_str()),
        Remote::Unseen | Remote::Missing => view.link.sync_token.as_deref(),
    };
    let intent = Intent {
        realm: connection.realm.as_str(),
        record,
        verb: step.verb,
        link: &view.link,
        sync_token: token,
    };
    Ok(StoredWrite {
        verb: step.verb,
        request_id: request_id(intent).map_err(|error| Error::Refused(error.to_string()))?,
        write: match connection.settings.memo_marker {
            MemoMarker::On => marked(step.write, record),
            MemoMarker::Off => step.write,
        },
        fingerprint: step.fingerprint.as_str().to_owned(),
        expected_total: step.expected_total,
        revision: view.revision,
        first_sent_at: now,
        sent_as: SentAs::NotYet,
    })
}

fn without_id(reply: &Reply) -> Failure {
    Failure {
        kind: FailureKind::Unknown,
        http_status: Some(reply.http_status),
        fault: None,
        intuit_tid: reply.intuit_tid.clone(),
        text: "the answer names no id".to_owned(),
    }
}

/// What was done to the entity `id`, for the log.
pub(super) fn note(verb: Verb, id: &str) -> String {
    match verb {
        Verb::Create => format!("Created in QuickBooks (id {id})"),
        Verb::Adopt => format!("Found in QuickBooks by its name and taken over (id {id})"),
        Verb::Update => format!("Updated in QuickBooks (id {id})"),
        Verb::Void => format!("Voided in QuickBooks (id {id})"),
        Verb::Delete => format!("Deleted in QuickBooks (id {id})"),
    }
}

/// How the money that QuickBooks holds differs from ours. What the books no longer have is not compared: it goes next.
pub(super) fn difference(
    entry: &Entry,
    view: &View,
    stored: &StoredWrite,
    entity: &Value,
) -> Option<Problem> {
    let (title, sent) = (entry.title.as_str(), &stored.write.body);
    let expected = (expected(view, stored)?, currency(view)?);
    let difference = truth::difference(title, expected, sent, entity);
    let is_payment = stored.write.entity == Entity::Payment;
    difference.or_else(|| is_payment.then(|| truth::misapplied(title, sent, entity)).flatten())
}

/// The total that was expected; `None` for what has none, and for what the books no longer have.
pub(super) fn expected(view: &View, stored: &StoredWrite) -> Option<Decimal> {
    Some(stored.expected_total?.to_decimal(currency(view)?))
}
