//! Lines that take from purchase orders: those of bills and expenses (fact sheet 10.2, 12.1).

use crate::books::{Company, Id};
use crate::entity::purchase_order::check_taken;
use crate::entity::tie::{cannot_link, check_single, header_links, line_ties, link_of, links, show_ties};
use crate::entity::{Ties, Work};
use crate::fault::Fault;
use crate::wire::{Members, Object};
use serde_json::Value;

/// What a bill or an expense may be linked to by the client.
const ORDER: &str = "PurchaseOrder";

/// Puts the orders that the lines are linked to into the header too, and checks them. They are those of the `vendor`.
///
/// # Errors
/// 610 for an order that is not there; 620 for another vendor's, for a link to something else, and for a line that
/// can't be taken from.
pub(crate) fn link_orders(work: &Work<'_>, body: &mut Object, vendor: Option<&str>) -> Result<(), Fault> {
    for line in work.given.set.list("Line").iter().filter_map(Value::as_object) {
        check_single(line)?;
        check_order_line(work, line)?;
    }
    let mut ids = header_links(body, ORDER);
    for (entity, id) in line_ties(body).into_keys() {
        if entity != ORDER {
            return Err(cannot_link("A line of a purchase can be linked to a purchase order only"));
        }
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    for id in &ids {
        let order = work.company.find(ORDER, id).ok_or_else(Fault::not_found)?;
        if order.body.target("VendorRef") != vendor {
            return Err(cannot_link("The purchase order belongs to another vendor"));
        }
    }
    body.put("LinkedTxn", links(ORDER, &ids));
    Ok(())
}

/// A link that names a line of an order names one that can be taken from.
fn check_order_line(work: &Work<'_>, line: &Object) -> Result<(), Fault> {
    let link = line.list("LinkedTxn").first().and_then(Value::as_object);
    let named = link.and_then(|link| Some((link.text("TxnId")?, link.text("TxnLineId")?)));
    let Some((order, named)) = named else { return Ok(()) };
    let order = work.company.look_up(ORDER, order).ok_or_else(Fault::not_found)?;
    check_taken(work, order, named)
}

/// What goes back to a vendor is taken from no order, and is linked to nothing by its lines (assumed).
///
/// # Errors
/// 620 for a link to a transaction.
pub(crate) fn refuse_links(body: &Object) -> Result<(), Fault> {
    let mut lines = body.list("Line").iter().filter_map(Value::as_object);
    let is_linked = |line: &Object| line.list("LinkedTxn").len() > 1 || link_of(line).is_some();
    if lines.any(is_linked) || !header_links(body, ORDER).is_empty() {
        return Err(cannot_link("A credit can't be linked to what was ordered or bought"));
    }
    Ok(())
}

/// The orders that are taken from. A link in the header alone takes no line of the order.
pub(crate) fn order_ties(body: &Object) -> Ties {
    let mut ties = line_ties(body);
    for id in header_links(body, ORDER) {
        ties.entry((ORDER, id)).or_insert_with(|| body.amount("TotalAmt"));
    }
    ties
}

/// Writes the links of a transaction to the orders that it takes from and to what settles it.
pub(crate) fn show_orders_and_ties(company: &Company, id: &Id, body: &mut Object) {
    let orders = header_links(body, ORDER);
    show_ties(company, id, body);
    let mut shown = links(ORDER, &orders);
    shown.extend(body.list("LinkedTxn").iter().cloned());
    body.put("LinkedTxn", shown);
}
