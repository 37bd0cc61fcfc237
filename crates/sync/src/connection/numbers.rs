//! Document numbers: while QuickBooks numbers for itself, it ignores ours (fact sheet 9.6).

use quickbooks::model::{Preferences, SalesFormsPrefs};
use quickbooks::{Access, Entity, RequestId, Write};
use uuid::Uuid;

use super::{Connection, TokenSource, usage};
use crate::{Engine, Error};

impl Engine {
    /// Switches “custom transaction numbers” on in QuickBooks, for sales forms and for purchase orders, so that documents keep our numbers there.
    ///
    /// # Errors
    /// [`Error::NotConnected`], or what QuickBooks said.
    pub async fn switch_on_custom_numbers(&self, company_id: Uuid) -> Result<Connection, Error> {
        let connection = self.connection(company_id).await?.ok_or(Error::NotConnected)?;
        let tokens = TokenSource::new(self.clone(), company_id, connection.id);
        let token = tokens.access().await?;
        let access = Access { realm: &connection.realm, token: &token };
        let client = self.client()?;
        let before: Preferences = client.preferences(access).await?.parse()?;
        let change = Preferences {
            id: before.id,
            sync_token: before.sync_token,
            sparse: Some(true),
            sales_forms_prefs: Some(SalesFormsPrefs {
                custom_txn_numbers: Some(true),
                ..SalesFormsPrefs::default()
            }),
            other_prefs: Some(before.other_prefs.unwrap_or_default().with_custom_purchase_order_numbers()),
            ..Preferences::default()
        };
        let refused = |error: quickbooks::Error| Error::Refused(error.to_string());
        let write = Write::update(Entity::Preferences, &change).map_err(refused)?;
        let request_id = RequestId::new(self.ids().next().simple().to_string()).map_err(refused)?;
        client.write(access, &request_id, &write).await?;
        let mut tx = self.db().begin_write().await?;
        usage::count(&mut tx, (company_id, connection.id), self.now(), 1, 1).await?;
        tx.commit().await?;
        self.learn(company_id, connection.id, &tokens).await
    }
}
