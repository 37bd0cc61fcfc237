//! Budget (the vendor's schema): what is planned for accounts.

use super::{Behaviour, Class, Entity, Naming, Numbering, Work};
use crate::fault::Fault;
use crate::field::{Field, Shape};
use crate::wire::{Members, Object, date_of};

/// A plan, account by account. It moves none.
pub(crate) static BUDGET: Entity = Entity {
    name: "Budget",
    path: "budget",
    class: Class::List,
    fields: FIELDS,
    sequence: "Budget",
    naming: Some(Naming { field: "Name", space: "Budget", among_siblings: false, noun: "budget" }),
    numbering: Numbering::None,
    counted: true,
    word: "Budgets",
    behaviour: &Budget,
};

static FIELDS: &[Field] = &[
    Field::new("Name", Shape::Name(100)).required().sort(),
    Field::new("StartDate", Shape::Date).required().sort(),
    Field::new("EndDate", Shape::Date).required().sort(),
    Field::new("BudgetType", Shape::Choice(&["ProfitAndLoss", "BalanceSheet"])).filter(),
    Field::new("BudgetEntryType", Shape::Choice(&["Yearly", "Quarterly", "Monthly"])).filter(),
    Field::new("Active", Shape::Flag).sort(),
    Field::new("BudgetDetail", DETAIL),
    Field::ignored("CustomField"),
    Field::ignored("AttachableRef"),
];

const DETAIL: Shape = Shape::List(&[
    Field::new("BudgetDate", Shape::Date),
    Field::new("Amount", Shape::Money),
    Field::to("AccountRef", "Account"),
    Field::to("CustomerRef", "Customer"),
    Field::to("ClassRef", "Class"),
    Field::to("DepartmentRef", "Department"),
    Field::ignored("CustomExtensions"),
]);

struct Budget;

impl Behaviour for Budget {
    fn complete(&self, _work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        let day = |member: &str| body.text(member).and_then(date_of);
        if day("StartDate") > day("EndDate") {
            return Err(Fault::business("A budget ends after it begins.").element("EndDate"));
        }
        body.put_default("BudgetType", "ProfitAndLoss");
        body.put_default("BudgetEntryType", "Monthly");
        body.put_default("Active", true);
        Ok(())
    }
}
