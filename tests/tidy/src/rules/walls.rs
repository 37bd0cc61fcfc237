//! Which crate may use which.
//!
//! The compiler keeps what a manifest says; this rule keeps what a manifest may say. The table is [`WALLS`].

mod manifest;
mod table;

pub use manifest::{Dependency, Manifest, Section};
pub use table::{ALL, TEST_CRATES, WALLS, Wall};

use crate::{File, Problem};

/// Refuses what a crate's manifest takes in against the table. `ours` has the names by which the root manifest
/// offers the crates of this workspace.
pub fn check(file: &File, ours: &[String]) -> Vec<Problem> {
    let manifest = match Manifest::parse(file) {
        Ok(manifest) => manifest,
        Err(problem) => return vec![problem],
    };
    let Some(wall) = WALLS.iter().find(|wall| file.path == format!("crates/{}/Cargo.toml", wall.name)) else {
        return vec![Problem::file(
            &file.path,
            "this crate is not in the table of tests/tidy/src/rules/walls/table.rs",
        )];
    };
    manifest.dependencies.iter().filter_map(|dependency| judge(file, wall, dependency, ours)).collect()
}

/// Refuses a dependency whose version or path isn't left to the root manifest: under a name or path of its own, a
/// crate could pass the table unseen.
pub fn check_versions(file: &File) -> Vec<Problem> {
    let manifest = match Manifest::parse(file) {
        Ok(manifest) => manifest,
        Err(problem) => return vec![problem],
    };
    let own = manifest.dependencies.iter().filter(|dependency| !dependency.from_workspace);
    own.map(|dependency| {
        let message =
            format!("`{}` must say `workspace = true`, its version in the root manifest", dependency.name);
        Problem::line(&file.path, dependency.line, message)
    })
    .collect()
}

fn judge(file: &File, wall: &Wall, dependency: &Dependency, ours: &[String]) -> Option<Problem> {
    let name = dependency.name.as_str();
    let in_tests = dependency.section == Section::Dev;
    let message = if ours.iter().any(|ours| ours == name) {
        let allowed = wall.uses.contains(&name)
            || (in_tests && (TEST_CRATES.contains(&name) || wall.tests_use.contains(&name)));
        (!allowed).then(|| format!("`{}` may not use `{name}`: {}", wall.name, wall.reason))
    } else {
        let shut = !in_tests && wall.keeps_out.contains(&name);
        shut.then(|| format!("`{}` keeps `{name}` out: {}", wall.name, wall.reason))
    };
    message.map(|message| Problem::line(&file.path, dependency.line, message))
}

/// The names by which the root manifest offers the crates of this workspace: those with a `path`.
///
/// # Errors
///
/// When the manifest isn't TOML.
pub fn our_crates(root_manifest: &File) -> Result<Vec<String>, Problem> {
    let table = manifest::parse_table(root_manifest)?;
    let dependencies = table.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    let dependencies = dependencies.and_then(toml::Value::as_table).into_iter().flatten();
    Ok(dependencies.filter(|(_, value)| value.get("path").is_some()).map(|(name, _)| name.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(path: &str, manifest: &str) -> Vec<String> {
        let ours = ["clock", "domain", "db", "sync", "app", "api", "quickbooks", "qbo-emulator", "testkit"];
        let file = File::new(path, manifest);
        check(&file, &ours.map(str::to_owned)).into_iter().map(|problem| problem.to_string()).collect()
    }

    #[test]
    fn what_the_table_allows_is_accepted() {
        let manifest = "[dependencies]\ndb.workspace = true\nserde.workspace = true\n";
        assert_eq!(judged("crates/store/Cargo.toml", manifest), [""; 0]);
    }

    #[test]
    fn a_crate_of_ours_that_the_table_does_not_name_is_refused() {
        let found = judged(
            "crates/app/Cargo.toml",
            "[dependencies]\ndb.workspace = true\nquickbooks.workspace = true\n",
        );
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("crates/app/Cargo.toml:3: `app` may not use `quickbooks`"), "{found:?}");
    }

    #[test]
    fn a_build_or_platform_dependency_is_judged_too() {
        assert_eq!(
            judged("crates/domain/Cargo.toml", "[build-dependencies]\nsync.workspace = true\n").len(),
            1
        );
        let manifest = "[target.'cfg(unix)'.dependencies]\ntokio.workspace = true\n";
        assert_eq!(judged("crates/domain/Cargo.toml", manifest).len(), 1);
    }

    #[test]
    fn a_driver_outside_db_is_refused() {
        assert_eq!(judged("crates/sync/Cargo.toml", "[dependencies]\nsqlx.workspace = true\n").len(), 1);
        assert_eq!(judged("crates/db/Cargo.toml", "[dependencies]\nsqlx.workspace = true\n").len(), 0);
    }

    #[test]
    fn tests_may_use_the_test_kit_and_the_program_may_not() {
        let manifest = "[dev-dependencies]\ntestkit.workspace = true\ntokio.workspace = true\n";
        assert_eq!(judged("crates/planner/Cargo.toml", manifest), [""; 0]);
        assert_eq!(
            judged("crates/counterfoil/Cargo.toml", "[dependencies]\ntestkit.workspace = true\n").len(),
            1
        );
    }

    #[test]
    fn the_emulator_never_sees_the_client_not_even_in_its_tests() {
        let manifest = "[dev-dependencies]\nquickbooks.workspace = true\n";
        assert_eq!(judged("crates/qbo-emulator/Cargo.toml", manifest).len(), 1);
    }

    #[test]
    fn a_crate_that_is_not_in_the_table_is_refused() {
        assert_eq!(judged("crates/newcomer/Cargo.toml", "[dependencies]\n").len(), 1);
    }

    #[test]
    fn a_dependency_with_a_version_or_path_of_its_own_is_refused() {
        let versions = |manifest: &str| check_versions(&File::new("crates/app/Cargo.toml", manifest)).len();
        assert_eq!(versions("[dependencies]\nserde = \"1\"\n"), 1);
        assert_eq!(
            versions("[dependencies]\nx = { path = \"../sync\", package = \"counterfoil-sync\" }\n"),
            1
        );
        assert_eq!(versions("[dependencies]\nserde = { workspace = true, features = [\"rc\"] }\n"), 0);
    }

    #[test]
    fn our_crates_are_those_with_a_path() {
        let root = "[workspace.dependencies]\ndb = { path = \"crates/db\" }\nserde = \"1\"\n";
        assert_eq!(our_crates(&File::new("Cargo.toml", root)).unwrap(), ["db"]);
        assert!(our_crates(&File::new("Cargo.toml", "[workspace")).is_err());
    }
}
