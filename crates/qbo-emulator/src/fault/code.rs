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

            /// Every code that some request provokes.
            const PROVOKED: &[Code] = &[$(Code::$name),*];
        }
    };
}

codes! {
    UNSUPPORTED_OPERATION "500" "Unsupported Operation";
    DUPLICATE_REQUEST "600" "Duplicate Request ID";
    NOT_FOUND "610" "Object Not Found";
    CANNOT_LINK "620" "Txn ID Cannot Be Linked";
    PARENT_BELOW "900" "Parent cannot be child";
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
    TAX_APPLICABLE_ON "2270" "MissingTaxApplicableOn";
    TAX_AMOUNT "2280" "MissingTaxAmount";
    NEGATIVE_AMOUNT "2290" "NegativeAmount";
    UNBALANCED "2300" "Amount on debits not equal to credits";
    REFERENCE "2500" "Invalid Reference Id";
    CONFLICTING "2600" "Invalid Request, conflicting elements";
    CUSTOM_FIELD "3000" "Invalid Custom Field";
    QUERY_PARSE "4000" "Error parsing query";
    QUERY_INVALID "4001" "Invalid query";
    STALE "5010" "Stale Object Error";
    PERMISSION "5020" "Permission Denied";
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
    TAX_NOT_APPLICABLE "6170" "TxnTaxDetail not allowed with GlobalTaxCalculation NotApplicable";
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
    RESULT_TOO_BIG "10100" "Result set too big";
    SYSTEM_FAILURE "10000" "An application error has occurred while processing your request";
}

/// The other codes of fact sheet 6.3. No request provokes them here, but a rule can.
const OTHERS: &[(&str, &str)] = &[
    ("100", "General Authentication Error"),
    ("110", "Authentication OAuth Error"),
    ("120", "Authorization Failure"),
    ("130", "Accessing Wrong Cluster"),
    ("140", "Company Locked Out"),
    ("150", "Company Under Maintenance"),
    ("630", "Duplicate Object"),
    ("700", "Parent Reference Invalid"),
    ("800", "Cannot delete object"),
    ("1000", "Operation failed"),
    ("1010", "Create failed"),
    ("1020", "Update failed"),
    ("2090", "Invalid number"),
    ("2100", "Invalid decimal format"),
    ("2110", "Invalid decimal"),
    ("2160", "Invalid Quantity"),
    ("2180", "Invalid String Range"),
    ("2250", "Missing lines"),
    ("3001", "message=ThrottleExceeded; errorCode=003001; statusCode=429"),
    ("3100", "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403"),
    ("3200", "message=AuthenticationFailed; errorCode=003200; statusCode=401"),
    ("3202", "message=EmptyField; errorCode=003202; statusCode=401"),
    ("4002", "Query could not be processed"),
    ("5000", "Deprecated field"),
    ("6020", "Invalid content length"),
    ("6040", "Invalid content type"),
    ("6050", "Invalid reference type"),
    ("6110", "Merchant service transaction cannot be updated"),
    ("6120", "Merchant service transaction cannot be deleted"),
    ("6160", "CustomSalesTax not usable"),
    ("6220", "Delete entity has balance"),
    ("6230", "CustomSalesTax not usable"),
    ("6400", "Linked purchase deletion makes invoice invalid"),
    ("6440", "Transaction Detail Information Required"),
    ("6450", "Settled transaction cannot be voided"),
    ("6460", "Merchant service deposit mismatch"),
    ("6480", "Matched transaction cannot be deleted"),
    ("10200", "Company reset"),
];

impl Code {
    /// The code with this number, whether a request provokes it or not.
    pub(crate) fn by_number(number: &str) -> Option<Self> {
        let others = OTHERS.iter().map(|&(number, message)| Self { number, message });
        Self::PROVOKED.iter().copied().chain(others).find(|code| code.number == number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_message() {
        let mut numbers: Vec<&str> = Code::PROVOKED.iter().map(|code| code.number).collect();
        numbers.extend(OTHERS.iter().map(|(number, _)| number));
        let all = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), all);
    }
}
