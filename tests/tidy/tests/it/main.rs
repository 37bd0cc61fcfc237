//! The rules over the whole tree, one test each.
#![cfg(test)]

use std::sync::LazyLock;

use tidy::{File, Problem, Tree, report, rules};

static TREE: LazyLock<Tree> = LazyLock::new(|| Tree::of_this_repository().unwrap());

#[track_caller]
fn assert_none(problems: impl IntoIterator<Item = Problem>) {
    let problems: Vec<Problem> = problems.into_iter().collect();
    assert!(problems.is_empty(), "{}", report(&problems));
}

fn manifests() -> impl Iterator<Item = &'static File> {
    TREE.files().iter().filter(|file| file.path.ends_with("/Cargo.toml"))
}

#[test]
fn a_crate_uses_only_what_the_table_allows() {
    let root = TREE.files().iter().find(|file| file.path == "Cargo.toml").unwrap();
    let ours = rules::walls::our_crates(root).unwrap();
    let crates: Vec<&File> = manifests().filter(|file| file.path.starts_with("crates/")).collect();
    assert_eq!(
        crates.len(),
        rules::walls::WALLS.len(),
        "each row of the table is a crate, and each crate a row"
    );
    assert_none(crates.into_iter().flat_map(|file| rules::walls::check(file, &ours)));
}

#[test]
fn versions_stand_in_the_root_manifest_only() {
    assert_none(manifests().flat_map(rules::walls::check_versions));
}

#[test]
fn a_source_file_has_at_most_500_lines() {
    assert_none(TREE.files().iter().filter_map(rules::length::check));
}

#[test]
fn a_name_says_what_is_inside() {
    assert_none(TREE.files().iter().flat_map(rules::names::check));
}

#[test]
fn a_link_in_a_page_leads_somewhere() {
    let exists = |path: &str| TREE.root().join(path).exists();
    assert_none(TREE.with_extension("md").flat_map(|page| rules::links::check(page, exists)));
}

#[test]
fn a_crate_begins_with_what_it_is_for() {
    assert_none(TREE.with_extension("rs").filter_map(rules::crate_docs::check));
}

#[test]
fn time_ids_and_randomness_come_from_the_clock() {
    assert_none(TREE.with_extension("rs").flat_map(rules::time::check));
}

#[test]
fn every_api_route_is_named_in_a_contract_test() {
    assert_none(rules::contract::check(TREE.under("crates/api/src/"), TREE.under("crates/api/tests/")));
}

#[test]
fn no_test_is_ignored() {
    assert_none(TREE.files().iter().flat_map(rules::ignored::check));
}

#[test]
fn no_rust_file_is_left_out_of_its_program() {
    assert_none(rules::dead_files::check(TREE.files().iter()));
}
