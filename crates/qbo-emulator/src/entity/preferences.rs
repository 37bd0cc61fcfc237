//! Preferences (fact sheet 11.6): read, and written member by member.

use super::custom_field::{DEFINITIONS, ON_ORDERS, ON_SALES};
use super::{Behaviour, Class, Entity, Numbering, Work};
use crate::books::{Company, Record};
use crate::fault::Fault;
use crate::field::{EMAIL, FREE_REF, Field, PAIRS, Shape};
use crate::wire::{MONTHS, Members, Object, WEEKDAYS};
use serde_json::Value;

/// How the company wants the service to work. Switches take effect with the next request.
pub(crate) static PREFERENCES: Entity = Entity {
    name: "Preferences",
    path: "preferences",
    class: Class::Single,
    fields: FIELDS,
    sequence: "Preferences",
    naming: None,
    numbering: Numbering::None,
    counted: false,
    word: "Preferences",
    behaviour: &Preferences,
};

const fn flag(name: &'static str) -> Field {
    Field::new(name, Shape::Flag)
}

const fn shown_flag(name: &'static str) -> Field {
    Field::shown(name, Shape::Flag)
}

const fn text(name: &'static str) -> Field {
    Field::text(name, 1000)
}

static FIELDS: &[Field] = &[
    Field::new("AccountingInfoPrefs", ACCOUNTING),
    Field::new("ProductAndServicesPrefs", PRODUCTS),
    Field::new("SalesFormsPrefs", SALES),
    Field::new("EmailMessagesPrefs", MESSAGES),
    Field::new("VendorAndPurchasesPrefs", PURCHASES),
    Field::new("TimeTrackingPrefs", TIME),
    Field::new("TaxPrefs", TAX),
    Field::new("CurrencyPrefs", CURRENCY),
    Field::new(
        "ReportPrefs",
        Shape::Object(&[
            Field::new("ReportBasis", Shape::Choice(&["Accrual", "Cash"])),
            flag("CalcAgingReportFromTxnDate"),
        ]),
    ),
    Field::new("OtherPrefs", Shape::Object(&[Field::new("NameValue", PAIRS)])),
    Field::ignored("AdvancedInventoryPrefs"),
    Field::ignored("PrintDocumentPrefs"),
    Field::ignored("FinanceChargesPrefs"),
    Field::ignored("CustomField"),
    Field::ignored("AttachableRef"),
];

const ACCOUNTING: Shape = Shape::Object(&[
    flag("UseAccountNumbers"),
    flag("TrackDepartments"),
    text("DepartmentTerminology"),
    flag("ClassTrackingPerTxn"),
    flag("ClassTrackingPerTxnLine"),
    Field::new("FirstMonthOfFiscalYear", Shape::Choice(&MONTHS)),
    Field::new("TaxYearMonth", Shape::Choice(&MONTHS)),
    text("TaxForm"),
    text("CustomerTerminology"),
    Field::shown("BookCloseDate", Shape::Date),
]);

const PRODUCTS: Shape = Shape::Object(&[
    flag("ForSales"),
    flag("ForPurchase"),
    flag("QuantityWithPriceAndRate"),
    flag("QuantityOnHand"),
    flag("RevenueRecognitionEnabled"),
    Field::ignored("RevenueRecognition"),
    Field::ignored("RevenueRecognitionFrequency"),
]);

const SALES: Shape = Shape::Object(&[
    flag("CustomTxnNumbers"),
    flag("AllowDeposit"),
    flag("AllowDiscount"),
    text("DefaultDiscountAccount"),
    flag("AllowEstimates"),
    flag("AllowServiceDate"),
    flag("AllowShipping"),
    text("DefaultShippingAccount"),
    shown_flag("AutoApplyCredit"),
    shown_flag("AutoApplyPayments"),
    Field::to("DefaultTerms", "Term"),
    text("DefaultCustomerMessage"),
    flag("EmailCopyToCompany"),
    text("ETransactionEnabledStatus"),
    flag("ETransactionAttachPDF"),
    flag("ETransactionPaymentEnabled"),
    flag("IPNSupportEnabled"),
    flag("UsingPriceLevels"),
    flag("UsingProgressInvoicing"),
    Field::new("SalesEmailCc", EMAIL),
    Field::new("SalesEmailBcc", EMAIL),
    Field::new("CustomField", DEFINITIONS),
    Field::ignored("EstimateMessage"),
    Field::ignored("InvoiceMessage"),
    Field::ignored("DefaultMarkup"),
]);

const MESSAGE: Shape = Shape::Object(&[text("Subject"), Field::text("Message", 4000)]);

const MESSAGES: Shape = Shape::Object(&[
    Field::new("InvoiceMessage", MESSAGE),
    Field::new("EstimateMessage", MESSAGE),
    Field::new("SalesReceiptMessage", MESSAGE),
    Field::new("StatementMessage", MESSAGE),
    Field::ignored("NameValue"),
]);

const PURCHASES: Shape = Shape::Object(&[
    flag("TrackingByCustomer"),
    flag("BillableExpenseTracking"),
    Field::to("DefaultTerms", "Term"),
    Field::new("DefaultMarkup", Shape::Plain),
    Field::to("DefaultMarkupAccount", "Account"),
    Field::new("POCustomField", DEFINITIONS),
    Field::ignored("DiscountAccountRef"),
    Field::ignored("TPAREnabled"),
]);

const TIME: Shape = Shape::Object(&[
    flag("UseServices"),
    flag("BillCustomers"),
    flag("ShowBillRateToAll"),
    Field::new("WorkWeekStartDate", Shape::Choice(&WEEKDAYS)),
    flag("MarkTimeEntriesBillable"),
]);

const TAX: Shape = Shape::Object(&[
    flag("UsingSalesTax"),
    shown_flag("PartnerTaxEnabled"),
    Field::to("TaxGroupCodeRef", "TaxCode"),
    Field::ignored("TaxRateRef"),
]);

const CURRENCY: Shape =
    Shape::Object(&[shown_flag("MultiCurrencyEnabled"), Field::shown("HomeCurrency", FREE_REF)]);

struct Preferences;

impl Behaviour for Preferences {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        let before = work.before.map(|before| &*before.body);
        [ON_SALES, ON_ORDERS].iter().try_for_each(|fields| fields.settle(before, body))
    }

    /// What a user switches on in the service's own pages is a setting of the company; here it can only be read
    /// (fact sheet 11.6, 11.7).
    fn dress(&self, company: &Company, _record: &Record, shown: &mut Object) {
        let settings = &company.settings;
        let closed = settings.book_close_date.map(|day| Value::from(day.to_string()));
        for (group, member, value) in [
            ("TaxPrefs", "PartnerTaxEnabled", Some(settings.automated_sales_tax.into())),
            ("CurrencyPrefs", "MultiCurrencyEnabled", Some(settings.multi_currency.into())),
            ("AccountingInfoPrefs", "BookCloseDate", closed),
        ] {
            if let (Some(Value::Object(group)), Some(value)) = (shown.get_mut(group), value) {
                group.put(member, value);
            }
        }
        if settings.automated_sales_tax
            && let Some(Value::Object(taxes)) = shown.get_mut("TaxPrefs")
        {
            taxes.put("UsingSalesTax", true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Access;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// `Group.Member` of everything that a client may set.
    fn writable() -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for group in FIELDS {
            let Shape::Object(members) = group.shape else { continue };
            let set = members.iter().filter(|member| member.access == Access::Writable);
            names.extend(set.map(|member| format!("{}.{}", group.name, member.name)));
        }
        names
    }

    #[test]
    fn of_every_preference_it_is_told_whether_it_does_anything() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/emulator/behaviours.md");
        let page = std::fs::read_to_string(path).unwrap();
        let section = page.split("### What preferences do\n").nth(1).unwrap();
        let section = section.split("\n#").next().unwrap();
        let told: Vec<String> = section.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        let once: BTreeSet<String> = told.iter().filter(|name| name.contains("Prefs.")).cloned().collect();
        assert_eq!(once, writable());
        assert_eq!(once.len(), told.iter().filter(|name| name.contains("Prefs.")).count(), "told twice");
    }
}
