//! The books as the files want them, by arithmetic of their own.

mod invoice;
mod money;
mod ordered;

use super::{BANK, Kind, Ledger, PAYABLE, RECEIVABLE, Record, TAX, UNDEPOSITED, amount};
use crate::data::{Address, Contact, Fate, Order, Product};
use crate::entry::Entered;
use crate::{Country, Data};
use anyhow::Result;
use invoice::{Names, invoice};
use ordered::Ordered;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

impl Ledger {
    /// What both sides have to hold, given the numbers of the documents.
    ///
    /// # Errors
    /// An order has no invoice, or a supplier no purchase order.
    pub(crate) fn of_source(data: &Data, entered: &Entered, country: Country) -> Result<Self> {
        let mut ledger = Self::default();
        for customer in &data.customers {
            ledger.put_customer(data, customer);
        }
        for supplier in &data.suppliers {
            let ordered = Ordered::from(data, supplier);
            ledger.put_supplier(&ordered, entered.purchase_number(supplier)?, country);
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
            ledger.taxed += order.tax();
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

    /// Adds a supplier, the order, and where received orders make one, the bill.
    fn put_supplier(&mut self, ordered: &Ordered<'_>, number: &str, country: Country) {
        let (name, is_billed) = (&ordered.supplier.name, country.makes_bills());
        let owed = if is_billed { ordered.total() } else { Decimal::ZERO };
        let mut record = contact(ordered.supplier);
        record.insert("open balance", amount::text(owed));
        self.put(Kind::Supplier, name, record);
        self.put(Kind::PurchaseOrder, number, ordered.record());
        self.ordered += ordered.total();
        if is_billed {
            self.put(Kind::Bill, number, ordered.bill());
            self.taxed_on_bills += ordered.tax();
        }
        self.put_open(name, owed);
        self.payable += owed;
    }

    /// What the reports say of a contact; nothing when nothing is open.
    fn put_open(&mut self, name: &str, open: Decimal) {
        if !open.is_zero() {
            let record = ["by age", "as a balance"].map(|report| (report, amount::text(open)));
            self.put(Kind::Balance, name, record.into());
        }
    }

    /// What the accounts have to say of all this.
    fn put_balances(&mut self) {
        let accounts = [
            (RECEIVABLE, self.receivable),
            (PAYABLE, -self.payable),
            (UNDEPOSITED, self.paid),
            (TAX, self.taxed_on_bills - self.taxed),
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
