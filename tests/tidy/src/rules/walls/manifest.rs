//! What a manifest takes in.

use toml::{Table, Value};

use crate::{File, Problem};

/// Which part of the crate a dependency is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The crate itself, on every platform or one.
    Normal,
    /// Its build script.
    Build,
    /// Its tests and examples.
    Dev,
}

/// One dependency as the manifest has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The name the crate knows it by.
    pub name: String,
    /// What it is for.
    pub section: Section,
    /// Whether version and path come from the root manifest.
    pub from_workspace: bool,
    /// The line, counted from 1.
    pub line: usize,
}

/// A crate's manifest.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// Every dependency, of every section and platform.
    pub dependencies: Vec<Dependency>,
}

impl Manifest {
    /// Reads a `Cargo.toml`.
    ///
    /// # Errors
    ///
    /// When it isn't TOML.
    pub fn parse(file: &File) -> Result<Self, Problem> {
        let table = parse_table(file)?;
        let mut dependencies = sections(file, &table);
        let platforms = table.get("target").and_then(Value::as_table).into_iter().flatten();
        for (_, platform) in platforms {
            dependencies
                .extend(platform.as_table().into_iter().flat_map(|platform| sections(file, platform)));
        }
        Ok(Self { dependencies })
    }
}

/// A file's TOML.
///
/// # Errors
///
/// A problem that says where it isn't TOML.
pub(super) fn parse_table(file: &File) -> Result<Table, Problem> {
    file.text.parse::<Table>().map_err(|error| Problem::file(&file.path, error.message()))
}

fn sections(file: &File, table: &Table) -> Vec<Dependency> {
    let names = [
        ("dependencies", Section::Normal),
        ("build-dependencies", Section::Build),
        ("dev-dependencies", Section::Dev),
    ];
    let mut found = Vec::new();
    for (key, section) in names {
        let entries = table.get(key).and_then(Value::as_table).into_iter().flatten();
        found.extend(entries.map(|(name, value)| Dependency {
            name: name.clone(),
            section,
            from_workspace: value.get("workspace").and_then(Value::as_bool) == Some(true),
            line: line_of(&file.text, key, name),
        }));
    }
    found
}

/// The line where a section names a dependency; the section's own line when it is written in an unusual way.
fn line_of(text: &str, section: &str, name: &str) -> usize {
    let header = |line: &str| line.trim_start().starts_with('[') && line.contains(section);
    let begins = |line: &str| {
        let rest = line.trim_start().trim_start_matches('"').strip_prefix(name);
        rest.is_some_and(|rest| rest.starts_with(['.', ' ', '=', '"']))
    };
    // `dependencies` also ends `dev-dependencies`, so the bare name must follow the bracket or a platform's dot.
    let exact = |line: &str| {
        header(line) && (line.contains(&format!("[{section}")) || line.contains(&format!(".{section}")))
    };
    let mut inside = 0;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with('[') {
            inside = if exact(line) { index + 1 } else { 0 };
        } else if inside > 0 && begins(line) {
            return index + 1;
        }
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_read_with_its_lines() {
        let text = "[package]\nname = \"x\"\n\n[dependencies]\na.workspace = true\nab = \"1\"\n\n\
                    [dev-dependencies]\na = { workspace = true, features = [] }\n\n\
                    [target.'cfg(unix)'.build-dependencies]\nc = \"1\"\n";
        let found = Manifest::parse(&File::new("Cargo.toml", text)).unwrap().dependencies;
        let rows: Vec<_> =
            found.iter().map(|d| (d.name.as_str(), d.section, d.from_workspace, d.line)).collect();
        assert_eq!(
            rows,
            [
                ("a", Section::Normal, true, 5),
                ("ab", Section::Normal, false, 6),
                ("a", Section::Dev, true, 9),
                ("c", Section::Build, false, 12),
            ]
        );
    }

    #[test]
    fn a_manifest_that_is_not_toml_is_a_problem() {
        assert!(Manifest::parse(&File::new("Cargo.toml", "[dependencies")).is_err());
    }
}
