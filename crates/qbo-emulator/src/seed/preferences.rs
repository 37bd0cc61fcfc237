//! Preferences as recorded from a fresh company (fact sheet 11.6).

use serde_json::{Value, json};

/// What differs between companies.
pub(super) struct Choices {
    /// Code and name of the home currency.
    pub(super) currency: (&'static str, &'static str),
    /// How dates are written: in words, and as a mnemonic.
    pub(super) dates: (&'static str, &'static str),
    /// How numbers are written, likewise.
    pub(super) numbers: (&'static str, &'static str),
    pub(super) discounts_and_shipping: bool,
    /// Whether tax is set up.
    pub(super) uses_tax: bool,
    /// The tax code of the company, if it has one for all sales.
    pub(super) tax_code: Option<&'static str>,
    /// Who sends the forms.
    pub(super) sender: &'static str,
    /// The accounts of uncategorized assets, income and expenses.
    pub(super) uncategorized: [&'static str; 3],
    /// The company's own fields on sales forms, and on purchase orders.
    pub(super) own_fields: [&'static [&'static str]; 2],
}

impl Default for Choices {
    /// A US company without anything set up.
    fn default() -> Self {
        Self {
            currency: ("USD", "United States Dollar"),
            dates: ("Month Date Year separated by a slash", "MMDDYYYY_SEP_SLASH"),
            numbers: ("US Number Format", "US_NB"),
            discounts_and_shipping: false,
            uses_tax: false,
            tax_code: None,
            sender: "Craig's Design and Landscaping Services",
            uncategorized: ["32", "30", "31"],
            own_fields: [&[], &[]],
        }
    }
}

/// The whole object.
pub(super) fn preferences(choices: &Choices) -> Value {
    let mut tax = json!({"UsingSalesTax": choices.uses_tax, "PartnerTaxEnabled": false});
    if let Some(code) = choices.tax_code {
        tax["TaxGroupCodeRef"] = json!({ "value": code });
    }
    json!({
        "AccountingInfoPrefs": {
            "UseAccountNumbers": false,
            "TrackDepartments": false,
            "DepartmentTerminology": "Location",
            "ClassTrackingPerTxn": false,
            "ClassTrackingPerTxnLine": false,
            "FirstMonthOfFiscalYear": "January",
            "TaxYearMonth": "January",
            "CustomerTerminology": "Customers",
        },
        "ProductAndServicesPrefs": {
            "ForSales": true,
            "ForPurchase": true,
            "QuantityWithPriceAndRate": true,
            "QuantityOnHand": true,
            "RevenueRecognitionEnabled": false,
        },
        "SalesFormsPrefs": sales_forms(choices),
        "EmailMessagesPrefs": messages(choices.sender),
        "VendorAndPurchasesPrefs": {
            "TrackingByCustomer": true,
            "BillableExpenseTracking": true,
            "POCustomField": own_fields("PurchasePrefs", "Purchase", choices.own_fields[1]),
        },
        "TimeTrackingPrefs": {
            "UseServices": true,
            "BillCustomers": true,
            "ShowBillRateToAll": false,
            "WorkWeekStartDate": "Monday",
            "MarkTimeEntriesBillable": true,
        },
        "TaxPrefs": tax,
        "CurrencyPrefs": {
            "MultiCurrencyEnabled": false,
            "HomeCurrency": {"value": choices.currency.0, "name": choices.currency.1},
        },
        "ReportPrefs": {"ReportBasis": "Accrual", "CalcAgingReportFromTxnDate": false},
        "OtherPrefs": {"NameValue": other(choices)},
    })
}

fn messages(sender: &str) -> Value {
    let message =
        |form: &str, text: &str| json!({"Subject": format!("{form} from {sender}"), "Message": text});
    json!({
        "InvoiceMessage":
            message("Invoice", "Your invoice is attached. Please remit payment at your earliest convenience."),
        "EstimateMessage": message("Estimate", "Please review the estimate. Feel free to contact us."),
        "SalesReceiptMessage": message("Sales Receipt", "Please review the sales receipt."),
        "StatementMessage": message("Statement", "Your statement is attached. Please remit payment."),
    })
}

fn sales_forms(choices: &Choices) -> Value {
    json!({
        "CustomTxnNumbers": false,
        "AllowDeposit": false,
        "AllowDiscount": choices.discounts_and_shipping,
        "AllowEstimates": true,
        "AllowServiceDate": false,
        "AllowShipping": choices.discounts_and_shipping,
        "AutoApplyCredit": true,
        "AutoApplyPayments": true,
        "DefaultTerms": {"value": "3"},
        "DefaultCustomerMessage": "Thank you for your business and have a great day!",
        "EmailCopyToCompany": false,
        "IPNSupportEnabled": false,
        "UsingPriceLevels": false,
        "UsingProgressInvoicing": false,
        "CustomField": own_fields("SalesFormsPrefs", "Sales", choices.own_fields[0]),
    })
}

/// Switches for the three own fields of a kind of form, and the names of those that have one.
fn own_fields(group: &str, of: &str, names: &[&str]) -> Vec<Value> {
    let switch = |number: usize| {
        let name = format!("{group}.Use{of}Custom{number}");
        json!({"Name": name, "Type": "BooleanType", "BooleanValue": number <= names.len()})
    };
    let mut groups = vec![json!({"CustomField": (1..=3).map(switch).collect::<Vec<_>>()})];
    if !names.is_empty() {
        let named = |(number, name): (usize, &&str)| {
            let key = format!("{group}.{of}CustomName{number}");
            json!({"Name": key, "Type": "StringType", "StringValue": name})
        };
        groups.push(json!({"CustomField": (1..).zip(names).map(named).collect::<Vec<_>>()}));
    }
    groups
}

fn other(choices: &Choices) -> Vec<Value> {
    [
        ("SalesFormsPrefs.DefaultCustomerMessage", "Thank you for your business and have a great day!"),
        ("SalesFormsPrefs.DefaultItem", "1"),
        ("DTXCopyMemo", "true"),
        ("UncategorizedAssetAccountId", choices.uncategorized[0]),
        ("UncategorizedIncomeAccountId", choices.uncategorized[1]),
        ("UncategorizedExpenseAccountId", choices.uncategorized[2]),
        ("SFCEnabled", "true"),
        ("DataPartner", "false"),
        ("Vendor1099Enabled", "true"),
        ("TimeTrackingFeatureEnabled", "true"),
        ("FDPEnabled", "false"),
        ("isDTXOnStage", "true"),
        ("ProjectsEnabled", "false"),
        ("DateFormat", choices.dates.0),
        ("DateFormatMnemonic", choices.dates.1),
        ("NumberFormat", choices.numbers.0),
        ("NumberFormatMnemonic", choices.numbers.1),
        ("WarnDuplicateCheckNumber", "true"),
        ("WarnDuplicateBillNumber", "false"),
        ("WarnDuplicateJournalNumber", "false"),
        ("SignoutInactiveMinutes", "60"),
        ("AccountingInfoPrefs.ShowAccountNumbers", "false"),
        ("VendorAndPurchasesPrefs.UseCustomTxnNumbers", "false"),
    ]
    .map(|(name, value)| json!({"Name": name, "Value": value}))
    .into()
}
