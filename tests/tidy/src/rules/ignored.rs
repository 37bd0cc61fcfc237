//! A test that isn't run is no test.

use crate::{File, Problem, RustText};

/// Refuses `#[ignore]`, with or without a reason.
pub fn check(file: &File) -> Vec<Problem> {
    if !file.has_extension("rs") {
        return Vec::new();
    }
    let text = RustText::new(&file.text);
    let ignored = text.code().filter(|(_, line)| {
        let line: String = line.split_whitespace().collect();
        line.contains("#[ignore]") || line.contains("#[ignore=") || line.contains(",ignore")
    });
    ignored
        .map(|(number, _)| {
            Problem::line(&file.path, number, "`#[ignore]`: make the test pass, or take it out")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ignored_test_is_refused() {
        assert_eq!(check(&File::new("a.rs", "#[test]\n#[ignore]\nfn f() {}"))[0].line, Some(2));
        assert_eq!(check(&File::new("a.rs", "#[ignore = \"slow\"]\nfn f() {}")).len(), 1);
        assert_eq!(check(&File::new("a.rs", "#[cfg_attr(unix, ignore)]\nfn f() {}")).len(), 1);
    }

    #[test]
    fn a_sentence_about_it_is_accepted() {
        assert_eq!(check(&File::new("a.rs", "// no #[ignore] here\nlet a = \"#[ignore]\";")), []);
        assert_eq!(check(&File::new("CONTRIBUTING.md", "#[ignore]")), []);
    }
}
