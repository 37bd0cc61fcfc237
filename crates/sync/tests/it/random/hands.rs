//! Somebody at QuickBooks' pages who changes what is ours, and somebody here who puts it right.

use anyhow::Result;
use serde_json::{Value, json};
use std::time::Duration;
use sync::log::{Entry, Status};
use tokio::time::timeout;

use super::World;

/// Newest entities that are meddled with: ours are among them.
const NEWEST: usize = 5;

impl World {
    /// Somebody changes or deletes something of ours there. Trouble may hit them too.
    pub(super) async fn meddle(&mut self) -> Result<()> {
        let what = [
            ("Invoice", "invoice"),
            ("Customer", "customer"),
            ("Payment", "payment"),
            ("Vendor", "vendor"),
            ("PurchaseOrder", "purchaseorder"),
        ];
        let Some((entity, path)) = self.draw.of(&what) else { return Ok(()) };
        let rows = self.stack.remote(entity).await?;
        let Some(row) = self.draw.of(&rows[rows.len().saturating_sub(NEWEST)..]) else { return Ok(()) };
        if !self.is_ours(entity, &row).await? {
            return Ok(());
        }
        let mut theirs = json!({"Id": row["Id"], "SyncToken": row["SyncToken"]});
        let path = match (entity, self.draw.below(3)) {
            ("Customer" | "Vendor", 0) => {
                theirs["sparse"] = true.into();
                theirs["Active"] = false.into();
                path.to_owned()
            }
            ("Customer" | "Vendor", _) => {
                theirs["sparse"] = true.into();
                theirs["Fax"] = json!({"FreeFormNumber": "theirs"});
                path.to_owned()
            }
            (_, 0) => format!("{path}?operation=delete"),
            _ => {
                theirs["sparse"] = true.into();
                theirs["TxnDate"] = "2026-11-01".into();
                path.to_owned()
            }
        };
        let _refused = timeout(Duration::from_millis(20), self.stack.remote_write(&path, theirs)).await;
        Ok(())
    }

    /// Whether the entity was made from here: the sandbox company has others.
    async fn is_ours(&self, entity: &str, row: &Value) -> Result<bool> {
        let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        Ok(match entity {
            "Invoice" | "PurchaseOrder" => {
                text("DocNumber").parse::<i64>().is_ok_and(|number| number > 5_000)
            }
            "Customer" => text("DisplayName").starts_with("Walker"),
            "Vendor" => text("DisplayName").starts_with("Seller"),
            _ => text("PaymentRefNum") == "Bank transfer",
        })
    }

    /// Chooses at each entry that tells of others' hands that ours counts. Tells whether there was one.
    pub(super) async fn put_right(&mut self, log: &[Entry]) -> Result<bool> {
        let (company_id, user_id) = (self.stack.actor.company_id, self.stack.actor.user_id);
        let before = self.chosen;
        for entry in log.iter().filter(|entry| entry.status == Status::Failed) {
            if let Some(choice) = self.stack.engine.choices(company_id, entry).await?.first() {
                self.stack.engine.choose(company_id, user_id, entry.id, *choice).await?;
                self.chosen += 1;
            }
        }
        Ok(self.chosen > before)
    }
}
