//! Contacts: customers, prospects and suppliers, one record type.

use crate::{Percent, Refusals, text};
use uuid::Uuid;

/// What a contact is to the company. The numbers are the API's `context_id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ContactKind {
    /// Buys from the company (2).
    Customer,
    /// May buy one day (8).
    Prospect,
    /// Sells to the company (10).
    Supplier,
}

impl ContactKind {
    /// The kind with this `context_id`.
    pub const fn from_context(id: i64) -> Option<Self> {
        match id {
            2 => Some(Self::Customer),
            8 => Some(Self::Prospect),
            10 => Some(Self::Supplier),
            _ => None,
        }
    }

    /// The API's `context_id`.
    pub const fn context(self) -> i64 {
        match self {
            Self::Customer => 2,
            Self::Prospect => 8,
            Self::Supplier => 10,
        }
    }

    /// The word for it, in lower case.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Prospect => "prospect",
            Self::Supplier => "supplier",
        }
    }
}

/// A customer, prospect or supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Identity.
    pub id: Uuid,
    /// The number given by the company's counter.
    pub number: i64,
    /// What a user says about the contact.
    pub details: ContactDetails,
    /// Kept out of ordinary lists.
    pub archived: bool,
    /// Grows by one with every save.
    pub revision: i64,
}

/// What a user says about a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactDetails {
    /// Customer, prospect or supplier.
    pub kind: ContactKind,
    /// The name on documents, and the display name in QuickBooks.
    pub name: String,
    /// E-mail address of the office.
    pub email: String,
    /// Telephone number of the office.
    pub phone: String,
    /// Fax number of the office.
    pub fax: String,
    /// Web site.
    pub url: String,
    /// Where bills go.
    pub billing: Address,
    /// Where goods go.
    pub shipping: Address,
    /// Registration for value added tax.
    pub vat_number: String,
    /// Own rate of the first tax, in place of the company's.
    pub tax_rate1: Option<Percent>,
    /// Own rate of the second tax, in place of the company's.
    pub tax_rate2: Option<Percent>,
}

/// A postal address. Every part may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Street.
    pub line1: String,
    /// A second line.
    pub line2: String,
    /// City.
    pub city: String,
    /// State, province or region.
    pub region: String,
    /// Postal code.
    pub postal_code: String,
    /// Country.
    pub country: String,
}

impl ContactDetails {
    /// Empty details of a kind, to be filled in.
    pub fn of(kind: ContactKind) -> Self {
        Self {
            kind,
            name: String::new(),
            email: String::new(),
            phone: String::new(),
            fax: String::new(),
            url: String::new(),
            billing: Address::default(),
            shipping: Address::default(),
            vat_number: String::new(),
            tax_rate1: None,
            tax_rate2: None,
        }
    }

    /// The details trimmed and checked. What only QuickBooks would refuse, such as a colon in a name, is kept:
    /// the books may hold it, and the log says what to change.
    ///
    /// # Errors
    /// The name is missing, an e-mail address has no `@`, or a text is too long.
    pub fn checked(self) -> Result<Self, Refusals> {
        let mut refusals = Refusals::default();
        let mut line = |field: &str, value: &str| text::checked(field, value, text::MAX_LINE, &mut refusals);
        let details = Self {
            email: line("office_email", &self.email),
            phone: line("office_phone", &self.phone),
            fax: line("office_fax", &self.fax),
            url: line("url", &self.url),
            vat_number: line("vat_number", &self.vat_number),
            billing: self.billing.checked("billing", &mut line),
            shipping: self.shipping.checked("shipping", &mut line),
            name: text::required("name", &self.name, &mut refusals),
            ..self
        };
        if !details.email.is_empty() && !details.email.contains('@') {
            refusals.add("office_email", "email", "Write an e-mail address as name@example.com");
        }
        refusals.unless_any(details)
    }
}

impl Address {
    /// Whether no part has a value.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn checked(&self, prefix: &str, line: &mut impl FnMut(&str, &str) -> String) -> Self {
        let mut part = |name: &str, value: &str| line(&format!("{prefix}_{name}"), value);
        Self {
            line1: part("address_1", &self.line1),
            line2: part("address_2", &self.line2),
            city: part("city", &self.city),
            region: part("region", &self.region),
            postal_code: part("postal_code", &self.postal_code),
            country: part("country", &self.country),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> ContactDetails {
        ContactDetails { name: name.to_owned(), ..ContactDetails::of(ContactKind::Customer) }
    }

    #[test]
    fn a_contact_without_a_name_is_refused() {
        let refusals = named(" ").checked().unwrap_err();
        assert_eq!(refusals.iter().map(|r| r.field.as_str()).collect::<Vec<_>>(), ["name"]);
    }

    #[test]
    fn a_name_with_a_colon_is_kept() {
        assert_eq!(named(" A: B ").checked().unwrap().name, "A: B");
    }

    #[test]
    fn an_address_that_is_no_email_is_refused() {
        let details = ContactDetails { email: "nobody".to_owned(), ..named("N") };
        assert!(details.checked().is_err());
    }

    #[test]
    fn contexts_go_there_and_back() {
        for kind in [ContactKind::Customer, ContactKind::Prospect, ContactKind::Supplier] {
            assert_eq!(ContactKind::from_context(kind.context()), Some(kind));
        }
        assert_eq!(ContactKind::from_context(5), None);
    }
}
