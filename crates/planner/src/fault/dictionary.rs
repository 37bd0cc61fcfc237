//! The dictionary itself: one row for each code of fact sheet 6.3 that our requests can meet.

use crate::Code;

/// What can be done about a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// It may go better when the same request is made again; what became of this one is not certain.
    Retryable,
    /// It goes by itself once QuickBooks is ready again.
    Wait,
    /// It stays as it is until a person does something.
    Person,
    /// Refused at the door, before anybody looked at the request itself; a person has to do something.
    AtTheDoor,
    /// As [`Class::AtTheDoor`], and so is every other request until somebody connects again.
    LoginLost,
}

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The code.
    pub code: &'static str,
    /// A part of the detail by which one of several meanings of the code is known; empty for any other.
    pub detail: &'static str,
    /// What can be done about it.
    pub class: Class,
    /// The problem that it is, with its page.
    pub problem: Code,
    /// What happened and what to do, after "QuickBooks refused it: ".
    pub what: &'static str,
}

macro_rules! rows {
    ($($class:ident $problem:ident: $($code:literal $(with $detail:literal)?)* => $what:literal;)*) => {
        /// Every row. Of several rows of one code the first that fits its detail counts.
        pub const ROWS: &[Row] = &[$($(Row {
            code: $code,
            detail: concat!($($detail)?),
            class: Class::$class,
            problem: Code::$problem,
            what: $what,
        }),*),*];
    };
}

rows! {
    AtTheDoor AccessLost: "120" => "the person who connected QuickBooks may no longer use it for this. Connect again as an administrator of the company, then retry";
    LoginLost AccessLost: "3100" => "the app may not reach this company any more. Connect again as an administrator of the company; what waits goes by itself then";
    Wait ServiceError: "130" "140" "150" => "the company is locked, moved or maintained just now. It goes by itself later";
    Retryable ServiceError: "1000" "1010" "1020" "10000" => "it failed there for no reason of its own. It is tried again by itself";
    Person RemoteGone: "610" "2500" "6250" => "it, or something it refers to, was deleted or made inactive there. Make that active again, then retry";
    Person Linked: "620" "800" "6220" "6400" => "it is tied there to another transaction, or to one of somebody else. Undo that tie in QuickBooks, then retry";
    Person NameTaken: "6240" "630" => "its name is used by another customer, supplier or employee there. Change one of the two names, or choose in the settings of the connection that something is added to such a name, then retry";
    Person NumberTaken: "6140" => "its number is used by another document there. Change that document's number in QuickBooks, or choose in the settings of the connection that something is added to such a number, then retry";
    Person Deposited: "6540" => "the payment is part of a bank deposit there. Take it off the deposit in QuickBooks, then retry";
    Person Settled: "6110" "6120" "6450" "6480" => "it was settled or matched with the bank there. Undo the match in QuickBooks, or make the change there by hand, then retry";
    Wait SubscriptionEnded: "6190" => "the QuickBooks subscription has ended. Renew it; what waits goes by itself then";
    Person PeriodClosed: "6200" "6210" => "its date is in a period that was closed there. Change the closing date in QuickBooks or the date here, then retry";
    AtTheDoor FeatureMissing: "5020" "5030" => "this edition of QuickBooks does not have what it needs. Upgrade QuickBooks, then retry";
    Person TooLong: "2050" => "a text in it is longer than QuickBooks keeps. Shorten what it names, then retry";
    Person EmailFormat: "2210" => "its e-mail address is not complete. Write it as name@example.com, then retry";
    Person ValueRefused: "2040" "2140" "2150" "2160" "2180" "2190" "2200" "2240" "3000" "6080" => "a value in it is not one that QuickBooks takes. Change what it names, then retry";
    Person CurrencyNotPossible: "2220" => "its currency is not on the list of currencies there. Add it there, then retry";
    Person AmountRefused: "2290" "6070" "6090" => "an amount in it does not fit the others. Look at quantity, price and discount of its lines, then retry";
    Person AccountUnsuitable: "6430" "6440" => "an account is of a type that can't be used for this. Choose another account, or change the type of this one, then retry";
    Person TaxRefused: "6100" "6160" "6170" "6230" "6470" => "its tax does not fit how sales tax is set up there. Look at the tax rates on both sides, then retry";
    Person TaxRefused: "6000" with "tax" => "its tax does not fit how sales tax is set up there. Look at the tax rates on both sides, then retry";
    Person CurrencyNotPossible: "6000" with "currency" => "its currency is not that of the customer, the supplier or the account there. Use a contact of that currency, then retry";
    Person AccountUnsuitable: "6000" with "type of account" => "an account is of a type that can't be used for this. Choose another account, then retry";
    Person AmountRefused: "6000" with "Amount applied" => "more would be put on invoices than was paid, or than is open there. Somebody may have entered money there; compare both sides, then retry";
    Person AmountRefused: "6000" with "open balance" => "more would be put on it than is open there. Somebody may have entered money there, or voided it; compare both sides, then retry";
    Person AmountRefused: "6000" with "0 or greater" => "its total is below nothing, which QuickBooks does not take. Raise a line or lower the discount, then retry";
    Person Linked: "6000" with "linked" => "other transactions in QuickBooks are tied to it. Undo that tie there, then retry";
    Person RemoteGone: "6000" with "no longer available" => "something it needs was deleted there. Make it again or choose another, then retry";
    Person RemoteGone: "6000" with "has been deleted" => "something it needs was deleted there. Make it again or choose another, then retry";
    Person DiscountsOff: "6000" with "iscount" => "discounts are switched off there. Switch on Discount under Account and settings, Sales, then retry";
    Person Unexpected: "500" "2010" "2020" "2030" "2060" "2070" "2080" "2090" "2100" "2110" "2120" "2130" "2170" "2230" "2250" "4000" "4001" "4002" "6010" => "it was written in a way that QuickBooks does not understand, which is a fault of this program. Ask whoever runs this server";
}

/// The codes of fact sheet 6.3 that have no row, each with the reason.
pub const WITHOUT_ROW: &[(&str, &str)] = &[
    ("0", "success"),
    ("100", "comes with 401: the token is renewed, else the login has ended"),
    ("110", "as 100"),
    ("3200", "as 100"),
    ("3202", "as 100"),
    ("600", "the outcome is not known: the client repeats or searches"),
    ("3001", "throttled: the connection slows down"),
    ("5010", "read again and written again, by itself"),
    ("700", "no record is sent with a parent"),
    ("900", "no record is sent with a parent"),
    ("6130", "no record is sent with a parent"),
    ("6150", "no record is sent with a parent"),
    ("6180", "no record is sent with a parent"),
    ("1040", "batches are never larger"),
    ("1050", "the client's content type is fixed"),
    ("2000", "the client's entities are fixed"),
    ("2260", "journal entries are not sent"),
    ("2270", "tax services are not sent"),
    ("2280", "tax services are not sent"),
    ("2300", "journal entries are not sent"),
    ("2600", "no request names two things"),
    ("5000", "no deprecated field is sent"),
    ("6020", "no file is sent"),
    ("6030", "no file is sent"),
    ("6040", "no file is sent"),
    ("6041", "no file is sent"),
    ("6050", "no file is sent"),
    ("6270", "the item keeps no stock"),
    ("6280", "no customer is deleted"),
    ("6310", "no line is billable"),
    ("6320", "no line is billable"),
    ("6420", "nothing is sent by e-mail"),
    ("6460", "no card is charged"),
    ("6520", "the item keeps no stock"),
    ("6530", "no card is charged"),
    ("10100", "no report is asked for"),
    ("10200", "the test company was reset: connect again"),
];

/// The row of this code that fits the detail.
pub fn row(code: &str, detail: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.code == code && detail.contains(row.detail))
}
