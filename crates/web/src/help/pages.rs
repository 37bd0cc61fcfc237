//! The pages of `docs/errors`, which are part of the program.

/// A page about one kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    /// The code, which is its address.
    pub(super) code: &'static str,
    /// Its text, as it stands in `docs/errors`.
    pub(super) text: &'static str,
}

macro_rules! pages {
    ($($code:literal),* $(,)?) => {
        /// Every page, in the order of the codes.
        pub(super) const PAGES: &[Page] = &[$(Page {
            code: $code,
            text: include_str!(concat!("../../../../docs/errors/", $code, ".md")),
        }),*];
    };
}

pages!(
    "access-lost",
    "account-missing",
    "account-unsuitable",
    "amount-refused",
    "changed-in-quickbooks",
    "choice-gone",
    "contact-currency",
    "currency-not-possible",
    "deleted-in-quickbooks",
    "deposited",
    "discounts-off",
    "email-format",
    "feature-missing",
    "inactive-in-quickbooks",
    "linked",
    "merged-in-quickbooks",
    "name-character",
    "name-taken",
    "not-applied",
    "number-taken",
    "outcome-unclear",
    "period-closed",
    "refused",
    "remote-gone",
    "sales-tax-off",
    "service-error",
    "settled",
    "subscription-ended",
    "tax-rate-unmapped",
    "tax-refused",
    "too-long",
    "total-differs",
    "unexpected",
    "value-refused",
    "voided-in-quickbooks"
);

impl Page {
    /// The page of this code.
    pub(super) fn of(code: &str) -> Option<&'static Self> {
        PAGES.iter().find(|page| page.code == code)
    }

    /// Its first line, without the mark of a heading.
    pub(super) fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn every_page_of_the_folder_is_here_and_has_a_title() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/errors");
        let files =
            fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut codes: Vec<String> =
            files.filter_map(|name| name.strip_suffix(".md").map(str::to_owned)).collect();
        codes.retain(|code| code != "README");
        codes.sort();
        assert_eq!(PAGES.iter().map(|page| page.code).collect::<Vec<_>>(), codes);
        assert!(PAGES.iter().all(|page| !page.title().is_empty()));
        assert_eq!(Page::of("README"), None);
    }
}
