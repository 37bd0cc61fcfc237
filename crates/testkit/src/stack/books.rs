//! Entering records the short way.

use anyhow::Result;
use app::invoices::{self, Input, LineInput, LineInputKind};
use app::{contacts, purchase_orders, transactions};
use domain::contact::{Contact, ContactDetails, ContactKind};
use domain::{Percent, Price, Quantity};
use jiff::civil::date;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::Stack;

impl Stack {
    /// A new customer of this name.
    ///
    /// # Errors
    /// The books refused.
    pub async fn customer(&self, name: &str) -> Result<Contact> {
        self.contact(ContactDetails { name: name.to_owned(), ..ContactDetails::of(ContactKind::Customer) })
            .await
    }

    /// A new contact.
    ///
    /// # Errors
    /// The books refused.
    pub async fn contact(&self, details: ContactDetails) -> Result<Contact> {
        Ok(self.app.run(self.actor, contacts::Create { details }).await?.record)
    }

    /// Changes a contact.
    ///
    /// # Errors
    /// The books refused.
    pub async fn edit_contact(&self, id: Uuid, edit: impl FnOnce(&mut Contact) + Send) -> Result<()> {
        let edit = |contact: &mut Contact| {
            edit(contact);
            Ok(())
        };
        self.app.run(self.actor, contacts::Edit { id, edit }).await?;
        Ok(())
    }

    /// A new invoice with these lines.
    ///
    /// # Errors
    /// The books refused.
    pub async fn invoice(&self, customer: Uuid, lines: Vec<LineInput>) -> Result<invoices::View> {
        let input = Input {
            contact_id: Some(customer),
            issue_date: Some(date(2026, 11, 20)),
            lines: Some(lines),
            ..Input::default()
        };
        Ok(self.app.run(self.actor, invoices::Create { input }).await?)
    }

    /// Replaces the lines of an invoice.
    ///
    /// # Errors
    /// The books refused.
    pub async fn edit_invoice(&self, id: Uuid, lines: Vec<LineInput>) -> Result<invoices::View> {
        let input = Input { lines: Some(lines), ..Input::default() };
        Ok(self.app.run(self.actor, invoices::Edit { id, input }).await?)
    }

    /// A new supplier of this name.
    ///
    /// # Errors
    /// The books refused.
    pub async fn supplier(&self, name: &str) -> Result<Contact> {
        self.contact(ContactDetails { name: name.to_owned(), ..ContactDetails::of(ContactKind::Supplier) })
            .await
    }

    /// A new purchase order with these lines, which is not sent.
    ///
    /// # Errors
    /// The books refused.
    pub async fn purchase_order(
        &self,
        supplier: Uuid,
        lines: Vec<LineInput>,
    ) -> Result<purchase_orders::View> {
        let input = Input {
            contact_id: Some(supplier),
            issue_date: Some(date(2026, 11, 20)),
            lines: Some(lines),
            ..Input::default()
        };
        Ok(self.app.run(self.actor, purchase_orders::Create { input }).await?)
    }

    /// A payment (positive) or refund (negative), in major units as text.
    ///
    /// # Errors
    /// The books refused.
    pub async fn pay(&self, document_id: Uuid, amount: &str) -> Result<Uuid> {
        let amount: Decimal = amount.parse()?;
        let reference = "Bank transfer".to_owned();
        let apply = transactions::Apply { document_id, amount, date: date(2026, 11, 22), reference };
        Ok(self.app.run(self.actor, apply).await?.transaction.id)
    }
}

/// A service line: name, quantity and price as texts.
///
/// # Panics
/// A text is no number, which is a mistake of the test.
#[expect(clippy::unwrap_used, reason = "a test's own numbers")]
pub fn service(name: &str, quantity: &str, price: &str) -> LineInput {
    LineInput {
        id: None,
        kind: LineInputKind::Service,
        name: name.to_owned(),
        description: String::new(),
        quantity: Some(Quantity::new(quantity.parse().unwrap()).unwrap()),
        price: Some(Price::new(price.parse().unwrap()).unwrap()),
        cost: None,
        discount: Percent::ZERO,
        tax1: None,
        tax2: None,
        weight: None,
    }
}
