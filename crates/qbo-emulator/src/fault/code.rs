//! The codes of fact sheet 6.3 that this emulator answers with, and their messages.

/// A fault code and the message that goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Code {
    pub(crate) number: &'static str,
    pub(crate) message: &'static str,
}

macro_rules! codes {
    ($($name:ident $number:literal $message:literal;)*) => {
        impl Code {
            $(#[doc = $message] pub(crate) const $name: Code = Code { number: $number, message: $message };)*
        }
    };
}

codes! {
    UNSUPPORTED_OPERATION "500" "Unsupported Operation";
    DUPLICATE_REQUEST "600" "Duplicate Request ID";
    NOT_FOUND "610" "Object Not Found";
    CANNOT_LINK "620" "Transaction cannot be linked";
    BATCH_TOO_BIG "1040" "Batch size exceeds allowed limit";
    CONTENT_TYPE "1050" "Invalid Content Type";
    OBJECT_NAME "2000" "Invalid or unsupported object name";
    UNKNOWN_PROPERTY "2010" "Request has invalid or unsupported property";
    MISSING "2020" "Required param missing, need to supply the required value for the API";
    INVALID_ID "2030" "Invalid ID";
    INVALID_STRING "2040" "Invalid String";
    STRING_LENGTH "2050" "String length is either shorter or longer than supported by specification";
    DATE_FORMAT "2060" "Invalid Date Format";
    DATE "2070" "Invalid Date";
    NUMBER_FORMAT "2080" "Invalid number format";
    TYPE "2120" "Invalid Type";
    REQUEST_ID_FORMAT "2130" "Invalid Request Id Format";
    AMOUNT "2140" "Invalid Amount";
    PERCENT "2150" "Invalid Percent";
    ENUMERATION "2170" "Invalid Enumeration";
    DATE_RANGE "2190" "Invalid Date Range";
    WEB_ADDRESS "2200" "Malformed Website Address";
    EMAIL "2210" "Invalid Email Address Format";
    CURRENCY "2220" "Invalid Currency Type";
    BOOLEAN "2230" "Invalid Boolean";
    NUMBER_RANGE "2240" "Invalid Number Range";
    POSTING_TYPE "2260" "MissingPostingType";
    NEGATIVE_AMOUNT "2290" "NegativeAmount";
    UNBALANCED "2300" "Amount on debits not equal to credits";
    REFERENCE "2500" "Invalid Reference Id";
    CONFLICTING "2600" "Invalid Request, conflicting elements";
    CUSTOM_FIELD "3000" "Invalid Custom Field";
    QUERY_PARSE "4000" "Error parsing query";
    QUERY_INVALID "4001" "Invalid query";
    STALE "5010" "Stale Object Error";
    PERMISSION "5020" "Permission Denied Error";
    FEATURE "5030" "Feature Not Supported";
    BUSINESS "6000" "A business validation error has occurred while processing your request";
    ACCOUNT_TYPE_MISSING "6010" "Account type or subtype missing";
    UPLOAD_SIZE "6030" "Upload size exceeds limit";
    UPLOAD_FILE "6041" "Invalid file";
    AMOUNT_MISMATCH "6070" "Amount calculation incorrect in the request";
    NO_NAME "6080" "No name provided";
    DISCOUNT_INFO "6090" "Discount line missing required info";
    LINE_TAX_CODE "6100" "Invalid Line TaxCode in the request";
    BILLED_WITH "6130" "Cannot change who customer bills with";
    DUPLICATE_NUMBER "6140" "Duplicate Document Number Error";
    PARENT_REQUIRED "6150" "ParentRef required validation";
    TAX_NOT_APPLICABLE "6170" "TxnTaxDetail not allowed";
    SUB_LEVEL "6180" "Sub level limit";
    COMPANY_STATUS "6190" "Invalid Company Status";
    PERIOD_CLOSED "6200" "Account Period Closed";
    PERIOD_LOCKED "6210" "Account Period Closed";
    DUPLICATE_NAME "6240" "Duplicate Name Exists Error";
    UNBILLED "6280" "Delete customer with unbilled expenses";
    BILLABLE_CUSTOMER "6310" "Billable line without customer";
    BILLABLE_STATUS "6320" "Bad billable status";
    EMAIL_REQUIRED "6420" "Email address is required";
    SALES_CUSTOMER "6250" "InvalidSalesCustomer";
    BEFORE_START "6270" "Inventory transaction before item start date";
    ACCOUNT_TYPE "6430" "Invalid account type used";
    TAX_RATE "6470" "Tax account or rate error";
    QUANTITY_REQUIRED "6520" "Tracked item without quantity";
    CARD_NUMBER "6530" "Raw card number";
    DEPOSITED "6540" "Deposited Transaction cannot be changed";
    SYSTEM_FAILURE "10000" "An application error has occurred while processing your request";
}
