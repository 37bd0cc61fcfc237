//! Valid requests, from which bad ones are made.

/// Entities, as they stand in paths.
pub(crate) const ENTITIES: [&str; 36] = [
    "account",
    "attachable",
    "bill",
    "billpayment",
    "class",
    "companycurrency",
    "companyinfo",
    "creditcardpayment",
    "creditmemo",
    "customer",
    "department",
    "deposit",
    "employee",
    "estimate",
    "exchangerate",
    "invoice",
    "item",
    "journalentry",
    "payment",
    "paymentmethod",
    "preferences",
    "purchase",
    "purchaseorder",
    "recurringtransaction",
    "refundreceipt",
    "salesreceipt",
    "taxagency",
    "taxcode",
    "taxrate",
    "taxservice/taxcode",
    "term",
    "timeactivity",
    "transfer",
    "vendor",
    "vendorcredit",
    "nosuchentity",
];

/// Bodies of creates for the sandbox company, with the entity in the path.
pub(crate) const BODIES: [(&str, &str); 32] = [
    (
        "customer",
        r#"{"DisplayName":"Fuzz","GivenName":"A","BillAddr":{"Line1":"1 Street","City":"Town","PostalCode":"1"},"PrimaryEmailAddr":{"Address":"a@b.c"},"PrimaryPhone":{"FreeFormNumber":"1"},"WebAddr":{"URI":"http://a.b"},"SalesTermRef":{"value":"3"},"Taxable":true,"DefaultTaxCodeRef":{"value":"2"},"Notes":"n","Balance":10,"OpenBalanceDate":"2026-01-31"}"#,
    ),
    (
        "customer",
        r#"{"DisplayName":"Child","Job":true,"ParentRef":{"value":"1"},"BillWithParent":true,"PreferredDeliveryMethod":"Email"}"#,
    ),
    (
        "vendor",
        r#"{"DisplayName":"Fuzz V","CompanyName":"C","TermRef":{"value":"3"},"AcctNum":"7","TaxIdentifier":"99-1234567","Vendor1099":true,"BillRate":1.5}"#,
    ),
    (
        "employee",
        r#"{"GivenName":"E","FamilyName":"F","HiredDate":"2026-01-01","PrimaryAddr":{"Line1":"x"}}"#,
    ),
    (
        "item",
        r#"{"Name":"Fuzz I","Type":"Service","UnitPrice":1.25,"IncomeAccountRef":{"value":"1"},"ExpenseAccountRef":{"value":"20"},"Taxable":true,"Sku":"s"}"#,
    ),
    (
        "item",
        r#"{"Name":"Fuzz S","Type":"Inventory","QtyOnHand":3,"TrackQtyOnHand":true,"InvStartDate":"2026-01-01","IncomeAccountRef":{"value":"79"},"ExpenseAccountRef":{"value":"80"},"AssetAccountRef":{"value":"81"}}"#,
    ),
    ("account", r#"{"Name":"Fuzz A","AccountType":"Bank","AccountSubType":"Checking","AcctNum":"12"}"#),
    (
        "invoice",
        r#"{"CustomerRef":{"value":"1"},"TxnDate":"2026-03-01","DocNumber":"F-1","Line":[{"DetailType":"SalesItemLineDetail","Amount":30.0,"Description":"d","SalesItemLineDetail":{"ItemRef":{"value":"15"},"Qty":3,"UnitPrice":10,"TaxCodeRef":{"value":"TAX"}}},{"DetailType":"DiscountLineDetail","Amount":3,"DiscountLineDetail":{"PercentBased":true,"DiscountPercent":10}}],"ApplyTaxAfterDiscount":true,"SalesTermRef":{"value":"3"},"BillEmail":{"Address":"a@b.c"},"CustomerMemo":{"value":"m"},"PrivateNote":"n","TxnTaxDetail":{"TxnTaxCodeRef":{"value":"2"}}}"#,
    ),
    (
        "invoice",
        r#"{"CustomerRef":{"value":"3"},"Line":[{"DetailType":"SalesItemLineDetail","Amount":12,"SalesItemLineDetail":{"ItemRef":{"value":"SHIPPING_ITEM_ID"}}},{"DetailType":"DescriptionOnly","Description":"text","DescriptionLineDetail":{}},{"DetailType":"SalesItemLineDetail","Amount":5,"SalesItemLineDetail":{"ItemRef":{"value":"1"}}}],"Deposit":2,"ShipAddr":{"Line1":"a"},"CurrencyRef":{"value":"USD"},"GlobalTaxCalculation":"TaxExcluded","CustomField":[{"DefinitionId":"1","StringValue":"x","Type":"StringType"}]}"#,
    ),
    (
        "estimate",
        r#"{"CustomerRef":{"value":"1"},"TxnStatus":"Pending","ExpirationDate":"2026-12-31","Line":[{"DetailType":"SalesItemLineDetail","Amount":5,"SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}"#,
    ),
    (
        "salesreceipt",
        r#"{"CustomerRef":{"value":"1"},"DepositToAccountRef":{"value":"35"},"PaymentMethodRef":{"value":"2"},"Line":[{"DetailType":"SalesItemLineDetail","Amount":5,"SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}"#,
    ),
    (
        "creditmemo",
        r#"{"CustomerRef":{"value":"1"},"Line":[{"DetailType":"SalesItemLineDetail","Amount":5,"SalesItemLineDetail":{"ItemRef":{"value":"5"},"Qty":1,"UnitPrice":5}}]}"#,
    ),
    (
        "refundreceipt",
        r#"{"CustomerRef":{"value":"1"},"DepositToAccountRef":{"value":"35"},"Line":[{"DetailType":"SalesItemLineDetail","Amount":5,"SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}"#,
    ),
    (
        "payment",
        r#"{"CustomerRef":{"value":"24"},"TotalAmt":50,"PaymentRefNum":"r","PaymentMethodRef":{"value":"1"},"DepositToAccountRef":{"value":"4"},"Line":[{"Amount":50,"LinkedTxn":[{"TxnId":"130","TxnType":"Invoice"}]}]}"#,
    ),
    (
        "purchaseorder",
        r#"{"VendorRef":{"value":"41"},"APAccountRef":{"value":"33"},"POStatus":"Open","Line":[{"DetailType":"ItemBasedExpenseLineDetail","Amount":25,"ItemBasedExpenseLineDetail":{"ItemRef":{"value":"11"},"Qty":1,"UnitPrice":25,"TaxCodeRef":{"value":"NON"}}}],"Memo":"m","ShipTo":{"value":"1"},"POEmail":{"Address":"a@b.c"}}"#,
    ),
    (
        "bill",
        r#"{"VendorRef":{"value":"41"},"Line":[{"DetailType":"AccountBasedExpenseLineDetail","Amount":20,"AccountBasedExpenseLineDetail":{"AccountRef":{"value":"7"},"BillableStatus":"NotBillable","CustomerRef":{"value":"1"}}}],"DueDate":"2026-04-01","DocNumber":"B-1"}"#,
    ),
    (
        "billpayment",
        r#"{"VendorRef":{"value":"41"},"PayType":"Check","TotalAmt":20,"CheckPayment":{"BankAccountRef":{"value":"35"}},"Line":[{"Amount":20,"LinkedTxn":[{"TxnId":"146","TxnType":"Bill"}]}]}"#,
    ),
    (
        "vendorcredit",
        r#"{"VendorRef":{"value":"41"},"Line":[{"DetailType":"ItemBasedExpenseLineDetail","Amount":9,"ItemBasedExpenseLineDetail":{"ItemRef":{"value":"11"},"Qty":3,"UnitPrice":3}}]}"#,
    ),
    (
        "purchase",
        r#"{"PaymentType":"Check","AccountRef":{"value":"35"},"EntityRef":{"value":"1","type":"Customer"},"Line":[{"DetailType":"AccountBasedExpenseLineDetail","Amount":5,"AccountBasedExpenseLineDetail":{"AccountRef":{"value":"84"}}}],"DocNumber":"9"}"#,
    ),
    (
        "deposit",
        r#"{"DepositToAccountRef":{"value":"35"},"Line":[{"Amount":220,"LinkedTxn":[{"TxnId":"101","TxnType":"Payment","TxnLineId":"0"}]}]}"#,
    ),
    (
        "deposit",
        r#"{"DepositToAccountRef":{"value":"35"},"Line":[{"Amount":20,"DetailType":"DepositLineDetail","DepositLineDetail":{"AccountRef":{"value":"1"},"Entity":{"value":"1","type":"CUSTOMER"}}}]}"#,
    ),
    (
        "journalentry",
        r#"{"Line":[{"DetailType":"JournalEntryLineDetail","Amount":7,"JournalEntryLineDetail":{"PostingType":"Debit","AccountRef":{"value":"84"},"Entity":{"Type":"Customer","EntityRef":{"value":"1"}}}},{"DetailType":"JournalEntryLineDetail","Amount":7,"JournalEntryLineDetail":{"PostingType":"Credit","AccountRef":{"value":"1"}}}],"Adjustment":true}"#,
    ),
    (
        "creditcardpayment",
        r#"{"BankAccountRef":{"value":"35"},"CreditCardAccountRef":{"value":"41"},"Amount":10,"Memo":"m","VendorRef":{"value":"41"}}"#,
    ),
    (
        "recurringtransaction",
        r#"{"Invoice":{"CustomerRef":{"value":"1"},"Line":[{"DetailType":"SalesItemLineDetail","Amount":5,"SalesItemLineDetail":{"ItemRef":{"value":"1"}}}],"RecurringInfo":{"Name":"Rent","RecurType":"Automated","Active":true,"ScheduleInfo":{"StartDate":"2026-04-01","IntervalType":"Monthly","NumInterval":1,"DayOfMonth":1,"MaxOccurrences":6}}}}"#,
    ),
    ("transfer", r#"{"FromAccountRef":{"value":"35"},"ToAccountRef":{"value":"36"},"Amount":10}"#),
    (
        "timeactivity",
        r#"{"NameOf":"Vendor","VendorRef":{"value":"41"},"TxnDate":"2026-03-01","Hours":3,"Minutes":30,"BillableStatus":"Billable","CustomerRef":{"value":"1"},"HourlyRate":10,"ItemRef":{"value":"2"}}"#,
    ),
    (
        "attachable",
        r#"{"Note":"n","Tag":"t","AttachableRef":[{"EntityRef":{"type":"Invoice","value":"130"},"IncludeOnSend":true}]}"#,
    ),
    ("term", r#"{"Name":"Net 7","DueDays":7,"DiscountDays":2,"DiscountPercent":1}"#),
    ("class", r#"{"Name":"North","ParentRef":{"value":"1"}}"#),
    (
        "taxservice/taxcode",
        r#"{"TaxCode":"Fuzz T","TaxRateDetails":[{"TaxRateName":"r","RateValue":"8","TaxAgencyId":"1","TaxApplicableOn":"Sales"}]}"#,
    ),
    (
        "preferences",
        r#"{"Id":"1","SyncToken":"0","sparse":true,"SalesFormsPrefs":{"CustomTxnNumbers":true,"AllowShipping":true,"AllowDiscount":true},"AccountingInfoPrefs":{"ClassTrackingPerTxn":true}}"#,
    ),
    (
        "exchangerate",
        r#"{"SourceCurrencyCode":"EUR","TargetCurrencyCode":"USD","Rate":1.1,"AsOfDate":"2026-03-01"}"#,
    ),
];

/// Statements that find something.
pub(crate) const STATEMENTS: [&str; 14] = [
    "select * from Customer where DisplayName = 'Amy\\'s Bird Sanctuary'",
    "SELECT * FROM Invoice WHERE CustomerRef = '1' AND Balance > '0' ORDERBY TotalAmt DESC STARTPOSITION 1 MAXRESULTS 5",
    "SELECT COUNT(*) FROM Customer WHERE Active IN (true, false)",
    "select Id, DocNumber, TotalAmt from Invoice where TxnDate >= '2026-01-01' and TxnDate < CURRENT_DATE",
    "SELECT * FROM Vendor WHERE DisplayName LIKE '%a%' ORDER BY DisplayName MAXRESULTS 3",
    "select * from Account where AccountType = 'Expense' and CurrentBalance <= 10 maxresults 2",
    "SELECT * FROM Item WHERE Id IN ('1', '2', '15') ORDERBY Name ASC, Id DESC",
    "select *, Sku from Item where UnitPrice >= '1.5' startposition 2 maxresults 4",
    "SELECT * FROM Payment WHERE MetaData.LastUpdatedTime > '2014-09-17T15:28:48-07:00' MAXRESULTS 3",
    "select * from Employee where Active = false",
    "SELECT * FROM TaxCode MAXRESULTS 3",
    "select * from CompanyInfo",
    "SELECT * FROM PurchaseOrder WHERE DocNumber != ' ' ORDERBY TxnDate",
    "select count(*) from Bill where VendorRef = '41'",
];

/// Paths of the API below the company, without a body.
pub(crate) const PATHS: [&str; 23] = [
    "invoice/130",
    "invoice/130?include=invoiceLink&minorversion=75",
    "customer/1?requestid=abc",
    "companyinfo/1",
    "preferences",
    "cdc?entities=Customer,Invoice&changedSince=2026-03-01T00:00:00-08:00",
    "exchangerate?sourcecurrencycode=EUR&asofdate=2026-03-01",
    "invoice/130/pdf",
    "invoice/130/send?sendTo=a@b.c",
    "download/1",
    "upload",
    "batch",
    "query?query=select%20*%20from%20Term",
    "reports/TrialBalance?start_date=2026-01-01&end_date=2026-12-31&accounting_method=Cash",
    "reports/ProfitAndLoss?date_macro=This%20Fiscal%20Year",
    "reports/ProfitAndLoss?start_date=2026-01-01&end_date=2026-12-31&summarize_column_by=Month&class=1&customer=1,2",
    "reports/BalanceSheet?end_date=2026-03-01",
    "reports/BalanceSheet?date_macro=All&summarize_column_by=Customers&accounting_method=Cash",
    "reports/GeneralLedger?department=1&item=1&vendor=41&date_macro=Last_Month",
    "reports/AgedReceivables?report_date=2026-03-01&customer=1",
    "reports/GeneralLedger?start_date=2026-03-01&end_date=2026-03-02",
    "reports/CustomerBalance",
    "reports/NoSuchReport",
];

/// Paths outside of the API: sign-in, and the control API where it only shows.
pub(crate) const OTHER_PATHS: [&str; 9] = [
    "/connect/oauth2?client_id=x&response_type=code&scope=com.intuit.quickbooks.accounting&redirect_uri=http://localhost/&state=s",
    "/.well-known/openid_configuration",
    "/oauth2/v1/tokens/bearer",
    "/v2/oauth2/tokens/revoke",
    "/v1/openid_connect/userinfo",
    "/_emulator/session",
    "/_emulator/state?entity=Term",
    "/_emulator/settings",
    "/_emulator/clock",
];

/// Forms for the paths of sign-in.
pub(crate) const FORMS: [&str; 3] = [
    "grant_type=authorization_code&code=x&redirect_uri=http://localhost/",
    "grant_type=refresh_token&refresh_token=x&client_id=y&client_secret=z",
    "client_id=x&response_type=code&scope=openid&redirect_uri=http://localhost/&decision=connect&realm=1",
];

/// JSON at the edges of what members hold.
pub(crate) const EDGES: [&str; 34] = [
    "0",
    "-1",
    "1",
    "0.005",
    "1e300",
    "-1e-300",
    "99999999999999999999999999999999",
    "79228162514264337593543950335",
    "79228162514264337593543950336",
    "0.0000000000000000000000000001",
    "999999999999999",
    "18446744073709551616",
    "null",
    "true",
    "false",
    "\"\"",
    "\" \"",
    "\"1\"",
    "\"-1\"",
    "\"NaN\"",
    "\"2026-02-30\"",
    "\"9999-12-31\"",
    "\"-009999-01-01\"",
    "\"2026-03-01T00:00:00Z\"",
    "\"\\u0000\"",
    "\"\\ud83d\\ude00 \\u202e\"",
    "\"a:b\\tc\\n\"",
    "{}",
    "[]",
    "[[]]",
    "{\"value\":\"1\"}",
    "{\"value\":null}",
    "{\"value\":\"999999\",\"name\":\"x\"}",
    "\"AUTO_GENERATE\"",
];

/// Words of the query language and near it.
pub(crate) const WORDS: [&str; 40] = [
    "select",
    "*",
    "from",
    "where",
    "and",
    "or",
    "not",
    "in",
    "like",
    "orderby",
    "order by",
    "asc",
    "desc",
    "startposition",
    "maxresults",
    "count(*)",
    "(",
    ")",
    ",",
    "=",
    "!=",
    "<",
    ">",
    "<=",
    ">=",
    "'",
    "''",
    "'%'",
    "'\\'",
    "' '",
    "null",
    "true",
    "CURRENT_DATE",
    "-1",
    "0",
    "1001",
    "99999999999999999999",
    "1.5",
    "Id",
    "MetaData.CreateTime",
];

/// Characters that something may stumble over.
pub(crate) const CHARACTERS: [&str; 20] = [
    "'", "\"", "\\", "%", "\u{0}", "\n", "\u{7f}", "é", "😀", "\u{202e}", "\u{feff}", "+", "&", "=", "?",
    "/", "..", ";", "#", "\u{fffd}",
];
