//! Why a record can't be sent: a stable code with a help page, and a text that names the thing, the value and the fix.

use std::fmt;

/// Why a record can't be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The kind of problem.
    pub code: Code,
    /// What is wrong with which value, and what to do about it.
    pub text: String,
}

impl Problem {
    /// A problem of this kind, told in `text`.
    pub fn new(code: Code, text: impl Into<String>) -> Self {
        Self { code, text: text.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),* $(,)?) => {
        /// Kinds of problems. Each has a page `docs/errors/<code>.md`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $variant),* }

        impl Code {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

codes! {
    /// A name has a character that QuickBooks does not take.
    NameCharacter = "name-character",
    /// A text is longer than QuickBooks keeps.
    TooLong = "too-long",
    /// An e-mail address that QuickBooks does not take.
    EmailFormat = "email-format",
    /// The document's currency isn't possible in the QuickBooks company.
    CurrencyNotPossible = "currency-not-possible",
    /// QuickBooks keeps the contact in another currency than the document's.
    ContactCurrency = "contact-currency",
    /// The document has a discount, and discounts are off in QuickBooks.
    DiscountsOff = "discounts-off",
    /// The document has tax, and sales tax is off in QuickBooks.
    SalesTaxOff = "sales-tax-off",
    /// A tax rate has no tax code in QuickBooks.
    TaxRateUnmapped = "tax-rate-unmapped",
    /// The document's date is in a period that is closed in QuickBooks.
    PeriodClosed = "period-closed",
    /// An account that is needed isn't chosen.
    AccountMissing = "account-missing",
    /// Something that was chosen in the settings is no longer active in QuickBooks.
    ChoiceGone = "choice-gone",
    /// QuickBooks' total is not ours.
    TotalDiffers = "total-differs",
    /// QuickBooks does not put all of a payment where it belongs.
    NotApplied = "not-applied",
    /// Someone else in QuickBooks has the name.
    NameTaken = "name-taken",
    /// Another document in QuickBooks has the number.
    NumberTaken = "number-taken",
    /// The entity or something it refers to is gone or inactive in QuickBooks.
    RemoteGone = "remote-gone",
    /// Somebody changed it in QuickBooks.
    ChangedThere = "changed-in-quickbooks",
    /// Somebody made it inactive in QuickBooks.
    InactiveThere = "inactive-in-quickbooks",
    /// Somebody voided it in QuickBooks.
    VoidedThere = "voided-in-quickbooks",
    /// Somebody deleted it in QuickBooks.
    DeletedThere = "deleted-in-quickbooks",
    /// It was merged into another one in QuickBooks.
    MergedThere = "merged-in-quickbooks",
    /// The payment was deposited in QuickBooks.
    Deposited = "deposited",
    /// The QuickBooks subscription has ended.
    SubscriptionEnded = "subscription-ended",
    /// The QuickBooks edition does not have the feature.
    FeatureMissing = "feature-missing",
    /// QuickBooks keeps answering with an error of its own.
    ServiceError = "service-error",
    /// Whoever connected QuickBooks may no longer use it for this.
    AccessLost = "access-lost",
    /// It is tied to other transactions in QuickBooks.
    Linked = "linked",
    /// It was settled or matched with the bank in QuickBooks.
    Settled = "settled",
    /// A value that QuickBooks does not take.
    ValueRefused = "value-refused",
    /// An amount that does not fit the others.
    AmountRefused = "amount-refused",
    /// An account of a type that can't be used.
    AccountUnsuitable = "account-unsuitable",
    /// Tax that does not fit how it is set up in QuickBooks.
    TaxRefused = "tax-refused",
    /// Nobody knows which of several entries in QuickBooks is the record.
    OutcomeUnclear = "outcome-unclear",
    /// QuickBooks refused for a reason that has no page of its own.
    Refused = "refused",
    /// A reply that could not be understood.
    Unexpected = "unexpected",
}

impl Code {
    /// Whether nothing can refer to a record that has failed so, until somebody has said what shall come of that.
    pub const fn is_lost(self) -> bool {
        matches!(self, Self::InactiveThere | Self::VoidedThere | Self::DeletedThere | Self::MergedThere)
    }

    /// The one with this [`Self::as_str`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|each| each.as_str() == code)
    }
}
