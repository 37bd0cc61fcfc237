//! What happens around the books: time, trouble, somebody else, a crash.

use anyhow::{Result, ensure};
use jiff::SignedDuration;
use planner::Code;
use serde_json::{Value, json};
use std::time::Duration;
use sync::log::Status;
use tokio::time::{sleep, timeout};

use super::World;

/// Real time after which a drain counts as stuck: a busy loop, or a wait that the clock does not end.
const STUCK_AFTER: Duration = Duration::from_secs(20);
/// What the trouble of this walk leaves for a person to retry.
const RETRIED: [Code; 3] = [Code::SubscriptionEnded, Code::Deposited, Code::ServiceError];
/// What is refused because of others' hands, and goes once these are put right.
const RETRIED_AFTER_OTHERS: [Code; 3] = [Code::RemoteGone, Code::AmountRefused, Code::Linked];
/// Turns of mending, each longer than the longest wait between two tries.
const TURNS: usize = 60;

impl World {
    /// Something that happens by itself.
    pub(super) async fn weather(&mut self) -> Result<()> {
        match self.draw.below(13) {
            0..=3 => self.settle().await,
            4 | 5 => self.crash().await,
            6 => {
                let seconds = [1, 40, 400, 4000];
                let step = self.draw.of(&seconds).unwrap_or_default();
                self.stack.clock.advance(SignedDuration::from_secs(step));
                Ok(())
            }
            7 => {
                self.stack.lose_answers(usize::try_from(self.draw.below(4))?);
                Ok(())
            }
            8 => {
                self.stack.cut(self.draw.one_in(3));
                Ok(())
            }
            9 => self.trouble().await,
            10 => self.somebody_else().await,
            11 => self.look_for_changes().await,
            _ => Ok(self.stack.engine.sweep().await?),
        }
    }

    /// Carries what can be sent, while time goes on.
    async fn settle(&mut self) -> Result<()> {
        let clock = self.stack.clock.clone();
        let ticks = async move {
            loop {
                sleep(Duration::from_millis(20)).await;
                clock.advance(SignedDuration::from_secs(1));
            }
        };
        let settled = async {
            tokio::select! {
                settled = self.stack.settle() => settled,
                () = ticks => Ok(()),
            }
        };
        let settled = timeout(STUCK_AFTER, settled).await;
        ensure!(settled.is_ok(), "the drain does not end");
        settled?
    }

    /// The worker dies anywhere; another takes over once its lease has ended.
    async fn crash(&mut self) -> Result<()> {
        let life = Duration::from_micros(self.draw.below(30_000));
        if let Ok(settled) = timeout(life, self.stack.settle()).await {
            settled?;
        }
        self.stack.clock.advance(SignedDuration::from_secs(31));
        Ok(())
    }

    /// Nobody has touched what is ours, whatever was lost or repeated: a look at what has changed finds nothing to tell.
    async fn look_for_changes(&mut self) -> Result<()> {
        self.stack.engine.look_for_changes(self.stack.actor.company_id).await?;
        self.settle().await?;
        let told =
            self.stack.log().await?.into_iter().find(|entry| {
                entry.code.is_some_and(|code| !planner::drift::Choice::offered(code).is_empty())
            });
        ensure!(self.meddling || told.is_none(), "told although nobody changed it: {told:#?}");
        Ok(())
    }

    async fn trouble(&mut self) -> Result<()> {
        let entities = [
            "Customer",
            "Invoice",
            "Payment",
            "Purchase",
            "RefundReceipt",
            "Vendor",
            "PurchaseOrder",
            "Bill",
            "Batch",
        ];
        let operations = ["create", "update", "delete", "query", "read", "void"];
        let actions = [
            json!({"fail": {"status": 503, "when": "before"}}),
            json!({"fail": {"status": 500, "when": "after"}}),
            json!({"close": "before"}),
            json!({"close": "after"}),
            json!({"delay_ms": 3_000}),
            json!("throttle"),
            json!({"refuse": {"status": 401, "code": "3200", "message": "message=AuthenticationFailed"}}),
            json!({"refuse": {"status": 400, "code": "6190", "message": "Invalid Company Status"}}),
            json!({"refuse": {"status": 400, "code": "6540", "message": "Deposited Transaction"}}),
        ];
        let action = self.draw.of(&actions).unwrap_or_default();
        // A second 401 in a row would end the login.
        let times = if action["refuse"].is_object() { 1 } else { 1 + self.draw.below(3) };
        let entity = self.draw.of(&entities);
        let operation = self.draw.of(&operations).filter(|_| entity != Some("Batch"));
        self.stack
            .trouble(json!({"match": {"entity": entity, "operation": operation}, "times": times, "action": action}))
            .await
    }

    /// A person at QuickBooks' pages notes something, which raises the version.
    async fn somebody_else(&mut self) -> Result<()> {
        let (entity, path, note) = if self.draw.one_in(2) {
            ("Invoice", "invoice", "PrivateNote")
        } else {
            ("Customer", "customer", "Notes")
        };
        let rows = self.stack.remote(entity).await?;
        let Some(row) = self.draw.of(&rows[rows.len().saturating_sub(5)..]) else { return Ok(()) };
        let mut theirs = json!({"Id": row["Id"], "SyncToken": row["SyncToken"], "sparse": true});
        theirs[note] = Value::from("seen");
        // Trouble may hit them too.
        let _refused = timeout(Duration::from_millis(20), self.stack.remote_write(path, theirs)).await;
        Ok(())
    }

    /// Ends all trouble, retries what a person would retry, and carries on until nothing is open.
    pub(super) async fn mend(&mut self) -> Result<()> {
        self.stack.cut(false);
        self.stack.lose_answers(0);
        for id in self.customers.clone() {
            self.stack.edit_contact(id, |c| c.details.name = c.details.name.replace(':', "")).await?;
        }
        let mut is_looked_at = false;
        for _ in 0..TURNS {
            self.stack.clock.advance(SignedDuration::from_mins(6));
            self.settle().await?;
            let log = self.stack.log().await?;
            let is_retried =
                |code| RETRIED.contains(&code) || self.meddling && RETRIED_AFTER_OTHERS.contains(&code);
            let failed = log
                .iter()
                .filter(|entry| entry.status == Status::Failed && entry.code.is_some_and(is_retried));
            let mut open = log.iter().any(|entry| matches!(entry.status, Status::Queued | Status::Running));
            for entry in failed {
                self.stack.engine.retry(self.stack.actor.company_id, entry.id).await?;
                open = true;
            }
            open |= self.meddling && self.put_right(&log).await?;
            if !open && is_looked_at {
                break;
            }
            if !open {
                self.look_for_changes().await?;
                is_looked_at = true;
            }
        }
        Ok(())
    }
}
