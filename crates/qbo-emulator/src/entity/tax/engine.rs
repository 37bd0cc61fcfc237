//! A stand-in for the service's tax engine: it finds the tax code by address (fact sheet 11.3).
//!
//! The real one knows every place in the US. This one knows the codes that the company has: a sale is taxed where
//! the company has a code for the city or the state that it goes to, and nowhere else (assumed).

use super::rate::{Side, rates};
use crate::books::{Company, Record};
use crate::wire::{Members, Object};

/// States by the code that addresses use.
static STATES: [(&str, &str); 51] = [
    ("AL", "Alabama"),
    ("AK", "Alaska"),
    ("AZ", "Arizona"),
    ("AR", "Arkansas"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DE", "Delaware"),
    ("DC", "District of Columbia"),
    ("FL", "Florida"),
    ("GA", "Georgia"),
    ("HI", "Hawaii"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("IA", "Iowa"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("ME", "Maine"),
    ("MD", "Maryland"),
    ("MA", "Massachusetts"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MS", "Mississippi"),
    ("MO", "Missouri"),
    ("MT", "Montana"),
    ("NE", "Nebraska"),
    ("NV", "Nevada"),
    ("NH", "New Hampshire"),
    ("NJ", "New Jersey"),
    ("NM", "New Mexico"),
    ("NY", "New York"),
    ("NC", "North Carolina"),
    ("ND", "North Dakota"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("RI", "Rhode Island"),
    ("SC", "South Carolina"),
    ("SD", "South Dakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("UT", "Utah"),
    ("VT", "Vermont"),
    ("VA", "Virginia"),
    ("WA", "Washington"),
    ("WV", "West Virginia"),
    ("WI", "Wisconsin"),
    ("WY", "Wyoming"),
];

/// The tax code for where a sale goes: its `ShipAddr`, else where it comes from.
pub(super) fn code_for(company: &Company, body: &Object) -> Option<String> {
    let info = company.table("CompanyInfo").and_then(|table| table.first());
    let own = info.and_then(|info| info.body.object("CompanyAddr"));
    let state = |address: &&Object| address.text("CountrySubDivisionCode").is_some();
    let address = body
        .object("ShipAddr")
        .filter(state)
        .or_else(|| body.object("ShipFromAddr").filter(state))
        .or(own)?;
    let code = address.text("CountrySubDivisionCode")?;
    let state = STATES.iter().find(|(short, long)| same(short, code) || same(long, code))?;
    let city = address.text("City").unwrap_or_default();
    let codes = || {
        let all = company.table("TaxCode").into_iter().flat_map(|table| table.iter());
        all.filter(|code| !rates(company, &code.id.to_string(), Side::Sale).is_empty())
    };
    let named = |code: &&Record, name: &str| code.body.text("Name").is_some_and(|own| same(own, name));
    let of_city = codes().find(|code| named(code, city));
    let of_state = || codes().find(|code| named(code, state.0) || named(code, state.1));
    of_city.or_else(of_state).map(|code| code.id.to_string())
}

fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}
