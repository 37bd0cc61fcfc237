//! Text fields: trimmed, of bounded length, without control characters.

use crate::Refusals;

/// Characters of a name or another one-line field.
pub const MAX_LINE: usize = 255;
/// Characters of a description or another field of several lines.
pub const MAX_PARAGRAPHS: usize = 10_000;

/// `text` trimmed, refused when it is longer than `greatest` characters or has control characters other than
/// line breaks and tabs.
pub fn checked(field: &str, text: &str, greatest: usize, refusals: &mut Refusals) -> String {
    let text = text.trim();
    let length = text.chars().count();
    if length > greatest {
        let reason = format!("At most {greatest} characters are kept; this has {length}");
        refusals.add(field, "maxLength", reason);
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        refusals.add(field, "characters", "Control characters can't be kept; remove them");
    }
    text.to_owned()
}

/// As [`checked`], for a one-line field that must not be empty.
pub fn required(field: &str, text: &str, refusals: &mut Refusals) -> String {
    let text = checked(field, text, MAX_LINE, refusals);
    if text.is_empty() {
        refusals.add_required(field);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_not_a_name() {
        let mut refusals = Refusals::default();
        required("name", "  \t ", &mut refusals);
        assert_eq!(refusals.iter().next().map(|refusal| refusal.rule), Some("_required"));
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        let mut refusals = Refusals::default();
        assert_eq!(checked("name", &"é".repeat(255), MAX_LINE, &mut refusals).chars().count(), 255);
        assert!(refusals.clone().unless_any(()).is_ok());
        checked("name", &"é".repeat(256), MAX_LINE, &mut refusals);
        assert!(refusals.unless_any(()).is_err());
    }
}
