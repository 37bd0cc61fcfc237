//! Orders: an invoice each, and a payment once they were shipped.

use super::{Ids, each, fates, id};
use crate::data::{Address, Line, Money, Order};
use anyhow::{Context, Result};
use live::{Api, Resource};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::HashMap;

const INVOICE: i64 = 5;

/// What the service line for the carriage is called.
pub(crate) const FREIGHT: &str = "Freight";

/// Enters the orders. Gives their invoices, by the number of the order.
pub(super) async fn enter(
    api: &Api,
    orders: &[Order],
    customers: &Ids,
    products: &Ids,
) -> Result<HashMap<u32, Value>> {
    each(orders, |order| async move {
        let invoice = api.add(Resource::DOCUMENTS, invoice(order, customers, products)?).await?;
        if let Some(payment) = order.money().first() {
            api.add(Resource::TRANSACTIONS, transaction(&id(&invoice), payment)).await?;
        }
        if !fates::is_late(order) {
            fates::follow(api, order, &invoice).await?;
        }
        Ok((order.number, invoice))
    })
    .await
}

fn invoice(order: &Order, customers: &Ids, products: &Ids) -> Result<Value> {
    let customer = customers.get(&order.customer).context("an order of nobody")?;
    let mut lines = Vec::with_capacity(order.lines.len().saturating_add(1));
    for line in &order.lines {
        lines.push(self::line(line, products)?);
    }
    if order.freight > Decimal::ZERO {
        lines.push(json!({
            "name": FREIGHT,
            "quantity": 1,
            "price": order.freight.to_string(),
            "tax": order.freight_rate.to_string(),
        }));
    }
    Ok(json!({
        "context_id": INVOICE,
        "customer_id": customer,
        "issue_date": order.ordered,
        "shipping_address": shipping_address(&order.ship_name, &order.ship_address),
        "external_po_number": order.number.to_string(),
        "document_items": lines,
    }))
}

fn line(line: &Line, products: &Ids) -> Result<Value> {
    let item = products.get(&line.product).context("an order of an unknown product")?;
    let percent = line.discount * Decimal::ONE_HUNDRED;
    Ok(json!({
        "item_id": item,
        "quantity": line.quantity.to_string(),
        "price": line.price.to_string(),
        "discount_percent": percent.to_string(),
        "tax": line.rate.to_string(),
    }))
}

/// As it would stand on a parcel, a line each.
pub(crate) fn shipping_address(name: &str, address: &Address) -> String {
    let town = [&address.city, &address.region, &address.postal_code].map(String::as_str);
    let town: Vec<&str> = town.into_iter().filter(|part| !part.is_empty()).collect();
    [name, &address.street, &town.join(" "), &address.country].join("\n")
}

/// A payment or refund on this invoice.
pub(super) fn transaction(invoice_id: &str, money: &Money) -> Value {
    json!({
        "document_id": invoice_id,
        "amount": money.amount.to_string(),
        "transaction_date": money.date,
        "reference": money.reference,
    })
}
