//! Going through the steps with imagined answers.

use db::{Sql, Tx};
use domain::change::Record;
use jiff::Timestamp;
use planner::{Decision, Remote, Step, Until, Verb, Waiting, WriteStep};
use quickbooks::Reply;
use serde_json::{Value, json};
use std::collections::VecDeque;

use super::{Plan, PlannedEnding, PlannedRecord, PlannedStatus, PlannedStep};
use crate::attempt::{Call, StoredWrite};
use crate::connection::Connection;
use crate::desired::{View, afterwards, look, unequal_for_now};
use crate::executor::{became, find_by_name, linked, to_be_sent};
use crate::queue::held_up;
use crate::{Error, link};

/// Calls that a plan shows.
const STEPS_MAX: usize = 200;
/// Decisions that are made for one plan. A step needs one; a record that waits needs one more.
const DECISIONS_MAX: usize = 4 * STEPS_MAX;

/// Nothing of the record is open any more, so that what waits for it goes on.
const CLOSE: Sql = Sql::both(
    "UPDATE log_entries SET status = 'skipped' WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3
       AND status IN ('queued', 'running')",
);

/// What was sent without an answer has one.
const RESOLVE: Sql = Sql::both(
    "UPDATE attempts SET outcome = 'done' WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3
       AND outcome IN ('pending', 'unknown')",
);

pub(super) const ALL: &[Sql] = &[CLOSE, RESOLVE];

/// A plan in the making.
pub(super) struct Rehearsal<'a> {
    tx: &'a mut Tx,
    connection: &'a Connection,
    now: Timestamp,
    /// What is left to look at, in order.
    queue: VecDeque<Task>,
    /// What is looked at now, last; before it what waits for it.
    stack: Vec<Task>,
    plan: Plan,
    /// Entities that QuickBooks would have made.
    made: usize,
    /// What was looked at to the end, and after how many calls.
    seen: Vec<(Record, usize)>,
}

struct Task {
    record: Record,
    title: String,
    remote: Remote,
    is_changed: bool,
}

impl Task {
    fn new(record: Record, title: String) -> Self {
        Self { record, title, remote: Remote::Unseen, is_changed: false }
    }

    fn named(&self) -> PlannedRecord {
        PlannedRecord { kind: self.record.kind.code(), id: self.record.id, title: self.title.clone() }
    }
}

impl<'a> Rehearsal<'a> {
    pub(super) fn new(
        tx: &'a mut Tx,
        connection: &'a Connection,
        now: Timestamp,
        records: Vec<(Record, String)>,
    ) -> Self {
        let queue = records.into_iter().map(|(record, title)| Task::new(record, title)).collect();
        Self {
            tx,
            connection,
            now,
            queue,
            stack: Vec::new(),
            plan: Plan::default(),
            made: 0,
            seen: Vec::new(),
        }
    }

    pub(super) async fn run(mut self) -> Result<Plan, Error> {
        for _ in 0..DECISIONS_MAX {
            if self.stack.is_empty() {
                let Some(task) = self.queue.pop_front() else {
                    self.plan.is_whole = true;
                    break;
                };
                self.stack.push(task);
            }
            if self.plan.steps.len() >= STEPS_MAX {
                break;
            }
            if let Some(task) = self.stack.pop() {
                self.go_on(task).await?;
            }
        }
        Ok(self.plan)
    }

    /// Looks at the record, and does the next step in imagination.
    async fn go_on(&mut self, mut task: Task) -> Result<(), Error> {
        let view = look(self.tx, self.connection, task.record).await?;
        if let Some(stored) = &view.unresolved {
            self.send(&mut task, &view, stored.clone()).await?;
            let (connection_id, record) = (self.connection.id, task.record);
            let resolve = self.tx.sql(RESOLVE).bind(connection_id).bind(record.kind.code()).bind(record.id);
            resolve.execute().await?;
            self.stack.push(task);
            return Ok(());
        }
        match view.decision(self.connection, task.record.kind, &task.remote) {
            Decision::Steps(steps) => {
                self.step(&mut task, &view, steps.into_iter().next()).await?;
                self.stack.push(task);
            }
            Decision::Wait(waiting) => self.wait(task, waiting).await?,
            Decision::Fail(problem) => {
                self.end(&task, PlannedStatus::Failed, Some(problem.code.as_str()), Some(problem.text));
                self.close(&task).await?;
            }
            Decision::Skip(why) if !task.is_changed => {
                self.end(&task, PlannedStatus::Skipped, None, Some(why));
                self.close(&task).await?;
            }
            Decision::Skip(_) | Decision::UpToDate => {
                let nothing = (!task.is_changed).then(|| "Already up to date".to_owned());
                let unequal = unequal_for_now(self.tx, self.connection, task.record, view.parent_id).await?;
                let told: Vec<String> = nothing.into_iter().chain(unequal).collect();
                let told = (!told.is_empty()).then(|| told.join(". "));
                self.end(&task, PlannedStatus::Completed, None, told);
                self.close(&task).await?;
            }
        }
        Ok(())
    }

    /// Looks first at what is waited for, unless that brings nothing.
    async fn wait(&mut self, task: Task, waiting: Waiting) -> Result<(), Error> {
        let failed = self.plan.endings.iter().find(|ending| ending.is_of(waiting.record));
        let failed = failed.filter(|ending| ending.code.is_some() && waiting.until != Until::There);
        let planned = failed.map(|ending| (ending.code, ending.reason.clone().unwrap_or_default()));
        let told = held_up(self.tx, self.connection.id, &task.title, &waiting).await?;
        let told = told.map(|problem| (Some(problem.code.as_str()), problem.text));
        if let Some((code, reason)) = told.or(planned) {
            self.end(&task, PlannedStatus::Failed, code, Some(reason));
            return self.close(&task).await;
        }
        if self.was_looked_at(waiting.record) {
            self.end(&task, PlannedStatus::Waiting, None, Some(format!("Waits for {}", waiting.title)));
            return Ok(());
        }
        self.stack.push(task);
        self.stack.push(Task::new(waiting.record, waiting.title));
        Ok(())
    }

    async fn step(&mut self, task: &mut Task, view: &View, step: Option<Step>) -> Result<(), Error> {
        match step {
            Some(Step::FindByName { entity, name }) => {
                self.show(task, Call::Find(&find_by_name(entity, &name)), None, Some("there is none yet"));
                task.remote = Remote::Missing;
            }
            Some(Step::Read { entity, id }) => {
                self.show(task, Call::Read(entity, &id), None, Some("nobody has changed it"));
                task.remote = Remote::Found { id, sync_token: "as read".to_owned(), drift: None };
            }
            Some(Step::Write(step)) => self.write(task, view, *step).await?,
            Some(Step::Link { id }) => {
                let change = linked(task.record.kind, id)?;
                self.apply(task, view, view.revision, change).await?;
            }
            Some(Step::Forget) => self.apply(task, view, view.revision, link::Change::Gone).await?,
            None => {}
        }
        Ok(())
    }

    async fn write(&mut self, task: &mut Task, view: &View, step: WriteStep) -> Result<(), Error> {
        let stored = to_be_sent(self.connection, task.record, view, step, &task.remote, self.now)?;
        self.send(task, view, stored).await
    }

    /// Shows a write and imagines that it is accepted with our figures.
    async fn send(&mut self, task: &mut Task, view: &View, stored: StoredWrite) -> Result<(), Error> {
        self.show(task, Call::Write(&stored), Some(stored.write.body.clone()), None);
        if stored.verb == Verb::Create {
            self.made += 1;
        }
        let lines = link::lines(self.tx, self.connection.id, task.record).await?;
        let reply = imagined(&stored, self.made, lines);
        let change = became(view, &stored, &reply, true);
        self.apply(task, view, stored.revision, change).await
    }

    async fn apply(
        &mut self,
        task: &mut Task,
        view: &View,
        revision: i64,
        change: link::Change,
    ) -> Result<(), Error> {
        let place = view.place(self.connection, task.record, revision, self.now);
        link::apply(self.tx, place, change).await?;
        task.remote = Remote::Unseen;
        task.is_changed = true;
        Ok(())
    }

    fn show(&mut self, task: &Task, call: Call<'_>, body: Option<Value>, supposed: Option<&'static str>) {
        let (verb, method, path) = call.line();
        self.plan.steps.push(PlannedStep { record: task.named(), verb, method, path, body, supposed });
    }

    /// A record ends once, however often it is looked at: a look that found nothing to do changes nothing of what was done.
    fn end(
        &mut self,
        task: &Task,
        status: PlannedStatus,
        code: Option<&'static str>,
        reason: Option<String>,
    ) {
        self.seen.push((task.record, self.plan.steps.len()));
        let ending = PlannedEnding { record: task.named(), status, code, reason };
        match self.plan.endings.iter_mut().find(|ended| ended.is_of(task.record)) {
            Some(ended) if ended.status == PlannedStatus::Completed && code.is_none() && !task.is_changed => {
            }
            Some(ended) => *ended = ending,
            None => self.plan.endings.push(ending),
        }
    }

    /// What waited for the record goes on, and what it says about others is told.
    async fn close(&mut self, task: &Task) -> Result<(), Error> {
        let (connection_id, record) = (self.connection.id, task.record);
        let close = self.tx.sql(CLOSE).bind(connection_id).bind(record.kind.code()).bind(record.id);
        close.execute().await?;
        for change in afterwards(self.tx, self.connection, record, &task.title).await?.again {
            let has_failed =
                self.plan.endings.iter().any(|ending| ending.is_of(change.record) && ending.code.is_some());
            if !has_failed && !self.queue.iter().any(|queued| queued.record == change.record) {
                self.queue.push_back(Task::new(change.record, change.title));
            }
        }
        Ok(())
    }

    /// Whether waiting for the record brings nothing more: nothing was sent since it was looked at.
    fn was_looked_at(&self, record: Record) -> bool {
        self.stack.iter().any(|task| task.record == record)
            || self.seen.contains(&(record, self.plan.steps.len()))
    }
}

/// The ordinary answer to a write. `lines` are the ids of the entity's lines so far.
fn imagined(stored: &StoredWrite, made: usize, lines: Vec<String>) -> Reply {
    let mut entity = stored.write.body.clone();
    if stored.verb == Verb::Create {
        entity["Id"] = format!("new {made}").into();
    }
    entity["SyncToken"] = json!("as written");
    match entity.get_mut("Line").and_then(Value::as_array_mut) {
        Some(lines) => {
            for (number, line) in lines.iter_mut().enumerate() {
                line["Id"] = format!("new {}", number + 1).into();
            }
        }
        None => entity["Line"] = lines.into_iter().map(|id| json!({ "Id": id })).collect(),
    }
    Reply { entity, http_status: 200, intuit_tid: None }
}
