//! Names and contact fields (fact sheet 7 and 8.1).

use crate::{Code, Problem};
use domain::contact::ContactDetails;

/// Characters that a display name must not have, and how a person calls them.
pub const FORBIDDEN_IN_NAMES: [(char, &str); 4] =
    [(':', "a colon (:)"), ('\t', "a tab"), ('\n', "a line break"), ('\r', "a line break")];
/// Fields with a smaller limit in QuickBooks than in the books.
const MAX_PHONE: usize = 30;
const MAX_EMAIL: usize = 100;
const MAX_POSTAL_CODE: usize = 30;
/// Characters of a value that a message shows; enough to recognise it.
const MAX_SHOWN: usize = 60;

/// Refuses a contact whose name or fields QuickBooks would refuse.
///
/// # Errors
/// The first miss, with the field, the value and the fix.
pub fn contact(details: &ContactDetails) -> Result<(), Problem> {
    name(&details.name)?;
    length("phone number", &details.phone, MAX_PHONE)?;
    length("fax number", &details.fax, MAX_PHONE)?;
    length("e-mail address", &details.email, MAX_EMAIL)?;
    postal_codes(details)?;
    email(&details.email)?;
    web(&details.url)
}

/// Refuses a postal code that QuickBooks would refuse, on the contact or on a document that shows its addresses.
pub(super) fn postal_codes(details: &ContactDetails) -> Result<(), Problem> {
    length("billing postal code", &details.billing.postal_code, MAX_POSTAL_CODE)?;
    length("shipping postal code", &details.shipping.postal_code, MAX_POSTAL_CODE)
}

fn name(name: &str) -> Result<(), Problem> {
    match FORBIDDEN_IN_NAMES.iter().find(|(character, _)| name.contains(*character)) {
        Some((_, called)) => {
            let text = format!(
                "The name “{name}” has {called}, which QuickBooks does not take in names. Change it to another character, such as a dash"
            );
            Err(Problem::new(Code::NameCharacter, text))
        }
        None => Ok(()),
    }
}

pub(super) fn length(field: &str, value: &str, greatest: usize) -> Result<(), Problem> {
    let length = value.chars().count();
    if length <= greatest {
        return Ok(());
    }
    let shown: String = value.chars().take(MAX_SHOWN).collect();
    let rest = if length > MAX_SHOWN { "…" } else { "" };
    let text = format!(
        "The {field} “{shown}{rest}” has {length} characters; QuickBooks keeps {greatest}. Shorten it"
    );
    Err(Problem::new(Code::TooLong, text))
}

fn email(address: &str) -> Result<(), Problem> {
    if address.is_empty() || (address.contains('@') && address.contains('.')) {
        return Ok(());
    }
    let text = format!(
        "The e-mail address “{address}” needs an @ and a dot for QuickBooks. Write it as name@example.com"
    );
    Err(Problem::new(Code::EmailFormat, text))
}

/// With or without a scheme (fact sheet 7).
fn web(address: &str) -> Result<(), Problem> {
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    if address.is_empty() || !(host.is_empty() || address.contains(char::is_whitespace)) {
        return Ok(());
    }
    let text = format!(
        "The web site “{address}” is no web address for QuickBooks. Write it without blanks, as www.example.com"
    );
    Err(Problem::new(Code::ValueRefused, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::contact::ContactKind;

    fn named(name: &str) -> ContactDetails {
        ContactDetails { name: name.to_owned(), ..ContactDetails::of(ContactKind::Customer) }
    }

    fn code(details: &ContactDetails) -> Option<Code> {
        contact(details).err().map(|problem| problem.code)
    }

    #[test]
    fn a_colon_in_a_name_is_refused_and_named() {
        let problem = contact(&named("Smith: Sons")).unwrap_err();
        assert_eq!(problem.code, Code::NameCharacter);
        assert!(problem.text.contains("“Smith: Sons” has a colon (:)"), "{}", problem.text);
    }

    #[test]
    fn apostrophes_accents_and_quotes_are_taken() {
        assert_eq!(code(&named("B's \"Comércio\" & Söhne")), None);
    }

    #[test]
    fn a_phone_of_thirty_characters_is_taken_and_one_more_is_refused() {
        assert_eq!(code(&ContactDetails { phone: "1".repeat(30), ..named("N") }), None);
        assert_eq!(code(&ContactDetails { phone: "1".repeat(31), ..named("N") }), Some(Code::TooLong));
    }

    #[test]
    fn a_web_site_with_a_blank_or_a_scheme_alone_is_refused() {
        for (url, refused) in [
            ("", false),
            ("www.example.com", false),
            ("http://example.com/a?b", false),
            ("not an address", true),
            ("http://", true),
            ("http://example.com /a", true),
        ] {
            let expected = refused.then_some(Code::ValueRefused);
            assert_eq!(code(&ContactDetails { url: url.to_owned(), ..named("N") }), expected, "{url}");
        }
    }

    #[test]
    fn an_address_without_a_dot_is_refused() {
        assert_eq!(code(&ContactDetails { email: "a@b".to_owned(), ..named("N") }), Some(Code::EmailFormat));
        assert_eq!(code(&ContactDetails { email: "a@b.c".to_owned(), ..named("N") }), None);
    }
}
