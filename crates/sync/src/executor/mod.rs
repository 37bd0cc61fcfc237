//! Works on one entry: looks, asks what to do, does the first step, and asks again until nothing is left to do.

mod batcher;
mod became;
mod call;
mod heir;
mod later;
mod look;
mod pace;
mod reach;
mod refusal;
mod request;
mod search;
mod suspects;
mod taken;
mod write;

pub(crate) use batcher::Batcher;
pub(crate) use became::became;
pub(crate) use look::find_by_name;
pub(crate) use pace::Pace;
pub(crate) use reach::{Reach, Trouble};
pub(crate) use write::to_be_sent;

use domain::change::RecordKind;
use jiff::SignedDuration;
use planner::{Code, Decision, Desired, Problem, Remote, Step, Verb};
use quickbooks::Client;
use std::sync::Arc;
use tokio::sync::watch;

use crate::attempt::{self, Owner, StoredWrite};
use crate::connection::{Connection, TokenSource};
use crate::desired::{View, look, unequal_for_now};
use crate::lease::Lease;
use crate::log::Entry;
use crate::queue::{self, Ending};
use crate::{Engine, Error, link};

/// Steps that one entry may take in a row. A contact of which name and suffix are looked for, and that is adopted then, needs six.
const MAX_STEPS: usize = 12;

/// How long a creation may be repeated under its request id. QuickBooks keeps ids for 24 hours (assumed, fact sheet 2.8);
/// changes and deletions may be repeated for ever, because their SyncToken gives a second one away.
const REPEATABLE_FOR: SignedDuration = SignedDuration::from_hours(20);

/// What the log says of what was gone before it could be removed.
const GONE_ALREADY: &str = "It was gone from QuickBooks already; nothing was sent";

/// What the log says of what was unlinked and is taken back or deleted here.
const STAYS: &str = "Unlinked from QuickBooks by choice; nothing was sent, and what is there stays";

/// What the log says of a contact that was deleted here.
const LET_GO: &str = "Deleted here; QuickBooks keeps it";

/// What working on a connection's entries needs.
pub(crate) struct Executor {
    pub(crate) engine: Engine,
    pub(crate) connection: Connection,
    pub(crate) lease: Lease,
    pub(crate) client: Client,
    pub(crate) tokens: TokenSource,
    pub(crate) pace: Pace,
    pub(crate) batcher: Arc<Batcher>,
    pub(crate) reach: Reach,
    /// Whether the program is ending: what is under way ends, and what still waits goes back.
    pub(crate) stop: watch::Receiver<bool>,
}

/// What a step has brought.
enum Progress {
    /// A look has shown this.
    Seen(Remote),
    /// Something was changed; what is left has to be decided anew. The note is for the log.
    Changed(String),
    /// The entity was not as expected: look again.
    LookAgain,
    /// That was all for now.
    Ended(Ending),
}

/// What is remembered from step to step.
#[derive(Default)]
struct Course {
    remote: Remote,
    note: Option<String>,
    /// What somebody had changed there, which a write of this run takes away.
    overwritten: Option<String>,
}

impl Executor {
    /// Works on `entry` and writes down how that ended.
    ///
    /// # Errors
    /// The database, or [`Error::LeaseLost`]; the entry is left running and is recovered by whoever drives next.
    pub(crate) async fn execute(&self, entry: &Entry) -> Result<(), Error> {
        let ending = match self.work(entry).await {
            Err(error) if is_of_the_record_alone(&error) => {
                let text =
                    format!("{} can't be worked on: {error}. Ask whoever runs this server", entry.title);
                Ending::Failed(Problem::new(Code::Unexpected, text))
            }
            worked => worked?,
        };
        queue::finish(&self.engine, &self.connection, self.lease, entry, ending).await
    }

    async fn work(&self, entry: &Entry) -> Result<Ending, Error> {
        let mut course = Course::default();
        for _ in 0..MAX_STEPS {
            let view = self.view(entry).await?;
            let progress = match &view.unresolved {
                Some(stored) => self.resend(entry, &view, stored).await?,
                None if heir::is_to_follow(entry, &view) => self.follow(entry, &view).await?,
                None => match view.decision(&self.connection, entry.record.kind, &course.remote) {
                    Decision::Steps(steps) => self.perform(entry, &view, steps, &course).await?,
                    decision => return self.conclude(entry, &view, decision, course).await,
                },
            };
            match progress {
                Progress::Seen(remote) => {
                    // What goes takes nothing away that somebody wanted to keep.
                    let stays = !matches!(view.desired, Desired::Absent { .. } | Desired::Voided { .. });
                    course.overwritten = overwritten(&remote).filter(|_| stays).or(course.overwritten);
                    course.remote = remote;
                }
                Progress::Changed(note) => {
                    course.note = Some(note);
                    course.remote = Remote::Unseen;
                }
                Progress::LookAgain => course.remote = Remote::Unseen,
                Progress::Ended(ending) => return Ok(ending),
            }
        }
        let text = format!("{} needed more than {MAX_STEPS} steps in a row. Retry it", entry.title);
        Ok(Ending::Failed(Problem::new(Code::Unexpected, text)))
    }

    async fn view(&self, entry: &Entry) -> Result<View, Error> {
        let mut tx = self.engine.db().begin_read().await?;
        look(&mut tx, &self.connection, entry.record).await
    }

    /// Does the first of `steps`.
    async fn perform(
        &self,
        entry: &Entry,
        view: &View,
        steps: Vec<Step>,
        course: &Course,
    ) -> Result<Progress, Error> {
        match steps.into_iter().next() {
            Some(Step::FindByName { entity, name }) => self.find(entry, view, entity, &name).await,
            Some(Step::Read { entity, id }) => self.read(entry, view, entity, &id).await,
            Some(Step::Write(step)) => self.write_new(entry, view, *step, &course.remote).await,
            Some(Step::Link { id }) => {
                let change = linked(entry.record.kind, id)?;
                self.change_link(entry, view, change).await?;
                Ok(Progress::Changed("Found in QuickBooks and linked".to_owned()))
            }
            Some(Step::Forget) => {
                self.change_link(entry, view, link::Change::Gone).await?;
                let note = match view.link.is_unlinked {
                    true => STAYS,
                    false if is_contact(entry.record.kind) => LET_GO,
                    false => GONE_ALREADY,
                };
                Ok(Progress::Changed(note.to_owned()))
            }
            None => Ok(Progress::Changed("Nothing to do".to_owned())),
        }
    }

    /// An ending for a decision that has no steps.
    async fn conclude(
        &self,
        entry: &Entry,
        view: &View,
        decision: Decision,
        course: Course,
    ) -> Result<Ending, Error> {
        let note = course.note.map(|note| match course.overwritten {
            Some(lost) => format!("{note}. {lost}"),
            None => note,
        });
        Ok(match (decision, note) {
            (Decision::Wait(waiting), _) => Ending::Waiting(waiting),
            (Decision::Fail(problem), _) => Ending::Failed(problem),
            (Decision::Skip(_), Some(note)) => Ending::Completed(note),
            (Decision::Skip(why), None) => Ending::Skipped(why),
            (Decision::UpToDate | Decision::Steps(_), note) => {
                self.remember_revision(entry, view).await?;
                let done = match note {
                    Some(note) => note,
                    None => self.done_before(entry, view).await?,
                };
                let mut tx = self.engine.db().begin_read().await?;
                let unequal =
                    unequal_for_now(&mut tx, &self.connection, entry.record, view.parent_id).await?;
                Ending::Completed(
                    unequal.map_or_else(|| done.clone(), |unequal| format!("{done}. {unequal}")),
                )
            }
        })
    }

    /// What was done for the entry before it had to wait.
    async fn done_before(&self, entry: &Entry, view: &View) -> Result<String, Error> {
        let mut tx = self.engine.db().begin_read().await?;
        let id = view.link.remote_id.as_deref().unwrap_or_default();
        let done = attempt::done(&mut tx, entry.id).await?.map(|verb| write::note(verb, id));
        Ok(done.unwrap_or_else(|| "Already up to date; nothing was sent".to_owned()))
    }

    async fn remember_revision(&self, entry: &Entry, view: &View) -> Result<(), Error> {
        let mut tx = self.engine.db().begin_write().await?;
        crate::lease::confirm(&mut tx, self.lease).await?;
        link::remember_as_wanted(&mut tx, self.connection.id, entry.record, view.revision).await?;
        Ok(tx.commit().await?)
    }

    /// Changes the link without any call.
    async fn change_link(&self, entry: &Entry, view: &View, change: link::Change) -> Result<(), Error> {
        let mut tx = self.engine.db().begin_write().await?;
        crate::lease::confirm(&mut tx, self.lease).await?;
        link::apply(&mut tx, self.place(entry, view, view.revision), change).await?;
        Ok(tx.commit().await?)
    }

    fn place(&self, entry: &Entry, view: &View, revision: i64) -> link::Place {
        view.place(&self.connection, entry.record, revision, self.engine.now())
    }

    fn owner(&self, entry: &Entry) -> Owner {
        Owner {
            company_id: self.connection.company_id,
            connection_id: self.connection.id,
            entry_id: entry.id,
            record: entry.record,
        }
    }

    async fn resend(&self, entry: &Entry, view: &View, stored: &StoredWrite) -> Result<Progress, Error> {
        let age = self.engine.now().duration_since(stored.first_sent_at);
        if stored.verb == Verb::Create && age >= REPEATABLE_FOR {
            // QuickBooks may have forgotten the request id by now, and would enter it a second time.
            return self.search(entry, view, stored).await;
        }
        self.write(entry, view, stored).await
    }
}

/// An entity that is there becomes the record's, as it is.
pub(crate) fn linked(kind: RecordKind, id: String) -> Result<link::Change, Error> {
    let entity = planner::entity(kind).ok_or(Error::Stored("kind"))?;
    Ok(link::Change::Present {
        id,
        sync_token: None,
        number: None,
        fingerprint: None,
        entity,
        applied: None,
        held: None,
        lines: Vec::new(),
    })
}

const fn is_contact(kind: RecordKind) -> bool {
    matches!(kind, RecordKind::Customer | RecordKind::Supplier)
}

fn overwritten(remote: &Remote) -> Option<String> {
    match remote {
        Remote::Found { drift: Some(drift), .. } => drift.overwritten(),
        _ => None,
    }
}

/// Trouble that stays with what is stored of one record. It ends that entry; the connection's other entries go on.
fn is_of_the_record_alone(error: &Error) -> bool {
    use db::Error::{Bind, Decode};
    matches!(error, Error::Stored(_) | Error::Database(Bind { .. } | Decode { .. }))
}
