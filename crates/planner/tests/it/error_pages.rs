//! Each code has a page for bookkeepers, and each page a code.

use planner::Code;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// What a page says, in this order.
const SECTIONS: [&str; 4] = ["## What happened", "## Likely cause", "## What to do", "## Is a retry safe?"];
const INDEX: &str = "README.md";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/errors")
}

fn page(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("docs/errors/{name}: {error}"))
}

fn wanted() -> BTreeSet<String> {
    Code::ALL.iter().map(|code| format!("{}.md", code.as_str())).collect()
}

#[test]
fn each_code_has_a_page_and_each_page_a_code() {
    let files = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let pages: BTreeSet<String> = files.filter(|name| name != INDEX).collect();
    assert_eq!(pages, wanted());
}

#[test]
fn each_page_is_called_by_its_code_and_answers_the_four_questions() {
    for code in Code::ALL {
        let name = format!("{}.md", code.as_str());
        let text = page(&name);
        assert!(
            text.lines().any(|line| line == format!("Code: `{}`", code.as_str())),
            "{name} names no code"
        );
        assert!(text.starts_with("# "), "{name} has no title");
        let headings: Vec<&str> = text.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, SECTIONS, "{name}");
        let answers =
            text.split("\n## ").skip(1).map(|section| section.lines().skip(1).any(|line| !line.is_empty()));
        assert!(answers.into_iter().all(|answered| answered), "{name} leaves a question open");
    }
}

#[test]
fn the_index_lists_every_page_with_its_title() {
    let index = page(INDEX);
    for name in wanted() {
        let title = page(&name).lines().next().unwrap().trim_start_matches("# ").to_owned();
        assert!(index.contains(&format!("[{title}]({name})")), "[{title}]({name}) is not in the index");
    }
}

#[test]
fn codes_go_there_and_back_and_are_all_different() {
    let all: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(all.len(), Code::ALL.len());
    assert!(Code::ALL.iter().all(|code| Code::from_code(code.as_str()) == Some(*code)));
    assert_eq!(Code::from_code("no-such-code"), None);
}
