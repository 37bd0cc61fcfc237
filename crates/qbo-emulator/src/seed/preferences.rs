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
    /// The first of the company's own fields on sales forms.
    pub(super) custom_field: Option<&'static str>,
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
            custom_field: None,
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
        "VendorAndPurchasesPrefs": {"TrackingByCustomer": true, "BillableExpenseTracking": true},
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
    let used = choices.custom_field.is_some();
    let mut fields = vec![json!({"CustomField": [
        {"Name": "SalesFormsPrefs.UseSalesCustom1", "Type": "BooleanType", "BooleanValue": used},
        {"Name": "SalesFormsPrefs.UseSalesCustom2", "Type": "BooleanType", "BooleanValue": false},
        {"Name": "SalesFormsPrefs.UseSalesCustom3", "Type": "BooleanType", "BooleanValue": false},
    ]})];
    if let Some(name) = choices.custom_field {
        fields.push(json!({"CustomField": [
            {"Name": "SalesFormsPrefs.SalesCustomName1", "Type": "StringType", "StringValue": name},
        ]}));
    }
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
        "CustomField": fields,
    })
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
