//! PurchaseOrder (fact sheet 10.2).

use super::currency::complete_currency;
use super::custom_field::ON_ORDERS;
use super::expense::{LINES, complete_lines, complete_payable, complete_vendor};
use super::number::complete_number;
use super::paying::keep_owner;
use super::tax::{GLOBAL, TAX_DETAIL};
use super::tie::{cannot_link, link_of, show_ties};
use super::{Behaviour, Class, Entity, Numbering, PURCHASE_ORDERS, TRANSACTIONS, Work};
use crate::books::{Company, Id, Record, Table};
use crate::emulator::Settings;
use crate::fault::Fault;
use crate::field::{ADDRESS, DOC_NUMBER, EMAIL, FREE_REF, Field, Shape, TRANSACTION, join};
use crate::wire::{Members, Object, day_of, plain};
use rust_decimal::Decimal;
use serde_json::Value;

/// What is ordered from vendors. It moves no account.
pub(crate) static PURCHASE_ORDER: Entity = Entity {
    name: "PurchaseOrder",
    path: "purchaseorder",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + TRANSACTION.len() }>(OWN, TRANSACTION),
    sequence: TRANSACTIONS,
    naming: None,
    numbering: Numbering::Series(PURCHASE_ORDERS),
    counted: true,
    word: "Transactions",
    behaviour: &PurchaseOrder,
};

const OWN: &[Field] = &[
    Field::to("VendorRef", "Vendor").required().filter(),
    Field::to("APAccountRef", "Account").filter(),
    Field::new("Line", LINES).required(),
    GLOBAL,
    Field::new("TxnTaxDetail", TAX_DETAIL),
    Field::new("POStatus", Shape::Choice(&["Open", "Closed"])).filter(),
    Field::new("ManuallyClosed", Shape::Flag),
    DOC_NUMBER,
    Field::new("DueDate", Shape::Date).sort(),
    Field::to("SalesTermRef", "Term").filter(),
    Field::text("Memo", 4000),
    Field::new("POEmail", EMAIL),
    Field::new("EmailStatus", Shape::Choice(&["NotSet", "NeedToSend", "EmailSent"])),
    Field::new("PrintStatus", Shape::Choice(&["NotSet", "NeedToPrint", "PrintComplete"])),
    Field::new("VendorAddr", ADDRESS),
    Field::new("ShipAddr", ADDRESS),
    Field::to("ShipTo", "Customer"),
    Field::new("ShipMethodRef", FREE_REF),
    Field::to("ClassRef", "Class"),
    Field::shown("TotalAmt", Shape::Money).sort(),
    Field::ignored("BillEmail"),
    Field::ignored("ReplyEmail"),
    Field::ignored("TaxCodeRef"),
    Field::ignored("ReimbursableInfoRef"),
    Field::ignored("ExpectedDate"),
    Field::ignored("DropShipToEntity"),
    Field::ignored("InventorySiteRef"),
    Field::ignored("FOB"),
    Field::ignored("TemplateRef"),
];

struct PurchaseOrder;

impl Behaviour for PurchaseOrder {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        keep_owner(work, body, "VendorRef")?;
        complete_currency(work, body)?;
        if work.before.is_none() {
            complete_vendor(work, body)?;
            ship_to(work, body);
        }
        complete_payable(work, body)?;
        body.put_default("TxnDate", day_of(work.now).to_string());
        complete_lines(work, body)?;
        ON_ORDERS.complete(work, body)?;
        complete_number(work, &PURCHASE_ORDER, body)?;
        body.put_default("POStatus", "Open");
        body.put_default("EmailStatus", "NotSet");
        body.put_default("LinkedTxn", Vec::<Value>::new());
        if let Some(before) = work.before {
            receive(work.company, &before.id, body);
        }
        Ok(())
    }

    /// Bills and expenses that take all of it close an order, and open it again when they are gone (assumed).
    fn tied(&self, company: &Company, id: &Id, body: &mut Object) {
        show_ties(company, id, body);
        let was_received = is_received(body);
        receive(company, id, body);
        match (was_received, is_received(body)) {
            (false, true) => body.put("POStatus", "Closed"),
            (true, false) => body.put("POStatus", "Open"),
            _ => {}
        }
    }

    fn may_undo(&self, company: &Company, _settings: &Settings, record: &Record) -> Result<(), Fault> {
        if company.applied.is_tied(&record.id) {
            return Err(Fault::business(
                "This transaction is linked to other transactions. Unlink them first.",
            ));
        }
        Ok(())
    }

    fn dress(&self, company: &Company, _record: &Record, shown: &mut Object) {
        ON_ORDERS.hide_unused(company, shown);
    }
}

/// Goods go to the customer named, else to the company.
fn ship_to(work: &Work<'_>, body: &mut Object) {
    let customer = body.target("ShipTo").and_then(|id| work.company.look_up("Customer", id));
    let theirs = customer.and_then(|customer| customer.body.object("ShipAddr"));
    let info = work.company.table("CompanyInfo").and_then(Table::first);
    let own = info.and_then(|info| info.body.object("CompanyAddr"));
    if let Some(mut address) = theirs.or(own).cloned() {
        address.remove("Id");
        body.put_default("ShipAddr", address);
    }
}

/// Notes on every line how much bills and expenses have taken of it: a quantity where the line has one, else an amount.
fn receive(company: &Company, id: &Id, body: &mut Object) {
    let Some(Value::Array(lines)) = body.get_mut("Line") else { return };
    for line in lines.iter_mut().filter_map(Value::as_object_mut) {
        let received = received(company, id, line, None);
        line.remove("Received");
        if !received.is_zero() {
            line.put("Received", plain(received));
        }
    }
}

/// What bills and expenses have taken of a line, all but one of them.
fn received(company: &Company, order: &Id, line: &Object, but: Option<&Id>) -> Decimal {
    let by_quantity = wanted_quantity(line).is_some();
    let takers = company.applied.on(order).filter(|(taker, _)| but != Some(*taker));
    takers
        .filter_map(|(taker, applied)| company.find(applied.by, taker))
        .flat_map(|taker| taker.body.list("Line"))
        .filter_map(Value::as_object)
        .filter(|taken| takes(taken, order, line))
        .map(|taken| if by_quantity { quantity(taken) } else { taken.amount("Amount") })
        .sum()
}

/// A bill or an expense takes from a line of an order as long as others have left something of it, and may take more
/// than that: it says what has come (assumed).
///
/// # Errors
/// 620 for a line that is not there, or that has been received in full.
pub(super) fn check_taken(work: &Work<'_>, order: &Record, named: &str) -> Result<(), Fault> {
    let mut lines = order.body.list("Line").iter().filter_map(Value::as_object);
    let Some(line) = lines.find(|line| line.text("Id") == Some(named)) else {
        return Err(cannot_link(&format!("The purchase order has no line {named}")));
    };
    let received = received(work.company, &order.id, line, work.before.map(|taker| &taker.id));
    if received.is_zero() || received < wanted(line) {
        return Ok(());
    }
    Err(cannot_link(&format!("Line {named} of the purchase order has been received in full")))
}

/// Whether a line of a bill or an expense is linked to this line of the order.
fn takes(taken: &Object, order: &Id, line: &Object) -> bool {
    let link = taken.list("LinkedTxn").first().and_then(Value::as_object);
    link_of(taken).is_some_and(|(entity, id)| entity.name == PURCHASE_ORDER.name && id == *order)
        && link.and_then(|link| link.text("TxnLineId")) == line.text("Id")
}

fn wanted(line: &Object) -> Decimal {
    wanted_quantity(line).unwrap_or_else(|| line.amount("Amount"))
}

fn wanted_quantity(line: &Object) -> Option<Decimal> {
    line.object("ItemBasedExpenseLineDetail")?.decimal("Qty")
}

/// A line without a quantity takes one piece.
fn quantity(taken: &Object) -> Decimal {
    wanted_quantity(taken).unwrap_or(Decimal::ONE)
}

fn is_received(body: &Object) -> bool {
    let mut lines = body.list("Line").iter().filter_map(Value::as_object);
    lines.all(|line| {
        line.text("DetailType") == Some("DescriptionOnly") || line.amount("Received") >= wanted(line)
    })
}
