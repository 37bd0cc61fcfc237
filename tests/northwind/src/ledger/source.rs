//! The books as the files want them, by arithmetic of their own.

use super::{BANK, CLOSED, Kind, Ledger, PAYABLE, RECEIVABLE, Record, UNDEPOSITED, amount};
use crate::Data;
use crate::data::{Address, Contact, Fate, Line, Money, Order, Product};
use crate::entry::{Entered, FREIGHT, ORDERED, shipping_address};
use anyhow::{Context, Result};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

impl Ledger {
    /// What both sides have to hold, given the numbers of the documents.
    ///
    /// # Errors
    /// An order has no invoice, or a supplier no purchase order.
    pub(crate) fn of_source(data: &Data, entered: &Entered) -> Result<Self> {
        let mut ledger = Self::default();
        for customer in &data.customers {
            ledger.put_customer(data, customer);
        }
        for supplier in &data.suppliers {
            ledger.put(Kind::Supplier, &supplier.name, contact(supplier));
            let total: Decimal = data.sold_by(supplier).map(Product::ordered_for).sum();
            ledger.ordered += total;
            let order = purchase_order(data, supplier, total);
            ledger.put(Kind::PurchaseOrder, entered.purchase_number(supplier)?, order);
        }
        for product in &data.products {
            let stock = product.in_stock + product.ordered() + data.never_left(product);
            let stock = ("in stock", stock.normalize().to_string());
            ledger.put(Kind::Product, &product.name, BTreeMap::from([("SKU", product.sku()), stock]));
        }
        let names = Names::of(data);
        for order in data.orders.iter().filter(|order| order.fate != Fate::Deleted) {
            let number = entered.invoice_number(order)?;
            ledger.put_money(&order.money_left(), &number, &names.customer(order)?);
            ledger.put(Kind::Invoice, number, invoice(order, &names)?);
            ledger.invoiced += order.billed();
        }
        ledger.put_balances();
        Ok(ledger)
    }

    fn put_customer(&mut self, data: &Data, customer: &Contact) {
        let orders = data.orders.iter().filter(|order| order.customer == customer.id);
        let owed: Decimal = orders.map(Order::owed).sum();
        let mut record = contact(customer);
        record.insert("shipping address", address(&customer.address));
        record.insert("open balance", amount::text(owed));
        self.put(Kind::Customer, &customer.name, record);
        self.put_open(&customer.name, owed);
        self.receivable += owed;
    }

    /// What the reports say of a contact; nothing when nothing is open.
    fn put_open(&mut self, name: &str, open: Decimal) {
        if !open.is_zero() {
            let record = ["by age", "as a balance"].map(|report| (report, amount::text(open)));
            self.put(Kind::Balance, name, record.into());
        }
    }

    /// The money of one invoice, and how it is booked. Each refund opens the invoice again by what it takes from the
    /// payment before it.
    fn put_money(&mut self, money: &[Money], invoice: &str, customer: &str) {
        for (place, one) in money.iter().enumerate() {
            let (amount, reference) = (one.amount.abs(), one.reference.as_str());
            let mut record = BTreeMap::from([("amount", amount::text(amount))]);
            record.insert("customer", customer.to_owned());
            record.insert("date", one.date.to_string());
            if one.is_refund() {
                record.insert("invoice", invoice.to_owned());
                let booking = [("from", BANK), ("against", RECEIVABLE)];
                let booking = booking.map(|(side, account)| (side, account.to_owned()));
                self.put(Kind::Refund, reference, record);
                self.put(Kind::Booking, reference, booking.into());
                self.refunded += amount;
                continue;
            }
            let refunds: Vec<&Money> =
                money[place + 1..].iter().take_while(|next| next.is_refund()).collect();
            let left = refunds.iter().fold(amount, |left, refund| left + refund.amount);
            let on_invoice =
                if left.is_zero() { String::new() } else { format!("{invoice}: {}", amount::text(left)) };
            let given_back = refunds
                .iter()
                .map(|refund| format!("{}: {}", refund.reference, amount::text(-refund.amount)));
            let booking =
                [("on invoices", on_invoice), ("given back", given_back.collect::<Vec<_>>().join(" + "))];
            self.put(Kind::Payment, reference, record);
            self.put(Kind::Booking, reference, booking.into());
            self.paid += amount;
        }
    }

    /// What the accounts have to say of all this.
    fn put_balances(&mut self) {
        let accounts = [
            (RECEIVABLE, self.receivable),
            (PAYABLE, -self.payable),
            (UNDEPOSITED, self.paid),
            (BANK, -self.refunded),
        ];
        for (account, balance) in accounts {
            self.put(Kind::Balance, account, BTreeMap::from([("on the account", amount::text(balance))]));
        }
        let totals = [("of all customers", self.receivable), ("of all suppliers", self.payable)];
        for (whose, open) in totals {
            let record = ["by age", "as a balance"].map(|report| (report, amount::text(open)));
            self.put(Kind::Balance, whose, record.into());
        }
    }
}

impl Data {
    /// What came back into the store because its order was cancelled or deleted.
    fn never_left(&self, product: &Product) -> Decimal {
        let gone = self.orders.iter().filter(|order| matches!(order.fate, Fate::Cancelled | Fate::Deleted));
        let lines = gone.flat_map(|order| &order.lines).filter(|line| line.product == product.id);
        lines.map(|line| line.quantity).sum()
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
        amounts.push(order.last_freight());
    }
    let is_cancelled = order.fate == Fate::Cancelled;
    if is_cancelled {
        amounts.fill(Decimal::ZERO);
    }
    let ship_to = shipping_address(&order.ship_name, &order.ship_address);
    Ok(BTreeMap::from([
        ("date", order.ordered.to_string()),
        ("customer", names.customer(order)?),
        ("cancelled", is_cancelled.to_string()),
        ("total", amount::text(order.billed())),
        ("balance", amount::text(order.owed())),
        ("lines", sold.join(" + ")),
        ("line amounts", amount::texts(amounts)),
        ("shipping address", ship_to.replace('\n', " / ")),
    ]))
}
