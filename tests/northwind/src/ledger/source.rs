//! The books as the files want them, by arithmetic of their own.

use super::{CLOSED, Kind, Ledger, Record, amount};
use crate::Data;
use crate::data::{Address, Contact, Line, Order, Product};
use crate::entry::{FREIGHT, Numbers, ORDERED, reference, shipping_address};
use anyhow::{Context, Result};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

impl Ledger {
    /// What both sides have to hold, given the numbers of the documents.
    ///
    /// # Errors
    /// An order has no invoice, or a supplier no purchase order.
    pub(crate) fn of_source(data: &Data, numbers: &Numbers) -> Result<Self> {
        let mut ledger = Self::default();
        for customer in &data.customers {
            let owed =
                data.orders.iter().filter(|order| order.customer == customer.id).map(Order::owed).sum();
            ledger.receivable += owed;
            let mut record = contact(customer);
            record.insert("shipping address", address(&customer.address));
            record.insert("open balance", amount::text(owed));
            ledger.put(Kind::Customer, &customer.name, record);
        }
        for supplier in &data.suppliers {
            ledger.put(Kind::Supplier, &supplier.name, contact(supplier));
            let number = numbers.purchases.get(&supplier.id);
            let number = number.with_context(|| format!("supplier {} has no order", supplier.id))?;
            let total: Decimal = data.sold_by(supplier).map(Product::ordered_for).sum();
            ledger.ordered += total;
            ledger.put(Kind::PurchaseOrder, number, purchase_order(data, supplier, total));
        }
        for product in &data.products {
            let stock = (product.in_stock + product.ordered()).normalize();
            let stock = ("in stock", stock.to_string());
            ledger.put(Kind::Product, &product.name, BTreeMap::from([("SKU", product.sku()), stock]));
        }
        let names = Names::of(data);
        for order in &data.orders {
            let number = numbers
                .invoices
                .get(&order.id)
                .with_context(|| format!("order {} has no invoice", order.id))?;
            ledger.put(Kind::Invoice, number, invoice(order, &names)?);
            ledger.invoiced += order.total();
            if let Some(shipped) = order.shipped {
                let mut record = BTreeMap::from([("amount", amount::text(order.total()))]);
                record.insert("date", shipped.to_string());
                record.insert("customer", names.customer(order)?);
                record.insert("reference", reference(order));
                ledger.put(Kind::Payment, number, record);
                ledger.paid += order.total();
            }
        }
        Ok(ledger)
    }
}

/// Names by Northwind's numbers.
struct Names<'a> {
    customers: HashMap<&'a str, &'a str>,
    products: HashMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    fn of(data: &'a Data) -> Self {
        let customers = data.customers.iter().map(|row| (row.id.as_str(), row.name.as_str())).collect();
        let products = data.products.iter().map(|row| (row.id.as_str(), row.name.as_str())).collect();
        Self { customers, products }
    }

    fn customer(&self, order: &Order) -> Result<String> {
        let name = self.customers.get(order.customer.as_str());
        Ok((*name.context("an order of nobody")?).to_owned())
    }

    fn product(&self, line: &Line) -> Result<String> {
        let name = self.products.get(line.product.as_str());
        Ok((*name.context("an order of an unknown product")?).to_owned())
    }
}

fn purchase_order(data: &Data, supplier: &Contact, total: Decimal) -> Record {
    let products: Vec<&Product> = data.sold_by(supplier).collect();
    let names: Vec<&str> = products.iter().map(|product| product.name.as_str()).collect();
    BTreeMap::from([
        ("date", ORDERED.to_string()),
        ("vendor", supplier.name.clone()),
        ("total", amount::text(total)),
        ("lines", names.join(" + ")),
        ("line amounts", amount::texts(products.iter().map(|product| product.ordered_for()))),
        ("status", CLOSED.to_owned()),
    ])
}

fn contact(contact: &Contact) -> Record {
    BTreeMap::from([
        ("phone", contact.phone.clone()),
        ("fax", contact.fax.clone()),
        ("web site", contact.url.clone()),
        ("billing address", address(&contact.address)),
    ])
}

fn address(address: &Address) -> String {
    [&address.street, &address.city, &address.region, &address.postal_code, &address.country]
        .map(String::as_str)
        .join(" / ")
}

fn invoice(order: &Order, names: &Names<'_>) -> Result<Record> {
    let mut sold: Vec<String> = order.lines.iter().map(|line| names.product(line)).collect::<Result<_>>()?;
    let mut amounts: Vec<Decimal> = order.lines.iter().map(Line::net).collect();
    if order.freight > Decimal::ZERO {
        sold.push(FREIGHT.to_owned());
        amounts.push(order.freight);
    }
    let ship_to = shipping_address(&order.ship_name, &order.ship_address);
    Ok(BTreeMap::from([
        ("date", order.ordered.to_string()),
        ("customer", names.customer(order)?),
        ("total", amount::text(order.total())),
        ("balance", amount::text(order.owed())),
        ("lines", sold.join(" + ")),
        ("line amounts", amount::texts(amounts)),
        ("shipping address", ship_to.replace('\n', " / ")),
    ]))
}
