//! What a movement belongs to beside its account: a customer, a class, a department and the like.

use super::basis::Movement;
use crate::books::{Company, Id};
use crate::wire::{Members, Object};
use serde_json::Value;

/// Something that amounts are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dimension {
    Customer,
    Vendor,
    Employee,
    Class,
    Department,
    Item,
}

impl Dimension {
    /// Every dimension, in the order of the report's header.
    pub(super) const ALL: [Self; 6] =
        [Self::Customer, Self::Vendor, Self::Employee, Self::Item, Self::Class, Self::Department];

    /// The entity that it leads to.
    pub(super) fn entity(self) -> &'static str {
        match self {
            Self::Customer => "Customer",
            Self::Vendor => "Vendor",
            Self::Employee => "Employee",
            Self::Class => "Class",
            Self::Department => "Department",
            Self::Item => "Item",
        }
    }

    /// The parameter that asks for some of them only.
    pub(super) fn parameter(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Vendor => "vendor",
            Self::Employee => "employee",
            Self::Class => "class",
            Self::Department => "department",
            Self::Item => "item",
        }
    }

    fn member(self) -> &'static str {
        match self {
            Self::Customer => "CustomerRef",
            Self::Vendor => "VendorRef",
            Self::Employee => "EmployeeRef",
            Self::Class => "ClassRef",
            Self::Department => "DepartmentRef",
            Self::Item => "ItemRef",
        }
    }

    /// What a movement belongs to: by its line, else by the whole transaction.
    pub(super) fn of(self, company: &Company, movement: &Movement<'_>) -> Option<Id> {
        let record = company.find(movement.entity, movement.id)?;
        self.within(&record.body, movement.line)
    }

    /// The same of a transaction, or of one of its lines.
    pub(super) fn within(self, body: &Object, line: Option<usize>) -> Option<Id> {
        let line = line.and_then(|line| body.list("Line").get(line)?.as_object());
        let detail = line.and_then(|line| line.object(line.text("DetailType")?));
        let of_line = detail.and_then(|detail| detail.target(self.member()).or_else(|| self.named(detail)));
        let whole = || body.target(self.member()).or_else(|| self.payee(body));
        of_line.or_else(whole).map(Id::parse)
    }

    /// Who is named on a line: with the kind beside, or within the reference.
    fn named(self, detail: &Object) -> Option<&str> {
        let named = detail.object("Entity")?;
        let id = named.target("EntityRef").or_else(|| named.text("value"))?;
        let kind = named.text("Type").or(named.text("type"))?;
        kind.eq_ignore_ascii_case(self.entity()).then_some(id)
    }

    /// Who is paid.
    fn payee(self, body: &Object) -> Option<&str> {
        let payee = body.object("EntityRef").filter(|payee| payee.text("type") == Some(self.entity()))?;
        payee.text("value")
    }
}

/// The line that sells or buys an item.
pub(super) fn line_of_item(body: &Object, item: &Id) -> Option<usize> {
    let is_meant = |line: &Value| {
        let detail = line.as_object().and_then(|line| line.object(line.text("DetailType")?));
        detail.and_then(|detail| detail.target("ItemRef")).is_some_and(|own| Id::parse(own) == *item)
    };
    body.list("Line").iter().position(is_meant)
}
