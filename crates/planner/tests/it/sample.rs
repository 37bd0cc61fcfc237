//! Ordinary records, an ordinary QuickBooks company, and the question about them.

use domain::change::{Record, RecordKind};
use domain::company::DiscountOrder;
use domain::contact::{Address, Contact, ContactDetails, ContactKind};
use domain::document::{Discount, Document, DocumentKind, Line, LineKind, totals};
use domain::transaction::Transaction;
use domain::{Currency, Money, Percent, Price, Quantity};
use jiff::Timestamp;
use jiff::civil::date;
use planner::settings::AccountAbroad;
use planner::{
    BillFacts, Case, ContactFacts, Decision, Desired, InvoiceFacts, Known, LineFacts, Link, PaymentFacts,
    Prerequisite, PurchaseOrderFacts, RefundFacts, Refunded, Remote, Settings, Until, Waiting, decide,
};
use uuid::Uuid;

/// All of a case that stays the same while link and remote side change.
#[derive(Debug, Clone)]
pub(crate) struct Books {
    pub(crate) kind: RecordKind,
    pub(crate) desired: Desired,
    pub(crate) known: Known,
    pub(crate) settings: Settings,
}

impl Books {
    pub(crate) fn of(kind: RecordKind, desired: Desired) -> Self {
        Self { kind, desired, known: known(), settings: settings() }
    }

    pub(crate) fn decide(&self, link: &Link, remote: &Remote) -> Decision {
        let Self { kind, desired, known, settings } = self;
        decide(&Case { kind: *kind, desired, link, remote, known, settings })
    }
}

pub(crate) fn known() -> Known {
    Known {
        company_name: "Corner Shop".to_owned(),
        country: "US".to_owned(),
        home_currency: "USD".to_owned(),
        multi_currency: false,
        currencies: Vec::new(),
        accounts_abroad: Vec::new(),
        edition: "QuickBooks Online Plus".to_owned(),
        custom_numbers: true,
        custom_purchase_order_numbers: true,
        discounts: true,
        sales_tax: true,
        closed_until: None,
        gone: Vec::new(),
        gone_names: Vec::new(),
    }
}

/// The same company once it deals in euros too, with an account for what customers owe in them (90).
pub(crate) fn several() -> Known {
    let receivable = AccountAbroad {
        id: "90".to_owned(),
        name: "Receivables in euros".to_owned(),
        currency: "EUR".to_owned(),
        is_receivable: true,
    };
    Known {
        multi_currency: true,
        currencies: vec!["EUR".to_owned()],
        accounts_abroad: vec![receivable],
        ..known()
    }
}

pub(crate) fn settings() -> Settings {
    let account = |id: &str| Some(id.to_owned());
    Settings {
        income_account: account("79"),
        expense_account: account("80"),
        bank_account: account("35"),
        receivable_account: account("84"),
        ..Settings::default()
    }
}

pub(crate) fn contact(kind: ContactKind, name: &str) -> Contact {
    let details = ContactDetails { name: name.to_owned(), ..ContactDetails::of(kind) };
    Contact { id: Uuid::nil(), number: 1, details, archived: false, revision: 1 }
}

/// A contact as something to be in QuickBooks, with no document yet.
pub(crate) fn wanted(contact: Contact) -> Desired {
    Desired::Contact(Box::new(ContactFacts { contact, currency: None, namesake: None }))
}

/// A contact with every field that is sent.
pub(crate) fn full_contact(kind: ContactKind) -> Contact {
    let plain = contact(kind, "Acme & Söhne");
    let address = |line1: &str| Address {
        line1: line1.to_owned(),
        line2: "2nd floor".to_owned(),
        city: "Tucson".to_owned(),
        region: "AZ".to_owned(),
        postal_code: "85719".to_owned(),
        country: "USA".to_owned(),
    };
    let details = ContactDetails {
        email: "office@acme.example".to_owned(),
        phone: "+1 520 555 0100".to_owned(),
        fax: "+1 520 555 0101".to_owned(),
        url: "https://acme.example".to_owned(),
        billing: address("1 Bill Street"),
        shipping: address("2 Ship Street"),
        ..plain.details
    };
    Contact { details, ..plain }
}

pub(crate) fn line(quantity: &str, price: &str) -> Line {
    Line {
        id: Uuid::nil(),
        kind: LineKind::Service,
        name: "Work".to_owned(),
        description: String::new(),
        quantity: Quantity::new(quantity.parse().unwrap()).unwrap(),
        price: Price::new(price.parse().unwrap()).unwrap(),
        cost: Price::ZERO,
        discount: Percent::ZERO,
        tax1: Percent::ZERO,
        tax2: Percent::ZERO,
        weight: 0,
        received: Quantity::ZERO,
    }
}

pub(crate) fn discount(discount: Discount) -> Line {
    Line { kind: LineKind::Discount(discount), ..line("1", "0") }
}

pub(crate) fn percent(value: &str) -> Percent {
    Percent::new(value.parse().unwrap()).unwrap()
}

pub(crate) fn cents(units: i64) -> Money {
    Money::from_minor_units(units)
}

/// An invoice of these lines to Acme, whose customer (58) and generic item (7) are in QuickBooks.
pub(crate) fn invoice(lines: Vec<Line>) -> InvoiceFacts {
    invoice_with(lines, DiscountOrder::BeforeTax)
}

pub(crate) fn invoice_with(lines: Vec<Line>, discount_order: DiscountOrder) -> InvoiceFacts {
    InvoiceFacts {
        contact: contact(ContactKind::Customer, "Acme"),
        totals: totals(&lines, Currency::USD, discount_order).unwrap(),
        discount_order,
        lines: vec![LineFacts::default(); lines.len()],
        customer: prerequisite(RecordKind::Customer, "Acme", Some("58")),
        generic_item: prerequisite(RecordKind::GenericItem, "the item “Inventory Item”", Some("7")),
        returned: Money::ZERO,
        making_room: None,
        document: document(lines),
    }
}

fn document(lines: Vec<Line>) -> Document {
    Document {
        id: Uuid::nil(),
        kind: DocumentKind::Invoice,
        number: 1042,
        contact_id: Uuid::nil(),
        name: String::new(),
        issue_date: date(2026, 3, 31),
        shipping_address: String::new(),
        external_po_number: String::new(),
        currency: Currency::USD,
        exchange_rate: None,
        cancelled: false,
        sent_at: None,
        received_at: None,
        lines,
        created_at: Timestamp::UNIX_EPOCH,
        revision: 1,
    }
}

/// A purchase order of these lines to Lulu, whose vendor (59) and generic item (7) are in QuickBooks.
pub(crate) fn purchase_order(lines: Vec<Line>) -> PurchaseOrderFacts {
    let InvoiceFacts { totals, lines, generic_item, document, .. } = invoice(lines);
    PurchaseOrderFacts {
        contact: contact(ContactKind::Supplier, "Lulu"),
        vendor: prerequisite(RecordKind::Supplier, "Lulu", Some("59")),
        document: Document { kind: DocumentKind::PurchaseOrder, ..document },
        totals,
        lines,
        generic_item,
        bill: None,
    }
}

/// The same order once it was sent and all of it has come.
pub(crate) fn received(mut facts: PurchaseOrderFacts) -> PurchaseOrderFacts {
    facts.document.sent_at = Some(Timestamp::UNIX_EPOCH);
    facts.document.lines.iter_mut().for_each(|line| line.received = line.quantity);
    facts
}

/// The bill for such an order, which is in QuickBooks (131).
pub(crate) fn bill() -> BillFacts {
    BillFacts {
        order: received(purchase_order(vec![line("1", "12")])),
        remote_order: prerequisite(RecordKind::PurchaseOrder, "Purchase order 1042", Some("131")),
        remote_lines: vec!["1".to_owned()],
    }
}

/// A payment of 12.00 on that invoice, which is in QuickBooks (130).
pub(crate) fn payment() -> PaymentFacts {
    PaymentFacts {
        transaction: Transaction {
            id: Uuid::nil(),
            document_id: Uuid::nil(),
            amount: cents(1_200),
            date: date(2026, 4, 2),
            reference: "Cheque 77".to_owned(),
            revision: 1,
        },
        invoice: document(vec![line("1", "12")]),
        remote_invoice: prerequisite(RecordKind::Invoice, "Invoice 1042", Some("130")),
        customer: prerequisite(RecordKind::Customer, "its customer", Some("58")),
        refunded: Vec::new(),
        room: None,
        making_room: None,
    }
}

/// A refund of 5.00 on that invoice.
pub(crate) fn refund() -> RefundFacts {
    let PaymentFacts { transaction, invoice, remote_invoice, customer, .. } = payment();
    RefundFacts {
        transaction: Transaction { amount: cents(-500), reference: String::new(), ..transaction },
        invoice,
        remote_invoice,
        customer,
        generic_item: prerequisite(RecordKind::GenericItem, "the item “Inventory Item”", Some("7")),
        taken_from: Vec::new(),
        holder: None,
    }
}

/// What a refund of `units` cents takes from a payment.
pub(crate) fn refunded(remote_id: Option<&str>, units: i64) -> Refunded {
    Refunded { refund: prerequisite(RecordKind::Refund, "its refund", remote_id), amount: cents(units) }
}

/// Waiting for money on the invoice.
pub(crate) fn money(kind: RecordKind, title: &str, until: Until) -> Waiting {
    Waiting { record: Record::new(kind, Uuid::nil()), title: title.to_owned(), until }
}

/// What is there, and is gone or out of use since, which its own entry tells.
pub(crate) fn lost(kind: RecordKind, title: &str) -> Prerequisite {
    Prerequisite { is_lost: true, ..prerequisite(kind, title, Some("130")) }
}

pub(crate) fn prerequisite(kind: RecordKind, title: &str, remote_id: Option<&str>) -> Prerequisite {
    let record = Record::new(kind, Uuid::nil());
    Prerequisite {
        record,
        title: title.to_owned(),
        remote_id: remote_id.map(str::to_owned),
        is_open: false,
        is_lost: false,
        currency: None,
    }
}
