//! Every route of the API is named in a test.
//!
//! A route is a string literal of crate `api` that begins with `/` and ends in `.json`, as `/documents/{id}.json`.
//! A test names it when one of its literals ends with the same segments, whatever stands in for `{id}` there:
//! `"/api/2.0/documents/{}.json"`, with or without a query.
//!
//! That a route is named doesn't prove that it is tested well. It does catch the one that was forgotten.

use crate::{File, Problem, RustText};

/// What a placeholder is compared as.
const PLACEHOLDER: &str = "{}";

/// Refuses each route in `sources` that no literal in `tests` names.
pub fn check<'a>(
    sources: impl Iterator<Item = &'a File>,
    tests: impl Iterator<Item = &'a File>,
) -> Vec<Problem> {
    let named: Vec<Vec<String>> = tests
        .filter(|file| file.has_extension("rs"))
        .flat_map(|file| RustText::new(&file.text).literals().to_vec())
        .filter_map(|literal| segments(&literal.text))
        .collect();
    let mut problems = Vec::new();
    for file in sources.filter(|file| file.has_extension("rs")) {
        for literal in
            RustText::new(&file.text).shipped_literals().filter(|literal| literal.text.starts_with('/'))
        {
            let Some(route) = segments(&literal.text) else { continue };
            if !named.iter().any(|path| path.ends_with(&route)) {
                let message = format!("no test under crates/api/tests names `{}`", literal.text);
                problems.push(Problem::line(&file.path, literal.line, message));
            }
        }
    }
    problems
}

/// The segments of a path that ends in `.json`, each placeholder the same; `None` for any other text.
fn segments(text: &str) -> Option<Vec<String>> {
    let path = text.split('?').next()?.strip_suffix(".json")?;
    let sound = !path.is_empty() && !path.contains(char::is_whitespace);
    sound.then(|| path.split('/').filter(|segment| !segment.is_empty()).map(generalise).collect())
}

/// A segment with `{name}` turned into `{}`.
fn generalise(segment: &str) -> String {
    let mut general = String::new();
    let mut rest = segment;
    while let Some((before, after)) = rest.split_once('{') {
        general.push_str(before);
        general.push_str(PLACEHOLDER);
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    general + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(source: &str, test: &str) -> Vec<usize> {
        let sources = [File::new("crates/api/src/routes.rs", source)];
        let tests = [File::new("crates/api/tests/it/documents.rs", test)];
        check(sources.iter(), tests.iter()).into_iter().filter_map(|problem| problem.line).collect()
    }

    #[test]
    fn a_route_that_a_test_names_is_accepted() {
        let source = "r(\"/documents.json\");\nr(\"/documents/{id}.json\");\nr(\"/log/{id}/retry.json\");";
        let test = "get(\"/api/2.0/documents.json?page=2\");\n get(format!(\"/api/2.0/documents/{invoice}.json\"));\n
            post(format!(\"log/{}/retry.json\", id));";
        assert_eq!(missing(source, test), []);
    }

    #[test]
    fn a_route_that_no_test_names_is_refused() {
        assert_eq!(missing("a();\nr(\"/documents/{id}.json\");", "get(\"/documents.json\")"), [2]);
        assert_eq!(missing("r(\"/items.json\");", "// get(\"/items.json\")"), [1]);
        assert_eq!(missing("r(\"/items.json\");", "get(\"/more-items.json\")"), [1]);
    }

    #[test]
    fn other_literals_are_no_routes() {
        assert_eq!(missing("f(\"demo.json\"); g(\"/customers\"); h(\"/a sentence about.json\");", ""), []);
        assert_eq!(missing("#[cfg(test)]\nmod tests { const A: &str = \"/x.json\"; }", ""), []);
    }
}
