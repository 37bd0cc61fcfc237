//! A Rust file is part of a program.
//!
//! The compiler never sees a file that no `mod` names, and says nothing about it.

use std::collections::BTreeMap;

use crate::{File, Problem, RustText};

/// Files that cargo itself finds, whatever folder they are in.
const ROOT_NAMES: [&str; 3] = ["lib.rs", "main.rs", "build.rs"];

/// Folders whose files cargo takes as programs of their own.
const ROOT_FOLDERS: [&str; 4] = ["bin", "tests", "examples", "benches"];

/// Refuses each Rust file that the module around it doesn't declare.
pub fn check<'a>(files: impl Iterator<Item = &'a File>) -> Vec<Problem> {
    let texts: BTreeMap<&str, &str> = files
        .filter(|file| file.has_extension("rs"))
        .map(|file| (file.path.as_str(), file.text.as_str()))
        .collect();
    let dead = texts.keys().filter(|path| {
        let Some((folder, module)) = place(path) else { return false };
        !parents(&folder)
            .iter()
            .any(|parent| texts.get(parent.as_str()).is_some_and(|text| declares(text, module)))
    });
    dead.map(|path| Problem::file(path, "no `mod` names this file: declare it or remove it")).collect()
}

/// The folder a module belongs to and its name; `None` for the root of a program.
fn place(path: &str) -> Option<(String, &str)> {
    let (folder, name) = path.rsplit_once('/')?;
    let (parent, folder_name) = folder.rsplit_once('/').unwrap_or(("", folder));
    match name {
        "mod.rs" => Some((parent.to_owned(), folder_name)),
        _ if ROOT_NAMES.contains(&name) || ROOT_FOLDERS.contains(&folder_name) => None,
        _ => Some((folder.to_owned(), name.strip_suffix(".rs")?)),
    }
}

/// The files that may declare the modules of a folder.
fn parents(folder: &str) -> [String; 4] {
    [
        format!("{folder}/mod.rs"),
        format!("{folder}.rs"),
        format!("{folder}/lib.rs"),
        format!("{folder}/main.rs"),
    ]
}

fn declares(text: &str, module: &str) -> bool {
    let declaration = format!("mod {module};");
    RustText::new(text).code().any(|(_, line)| {
        let line = line.trim();
        line == declaration || line.ends_with(&format!(" {declaration}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<File> = files.iter().map(|(path, text)| File::new(path, text)).collect();
        check(files.iter()).into_iter().map(|problem| problem.path).collect()
    }

    #[test]
    fn a_declared_file_is_accepted_however_its_parent_is_called() {
        let files = [
            ("crates/a/src/lib.rs", "pub(crate) mod folder;\nmod old_style;\n#[cfg(test)] mod tests;"),
            ("crates/a/src/folder/mod.rs", "pub mod inside;"),
            ("crates/a/src/folder/inside.rs", ""),
            ("crates/a/src/old_style.rs", "mod below;"),
            ("crates/a/src/old_style/below.rs", ""),
            ("crates/a/src/tests.rs", ""),
            ("crates/a/tests/it/main.rs", "mod routes;"),
            ("crates/a/tests/it/routes.rs", ""),
            ("crates/a/examples/try.rs", ""),
        ];
        assert_eq!(dead(&files), [""; 0]);
    }

    #[test]
    fn a_file_that_nobody_declares_is_refused() {
        let files = [
            ("crates/a/src/lib.rs", "mod money;\n// mod gone;\nmod inline { }"),
            ("crates/a/src/money.rs", ""),
            ("crates/a/src/gone.rs", ""),
            ("crates/a/src/folder/mod.rs", ""),
            ("crates/a/src/folder/money.rs", ""),
        ];
        assert_eq!(
            dead(&files),
            ["crates/a/src/folder/mod.rs", "crates/a/src/folder/money.rs", "crates/a/src/gone.rs"]
        );
    }
}
