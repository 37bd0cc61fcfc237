//! Trying an entry again because a person asks for it.

use db::Sql;
use planner::Code;
use uuid::Uuid;

use super::{Entry, Status};
use crate::{Engine, Error, TOPIC};

const REQUEUE: Sql = Sql::both(
    "UPDATE log_entries SET status = 'queued', due_at = $3, tries = 0, code = NULL, reason = NULL,
        waits_kind = NULL, waits_id = NULL, waits_title = NULL, finished_at = NULL
     WHERE company_id = $1 AND id = $2 AND status IN ('failed', 'queued')",
);
const FORGET_FACTS: Sql = Sql::both(
    "UPDATE connections SET known_at = NULL
     WHERE id = (SELECT connection_id FROM log_entries WHERE company_id = $1 AND id = $2)",
);

pub(super) const ALL: &[Sql] = &[REQUEUE, FORGET_FACTS];

impl Engine {
    /// Puts a failed entry back into the queue; looks at a waiting one at once. What is sent is decided from the
    /// books as they are then.
    ///
    /// # Errors
    /// [`Error::NoEntry`], or [`Error::NotRetriable`] when it is running or done.
    pub async fn retry(&self, company_id: Uuid, id: Uuid) -> Result<Entry, Error> {
        let entry = self.log_entry(company_id, id).await?;
        let mut tx = self.db().begin_write().await?;
        if entry.code.is_some_and(rests_on_facts) {
            tx.sql(FORGET_FACTS).bind(company_id).bind(id).execute().await?;
        }
        let changed = tx.sql(REQUEUE).bind(company_id).bind(id).bind(self.now()).execute().await?;
        if changed == 0 || !matches!(entry.status, Status::Failed | Status::Queued) {
            return Err(Error::NotRetriable(entry.status.code()));
        }
        tx.wake_on_commit(TOPIC);
        tx.commit().await?;
        self.log_entry(company_id, id).await
    }
}

/// Whether the problem may be gone once the facts about the QuickBooks company are read again.
const fn rests_on_facts(code: Code) -> bool {
    matches!(
        code,
        Code::CurrencyNotPossible
            | Code::DiscountsOff
            | Code::SalesTaxOff
            | Code::TaxRateUnmapped
            | Code::PeriodClosed
            | Code::AccountMissing
            | Code::FeatureMissing
    )
}
