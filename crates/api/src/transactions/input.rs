//! What clients send about money.

use crate::request::Members;
use app::transactions::Apply;
use domain::Refusals;

/// A payment or refund.
pub(super) fn apply(members: &Members) -> Result<Apply, Refusals> {
    let mut fields = members.fields();
    let (document_id, amount) = (fields.uuid("document_id"), fields.decimal("amount"));
    let (date, reference) = (fields.date("transaction_date"), fields.text("reference"));
    let apply = Apply {
        document_id: fields.require("document_id", document_id).unwrap_or_default(),
        amount: fields.require("amount", amount).unwrap_or_default(),
        date: fields.require("transaction_date", date).unwrap_or_default(),
        reference: reference.unwrap_or_default(),
    };
    fields.finish(apply)
}
