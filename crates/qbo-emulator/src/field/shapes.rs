//! Objects that several entities share (fact sheet 7).

use super::{Field, Shape, Target};

/// A postal address. `Id`, `Lat` and `Long` are the service's.
pub(crate) const ADDRESS: Shape = Shape::Object(ADDRESS_FIELDS);
const ADDRESS_FIELDS: &[Field] = &[
    Field::shown("Id", Shape::Text(50)),
    Field::text("Line1", 500),
    Field::text("Line2", 500),
    Field::text("Line3", 500),
    Field::text("Line4", 500),
    Field::text("Line5", 500),
    Field::text("City", 255),
    Field::text("Country", 255),
    Field::text("CountryCode", 255),
    Field::text("CountrySubDivisionCode", 255),
    Field::text("PostalCode", 30),
    Field::ignored("County"),
    Field::ignored("PostalCodeSuffix"),
    Field::ignored("Tag"),
    Field::ignored("Note"),
    Field::ignored("Lat"),
    Field::ignored("Long"),
];

/// A telephone number.
pub(crate) const PHONE: Shape = Shape::Object(&[
    Field::text("FreeFormNumber", 30),
    Field::ignored("Id"),
    Field::ignored("DeviceType"),
    Field::ignored("CountryCode"),
    Field::ignored("AreaCode"),
    Field::ignored("ExchangeCode"),
    Field::ignored("Extension"),
    Field::ignored("Default"),
    Field::ignored("Tag"),
]);

/// An e-mail address of at most 100 characters.
pub(crate) const EMAIL: Shape = Shape::Object(&[
    Field::new("Address", Shape::Email(100)),
    Field::ignored("Id"),
    Field::ignored("Default"),
    Field::ignored("Tag"),
]);

/// E-mail addresses in copy, at most 200 characters.
pub(crate) const EMAIL_COPY: Shape = Shape::Object(&[
    Field::new("Address", Shape::Email(200)),
    Field::ignored("Id"),
    Field::ignored("Default"),
    Field::ignored("Tag"),
]);

/// When and how a form was last sent.
pub(crate) const DELIVERY: Shape =
    Shape::Object(&[Field::text("DeliveryType", 20), Field::text("DeliveryTime", 40)]);

/// A web address.
pub(crate) const WEB: Shape = Shape::Object(&[
    Field::new("URI", Shape::Web(1000)),
    Field::ignored("Id"),
    Field::ignored("Default"),
    Field::ignored("Tag"),
]);

/// A message to the customer.
pub(crate) const MEMO: Shape = Shape::Object(&[Field::text("value", 1000), Field::ignored("id")]);

/// What a line is charged on with.
pub(crate) const MARKUP: Shape = Shape::Object(&[
    Field::new("PercentBased", Shape::Flag),
    Field::new("Value", Shape::Plain),
    Field::new("Percent", Shape::Plain),
    Field::new("PriceLevelRef", FREE_REF),
    Field::to("MarkUpIncomeAccountRef", "Account"),
]);

/// A reference whose value is plain text of at most 30 characters, such as a shipping method.
pub(crate) const FREE_REF: Shape = Shape::Ref(Target::Free(30));

/// A reference to a customer, vendor or employee.
pub(crate) const PERSON: Shape = Shape::Ref(Target::Person);

/// Links to other transactions.
pub(crate) const LINKED: Shape =
    Shape::List(&[Field::text("TxnId", 20), Field::text("TxnType", 30), Field::text("TxnLineId", 20)]);

/// The company's own fields on sales forms. `StringValue` is limited to 31 characters (assumed).
pub(crate) const CUSTOM_FIELDS: Shape = Shape::List(&[
    Field::text("DefinitionId", 10),
    Field::text("Name", 100),
    Field::text("Type", 20),
    Field::text("StringValue", 31),
    Field::ignored("BooleanValue"),
    Field::ignored("DateValue"),
    Field::ignored("NumberValue"),
]);

/// Pairs of name and value.
pub(crate) const PAIRS: Shape = Shape::List(&[Field::text("Name", 200), Field::text("Value", 4000)]);

/// What a document is called by. Blanks alone are no number (assumed).
pub(crate) const DOC_NUMBER: Field = Field::new("DocNumber", Shape::Number(21)).sort();

/// Members that every transaction has.
pub(crate) const TRANSACTION: &[Field] = &[
    Field::new("TxnDate", Shape::Date).sort(),
    Field::text("PrivateNote", 4000),
    Field::new("CurrencyRef", FREE_REF),
    Field::new("ExchangeRate", Shape::Plain),
    Field::to("DepartmentRef", "Department"),
    Field::shown("LinkedTxn", LINKED),
    Field::ignored("DocNumber"),
    Field::new("CustomField", CUSTOM_FIELDS),
    Field::ignored("AttachableRef"),
    Field::ignored("GlobalTaxCalculation"),
    Field::ignored("HomeBalance"),
    Field::ignored("HomeTotalAmt"),
    Field::ignored("HomeTotalCostAmount"),
    Field::ignored("IncludeInAnnualTPAR"),
    Field::ignored("LessCIS"),
    Field::new("ProjectRef", FREE_REF),
    Field::ignored("RecurDataRef"),
    Field::ignored("RecurringInfo"),
    Field::ignored("Tag"),
    Field::ignored("TaxFormNum"),
    Field::ignored("TaxFormType"),
    Field::ignored("TotalCostAmount"),
    Field::text("TransactionLocationType", 100),
    Field::ignored("TxnApprovalInfo"),
    Field::ignored("TxnSource"),
    Field::ignored("TxnStatus"),
    Field::ignored("TxnSubType"),
    Field::ignored("TxnTaxDetail"),
];
