//! Writing and reading the file.

use super::{Line, Sum};
use crate::Error;
use std::fs::File;
use std::hash::Hasher;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The first line. Another number means another form.
const TITLE: &str = "qbo-emulator state 1";

/// Writes the lines to a new file beside `path` and puts that in its place, so that there is a whole file at any
/// moment.
///
/// # Errors
/// [`Error::Save`].
pub(crate) fn write(path: &Path, lines: &[Line]) -> Result<(), Error> {
    let new = beside(path);
    write_all(&new, lines)
        .and_then(|()| std::fs::rename(&new, path))
        .map_err(|source| Error::Save { path: path.to_owned(), source })
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

fn write_all(path: &Path, lines: &[Line]) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "{TITLE}")?;
    let mut sum = Sum::default();
    for line in lines {
        let text = serde_json::to_vec(line)?;
        sum.write(&text);
        file.write_all(&text)?;
        file.write_all(b"\n")?;
    }
    let end = Line::End { lines: lines.len() as u64, sum: sum.finish() };
    serde_json::to_writer(&mut file, &end)?;
    file.write_all(b"\n")?;
    file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

/// Hands every line of the file to `take`. False when there is no file.
///
/// # Errors
/// [`Error::State`] for a file that can't be read, is damaged, or holds what `take` refuses.
pub(crate) fn read(path: &Path, mut take: impl FnMut(Line) -> Result<(), String>) -> Result<bool, Error> {
    let damaged = |detail: String| Error::State { path: path.to_owned(), detail };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(damaged(error.to_string())),
    };
    let mut lines = BufReader::new(file).split(b'\n');
    let mut next = || lines.next().transpose().map_err(|error| damaged(error.to_string()));
    if next()?.as_deref() != Some(TITLE.as_bytes()) {
        return Err(damaged(format!("its first line is not \"{TITLE}\"")));
    }
    let (mut sum, mut count) = (Sum::default(), 0);
    while let Some(text) = next()? {
        // The title is line 1.
        let at = count + 2;
        let line = serde_json::from_slice(&text).map_err(|error| damaged(format!("line {at}: {error}")))?;
        if let Line::End { lines: told, sum: wanted } = line {
            let is_whole = told == count && wanted == sum.finish() && next()?.is_none();
            return if is_whole { Ok(true) } else { Err(damaged("its checksum does not fit".to_owned())) };
        }
        sum.write(&text);
        count += 1;
        take(line).map_err(|detail| damaged(format!("line {at}: {detail}")))?;
    }
    Err(damaged(format!("it breaks off after line {}", count + 1)))
}
