//! The files of the repository, without what a build leaves behind.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// Folders that are never ours, at any depth.
const FOREIGN_FOLDERS: [&str; 2] = [".git", "node_modules"];

/// Folders at the root that `.gitignore` keeps out: build output and the demo's books.
const IGNORED_AT_ROOT: [&str; 2] = ["target", "data"];

/// The file cargo puts into a target folder, whatever that folder is called.
const CACHE_MARK: &str = "CACHEDIR.TAG";

/// One text file of the repository.
#[derive(Debug, Clone)]
pub struct File {
    /// From the root of the repository, with `/`.
    pub path: String,
    /// Its content. Empty for a file that isn't UTF-8 text.
    pub text: String,
}

impl File {
    /// A file as a rule sees it.
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Whether the name ends in `.extension`.
    pub fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == extension)
    }
}

/// Every file of the repository, sorted by path.
#[derive(Debug, Clone)]
pub struct Tree {
    root: PathBuf,
    files: Vec<File>,
}

impl Tree {
    /// Reads the repository that this crate is built in.
    ///
    /// # Errors
    ///
    /// When a folder or file cannot be read.
    pub fn of_this_repository() -> io::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
        Self::read(root)
    }

    /// Reads the repository at `root`.
    ///
    /// # Errors
    ///
    /// When a folder or file cannot be read.
    pub fn read(root: PathBuf) -> io::Result<Self> {
        let mut files = Vec::new();
        collect(&root, &root, &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { root, files })
    }

    /// The folder all paths start from.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Every file.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The files with this extension.
    pub fn with_extension<'a>(&'a self, extension: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.has_extension(extension))
    }

    /// The files below a folder, given with its closing `/`.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.path.starts_with(folder))
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        if kind.is_dir() {
            if !is_foreign(root, folder, &path, &name) {
                collect(root, &path, files)?;
            }
        } else if kind.is_file() {
            let below = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            // A file may be gone again between the listing and the reading: an editor's swap file.
            if let Ok(bytes) = fs::read(&path) {
                files.push(File { path: below, text: String::from_utf8(bytes).unwrap_or_default() });
            }
        }
    }
    Ok(())
}

fn is_foreign(root: &Path, parent: &Path, folder: &Path, name: &str) -> bool {
    FOREIGN_FOLDERS.contains(&name)
        || (parent == root && IGNORED_AT_ROOT.contains(&name))
        || folder.join(CACHE_MARK).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_holds_this_file_and_nothing_that_git_keeps() {
        let tree = Tree::of_this_repository().unwrap();
        assert!(tree.files().iter().any(|file| file.path == "tests/tidy/src/tree.rs"));
        assert!(!tree.files().iter().any(|file| file.path.starts_with(".git/")));
        assert!(!tree.files().iter().any(|file| file.path.starts_with("target/")));
    }
}
