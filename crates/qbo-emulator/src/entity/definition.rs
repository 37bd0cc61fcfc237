//! What an entity is made of.

use super::Behaviour;
use crate::field::Field;
use crate::wire::{Members, Object};

/// An entity: its name, its members, and how the service treats it.
pub(crate) struct Entity {
    /// `Invoice`
    pub(crate) name: &'static str,
    /// `invoice`
    pub(crate) path: &'static str,
    pub(crate) class: Class,
    pub(crate) fields: &'static [Field],
    /// Ids come from this sequence. Customers, vendors and employees share one, all transactions another
    /// (fact sheet 2.4).
    pub(crate) sequence: &'static str,
    pub(crate) naming: Option<Naming>,
    pub(crate) numbering: Numbering,
    /// Query replies say `totalCount` (fact sheet 3).
    pub(crate) counted: bool,
    /// The service's word for it where a reference leads nowhere: `Names element id 9 not found`.
    pub(crate) word: &'static str,
    pub(crate) behaviour: &'static dyn Behaviour,
}

/// How an entity may be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Created, updated, deactivated; never deleted.
    List,
    /// Created, updated, deleted, perhaps voided.
    Transaction,
    /// One per company, read without its id; updated member by member.
    Single,
    /// The company itself, read and updated by its id.
    Company,
    /// Found by what it says instead of an id; saying it again replaces it.
    Keyed,
    /// Created, then only read.
    Fixed,
    /// Only read.
    ReadOnly,
}

/// What becomes of `DocNumber`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// There is none.
    None,
    /// The next number of this series, which several entities may share, unless the company gives its own.
    Series(&'static str),
    /// As the client says.
    Given,
}

/// The sequence of ids that all transactions share which move accounts or settle one another (fact sheet 2.4).
pub(crate) const TRANSACTIONS: &str = "transaction";

/// The series that all sales forms share (fact sheet 9.6).
pub(crate) const SALES_FORMS: &str = "sales forms";

/// The series of purchase orders.
pub(crate) const PURCHASE_ORDERS: &str = "purchase orders";

/// The member that has to be unique.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Naming {
    pub(crate) field: &'static str,
    /// Entities with the same space share their names.
    pub(crate) space: &'static str,
    /// Unique only under the same parent.
    pub(crate) among_siblings: bool,
    /// As the fault 6240 says it: `customer`.
    pub(crate) noun: &'static str,
}

impl Entity {
    /// The name of an object and the space in which it is unique.
    pub(crate) fn name_of<'a>(&self, body: &'a Object) -> Option<(String, &'a str)> {
        let naming = self.naming?;
        let name = body.text(naming.field)?;
        let parent = body.target("ParentRef").filter(|_| naming.among_siblings).unwrap_or_default();
        Some((format!("{}/{parent}", naming.space), name))
    }

    /// The `DocNumber` of an object, where the entity keeps numbers.
    pub(crate) fn number_of<'a>(&self, body: &'a Object) -> Option<&'a str> {
        body.text("DocNumber").filter(|_| self.numbering != Numbering::None)
    }

    /// The request as the operations take it.
    pub(crate) fn opened(&self, sent: &Object) -> Object {
        self.behaviour.opened(sent).unwrap_or_else(|| sent.clone())
    }

    /// The table row of a member.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// Whether objects can be switched off with `Active`.
    pub(crate) fn has_active(&self) -> bool {
        self.field("Active").is_some()
    }
}

impl std::fmt::Debug for Entity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}
