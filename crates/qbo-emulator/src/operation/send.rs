//! E-mail: a form is marked as sent (fact sheet 2.1). Nothing leaves the emulator.

use super::{Desk, Effect, Order, Outcome};
use crate::books::{ChangeKind, Id};
use crate::entity::{Entity, show};
use crate::fault::{Code, Fault};
use crate::field::{Field, Mode, Shape, admit};
use crate::wire::{Members, stamp};
use serde_json::{Value, json};

/// Forms that can be sent and printed, and the member that holds the address. A payment has none; it goes to
/// its customer (assumed).
const FORMS: [(&str, Option<&str>); 7] = [
    ("Invoice", Some("BillEmail")),
    ("Estimate", Some("BillEmail")),
    ("CreditMemo", Some("BillEmail")),
    ("SalesReceipt", Some("BillEmail")),
    ("RefundReceipt", Some("BillEmail")),
    ("PurchaseOrder", Some("POEmail")),
    ("Payment", None),
];

/// What `sendTo` may be.
static ADDRESSEE: &[Field] = &[Field::new("Address", Shape::Email(100))];

/// Whether an entity is a form that can be sent and printed.
pub(crate) fn is_form(entity: &Entity) -> bool {
    FORMS.iter().any(|(name, _)| *name == entity.name)
}

/// Sends a form to the address in the order, else to its own.
///
/// # Errors
/// 500 for what is no form, 2030 and 610 for its id, 6420 without an address, 2210 for one that can't be.
pub(super) fn send(desk: &mut Desk<'_>, order: &Order) -> Result<Outcome, Fault> {
    let entity = order.entity;
    let Some((_, member)) = FORMS.iter().find(|(name, _)| *name == entity.name) else {
        return Err(Fault::unsupported("send"));
    };
    let id = order.body.text("Id").unwrap_or_default();
    let id = id.parse::<u64>().map(Id::from).map_err(|_| Fault::no_id(id))?;
    let before = desk.company.find(entity.name, &id).cloned().ok_or_else(Fault::not_found)?;
    let mut body = before.body.clone();
    // The address is checked like one that is written.
    let sent = admit(ADDRESSEE, &order.body, Mode::Sparse)?.set.text("Address").map(str::to_owned);
    let own = match member {
        Some(member) => body.object(member),
        None => body
            .target("CustomerRef")
            .and_then(|customer| desk.company.look_up("Customer", customer))
            .and_then(|customer| customer.body.object("PrimaryEmailAddr")),
    };
    let own = own.and_then(|email| email.text("Address")).map(str::to_owned);
    let address = sent.or(own).ok_or_else(|| {
        Fault::new(Code::EMAIL_REQUIRED, "Email address is required to send this transaction")
            .element(member.unwrap_or("sendTo"))
    })?;
    if let Some(member) = member {
        body.put(member, json!({ "Address": address }));
        body.put("EmailStatus", "EmailSent");
        if *member == "BillEmail" {
            let delivery = json!({"DeliveryType": "Email", "DeliveryTime": stamp(desk.now)});
            body.put("DeliveryInfo", delivery);
        }
        let next = before.next(body, desk.now);
        desk.company.put(entity, next);
    }
    desk.company.news.note(entity.name, &id, ChangeKind::Emailed, desk.now);
    let shown = desk.company.find(entity.name, &id).map(|record| show(desk.company, entity, record));
    let object = Value::Object(shown.unwrap_or_default());
    Ok(Outcome { object, id, effect: Effect::Emailed, at: desk.now })
}
