//! Texts that stand alone on a page.

/// `text` with a capital letter and a full stop.
pub(crate) fn sentence(text: &str) -> String {
    let mut capital = capitalised(text);
    if !capital.ends_with(['.', '!', '?']) {
        capital.push('.');
    }
    capital
}

/// `text` with a capital letter.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_with_a_capital_and_ends_with_one_mark() {
        assert_eq!(sentence("there is no page"), "There is no page.");
        assert_eq!(sentence("Try again!"), "Try again!");
        assert_eq!(capitalised("über"), "Über");
    }
}
