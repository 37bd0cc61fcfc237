//! A document as a user gets to see it.

use crate::{Error, Saved};
use db::Tx;
use domain::company::User;
use domain::contact::Contact;
use domain::transaction::Transaction;
use std::collections::HashMap;
use store::documents::Filed;
use uuid::Uuid;

/// A document with everything that is shown beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The document, its totals and what was paid.
    pub filed: Filed,
    /// Who it is written to.
    pub contact: Saved<Contact>,
    /// The money on it, by day.
    pub transactions: Vec<Saved<Transaction>>,
    /// Who wrote it.
    pub user: Option<User>,
}

/// What is shown beside each of `documents`, read with few statements for all of them.
pub(super) async fn views(tx: &mut Tx, company_id: Uuid, documents: Vec<Filed>) -> Result<Vec<View>, Error> {
    let ids: Vec<Uuid> = documents.iter().map(|filed| filed.document.id).collect();
    let contact_ids: Vec<Uuid> = documents.iter().map(|filed| filed.document.contact_id).collect();
    let contacts = store::contacts::by_ids(tx, company_id, &contact_ids).await?;
    let mut transactions = store::transactions::of_documents(tx, company_id, &ids).await?;
    let users = users(tx, company_id, &documents).await?;
    let mut views = Vec::with_capacity(documents.len());
    for filed in documents {
        let (id, contact_id) = (filed.document.id, filed.document.contact_id);
        let contact = contacts.get(&contact_id).cloned();
        views.push(View {
            contact: contact.ok_or_else(|| Error::not_found("customer", contact_id))?,
            transactions: transactions.remove(&id).unwrap_or_default(),
            user: users.get(&filed.user_id).cloned(),
            filed,
        });
    }
    Ok(views)
}

/// As [`views`], of one.
pub(crate) async fn view(tx: &mut Tx, company_id: Uuid, filed: Filed) -> Result<View, Error> {
    let id = filed.document.id;
    let view = views(tx, company_id, vec![filed]).await?.pop();
    view.ok_or_else(|| Error::not_found(super::NOUN, id))
}

async fn users(tx: &mut Tx, company_id: Uuid, documents: &[Filed]) -> Result<HashMap<Uuid, User>, Error> {
    let mut users = HashMap::new();
    for filed in documents {
        if users.contains_key(&filed.user_id) {
            continue;
        }
        if let Some(user) = store::users::get(tx, company_id, filed.user_id).await? {
            users.insert(user.id, user);
        }
    }
    Ok(users)
}
