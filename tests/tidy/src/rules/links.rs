//! A link in a page leads somewhere.
//!
//! Links within the repository are followed; those to other sites are not, since a test run needs no network.

use std::path::Path;

use crate::{File, Problem};

/// Refuses each relative link of a Markdown page whose target `exists` denies. The target is given from the root
/// of the repository, with `/`.
pub fn check(page: &File, exists: impl Fn(&str) -> bool) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut in_code_block = false;
    for (index, line) in page.text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code_block = !in_code_block;
        } else if !in_code_block {
            let dead = targets(line).into_iter().filter(|target| !is_live(&page.path, target, &exists));
            problems.extend(dead.map(|target| {
                Problem::line(&page.path, index + 1, format!("the link to `{target}` leads nowhere"))
            }));
        }
    }
    problems
}

/// The targets of `[text](target)`, `[text](<target> "title")` and `[text]: target` in one line.
fn targets(line: &str) -> Vec<String> {
    let line = without_code(line);
    let mut found = Vec::new();
    for (at, _) in line.match_indices("](") {
        let inside = line[at + 2..].split(')').next().unwrap_or_default();
        found.extend(target_of(inside));
    }
    if line.starts_with('[')
        && let Some((label, definition)) = line.split_once("]: ")
        && !label.contains(']')
    {
        found.extend(target_of(definition));
    }
    found
}

/// The target in what stands between the brackets, without its title.
fn target_of(inside: &str) -> Option<String> {
    let inside = inside.trim();
    match inside.strip_prefix('<') {
        Some(quoted) => quoted.split('>').next(),
        None => inside.split_whitespace().next(),
    }
    .map(str::to_owned)
}

/// The line with each `code span` taken out.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join("`")
}

fn is_live(page: &str, target: &str, exists: impl Fn(&str) -> bool) -> bool {
    let elsewhere = target.contains("://") || target.starts_with("mailto:");
    let path = target.split(['#', '?']).next().unwrap_or_default();
    if elsewhere || path.is_empty() {
        return true;
    }
    let folder = Path::new(page).parent().unwrap_or(Path::new(""));
    resolve(folder, path).is_some_and(|path| exists(&path))
}

/// The path from the root; `None` when it is absolute or climbs out of the repository.
fn resolve(folder: &Path, target: &str) -> Option<String> {
    if target.starts_with('/') {
        return None;
    }
    let folder = folder.to_str()?;
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead(page: &str, text: &str) -> Vec<usize> {
        let exists = |path: &str| ["", "README.md", "docs", "docs/a.md", "docs/b c.md"].contains(&path);
        check(&File::new(page, text), exists).into_iter().filter_map(|problem| problem.line).collect()
    }

    #[test]
    fn a_link_to_a_file_that_is_there_is_accepted() {
        assert_eq!(dead("README.md", "[a](docs/a.md), [b](docs/a.md#part \"title\") and [c](docs/)"), []);
        assert_eq!(dead("docs/a.md", "![up](../README.md) [root](..) [b](<b c.md>)\n[self]: a.md"), []);
    }

    #[test]
    fn a_link_to_a_file_that_is_not_there_is_refused() {
        assert_eq!(dead("README.md", "fine\n[a](docs/gone.md)"), [2]);
        assert_eq!(dead("docs/a.md", "[a](docs/a.md)\n[b]: gone.md"), [1, 2]);
    }

    #[test]
    fn a_link_out_of_the_repository_is_refused() {
        assert_eq!(dead("README.md", "[a](../README.md)\n[b](/README.md)"), [1, 2]);
    }

    #[test]
    fn other_sites_own_headings_and_code_are_left_alone() {
        let text = "[a](https://example.com/x) [b](#part) [c](mailto:a@example.com)\n```\n[d](gone)\n```\n`[e](gone)`";
        assert_eq!(dead("README.md", text), []);
    }
}
