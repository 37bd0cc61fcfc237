//! A document as clients see it.

use super::line_row::LineRow;
use crate::answer::{Day, Moment, Number, Resource};
use crate::customers::CustomerRow;
use crate::transactions::TransactionRow;
use app::Actor;
use app::documents::View;
use domain::company::User;
use serde::Serialize;
use uuid::Uuid;

/// A document (fact sheet 2.8). What we don't keep is null.
#[derive(Debug, Serialize)]
pub(super) struct DocumentRow {
    id: Uuid,
    context_id: i64,
    document_number: i64,
    name: String,
    customer_id: Uuid,
    user_id: Uuid,
    status_id: i64,
    issue_date: Day,
    expiry_date: (),
    date_sent: Option<Moment>,
    shipping_address: String,
    external_po_number: String,
    shipping_location: (),
    currency: &'static str,
    /// Ours: what one unit of the currency is worth in the company's.
    exchange_rate: Option<Number>,
    /// Ours: the number that QuickBooks has given the document.
    quickbooks_number: Option<String>,
    total_cost: Number,
    total_price: Number,
    total_tax: Number,
    total_tax2: Number,
    total_transactions: Number,
    shipped_percent: (),
    associated_document_id: (),
    archived: bool,
    created: Moment,
    modified: Moment,
    status: Named,
    context: Named,
    document_items: Vec<LineRow>,
    customer: CustomerRow,
    transactions: Vec<TransactionRow>,
    user: Option<UserRow>,
}

/// A number of the API with its name.
#[derive(Debug, Serialize)]
struct Named {
    id: i64,
    name: &'static str,
}

/// Who wrote a document.
#[derive(Debug, Serialize)]
struct UserRow {
    id: Uuid,
    first_name: String,
    last_name: String,
}

impl Resource for DocumentRow {
    const SINGULAR: &'static str = "document";
    const PLURAL: &'static str = "documents";
}

impl DocumentRow {
    /// The row of a document in the actor's books, whose contact has this many documents, and that has this number in
    /// QuickBooks.
    pub(super) fn of(
        view: &View,
        actor: Actor,
        document_count: i64,
        quickbooks_number: Option<String>,
    ) -> Self {
        let (filed, document) = (&view.filed, &view.filed.document);
        let (totals, currency, status) = (&filed.totals, document.currency, filed.status());
        let money = |saved| TransactionRow::of(saved, currency, actor.company_id);
        Self {
            id: document.id,
            context_id: document.kind.context(),
            document_number: document.number,
            name: document.name.clone(),
            customer_id: document.contact_id,
            user_id: filed.user_id,
            status_id: status.id(),
            issue_date: Day(document.issue_date),
            expiry_date: (),
            date_sent: document.sent_at.map(Moment),
            shipping_address: document.shipping_address.clone(),
            external_po_number: document.external_po_number.clone(),
            shipping_location: (),
            currency: currency.code(),
            exchange_rate: document.exchange_rate.map(|rate| Number::from(rate.value())),
            quickbooks_number,
            total_cost: Number::money(totals.cost, currency),
            total_price: Number::money(totals.subtotal(), currency),
            total_tax: Number::money(totals.tax1, currency),
            total_tax2: Number::money(totals.tax2, currency),
            total_transactions: Number::money(filed.paid, currency),
            shipped_percent: (),
            associated_document_id: (),
            archived: false,
            created: Moment(document.created_at),
            modified: Moment(filed.modified_at),
            status: Named { id: status.id(), name: status.name() },
            context: Named { id: document.kind.context(), name: document.kind.noun() },
            document_items: document.lines.iter().map(|line| LineRow::of(line, filed)).collect(),
            customer: CustomerRow::of(&view.contact, document_count),
            transactions: view.transactions.iter().map(money).collect(),
            user: view.user.clone().map(UserRow::of),
        }
    }
}

impl UserRow {
    fn of(user: User) -> Self {
        Self { id: user.id, first_name: user.first_name, last_name: user.last_name }
    }
}
