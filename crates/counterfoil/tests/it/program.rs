//! The program as a process of its own.

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// How long the program may take to say a line, or to end after it was asked to. It takes well under a second; a busy
/// machine gets the rest.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running program. It is killed when this is dropped.
pub(crate) struct Program {
    child: Child,
    lines: mpsc::UnboundedReceiver<String>,
    complaints: Arc<Mutex<String>>,
    readers: Vec<JoinHandle<()>>,
}

/// How a program has ended and what it said.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    pub(crate) said: String,
    pub(crate) complained: String,
}

impl Program {
    /// Starts `counterfoil` with these arguments, and with nothing but these variables in its environment.
    pub(crate) fn start(arguments: &[String], environment: &[(&str, String)]) -> Result<Self> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_counterfoil"))
            .args(arguments)
            .env_clear()
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("starting the program")?;
        let (line, lines) = mpsc::unbounded_channel();
        let complaints = Arc::new(Mutex::new(String::new()));
        let kept = Arc::clone(&complaints);
        let out = child.stdout.take().context("the program's output")?;
        let errors = child.stderr.take().context("the program's error output")?;
        let readers = vec![
            tokio::spawn(read(out, move |text| {
                // Nobody listens any more once the test has what it wants.
                let _ = line.send(text);
            })),
            tokio::spawn(read(errors, move |text| {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.push_str(&text);
                kept.push('\n');
            })),
        ];
        Ok(Self { child, lines, complaints, readers })
    }

    /// What follows `beginning` in the next line that begins so.
    pub(crate) async fn told(&mut self, beginning: &str) -> Result<String> {
        let told = timeout(PATIENCE, async {
            loop {
                let line = self.lines.recv().await?;
                if let Some(rest) = line.strip_prefix(beginning) {
                    return Some(rest.trim().to_owned());
                }
            }
        });
        match told.await {
            Ok(Some(rest)) => Ok(rest),
            Ok(None) => bail!("the program ended without “{beginning}”: {}", self.complained()),
            Err(_) => bail!("the program did not say “{beginning}”: {}", self.complained()),
        }
    }

    /// Asks it to end.
    pub(crate) fn signal(&self, signal: Signal) -> Result<()> {
        let id = self.child.id().context("the program has ended already")?;
        let pid = i32::try_from(id).ok().and_then(Pid::from_raw).context("the program's number")?;
        Ok(kill_process(pid, signal)?)
    }

    /// Ends it this instant, with no chance to do anything more.
    pub(crate) async fn kill(mut self) -> Result<()> {
        Ok(self.child.kill().await?)
    }

    /// Waits until it has ended.
    pub(crate) async fn ended(mut self) -> Result<Ended> {
        let Ok(status) = timeout(PATIENCE, self.child.wait()).await else {
            bail!("the program does not end: {}", self.complained())
        };
        for reader in self.readers.drain(..) {
            reader.await?;
        }
        let mut said = String::new();
        while let Some(line) = self.lines.recv().await {
            said.push_str(&line);
            said.push('\n');
        }
        Ok(Ended { status: status?, said, complained: self.complained() })
    }

    /// What it has written to its error output so far.
    pub(crate) fn complained(&self) -> String {
        self.complaints.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Ended {
    /// Checks that the program was refused in one line, which has each of `words`.
    pub(crate) fn expect_refusal(&self, words: &[&str]) {
        assert_eq!(self.status.code(), Some(1), "{self:?}");
        let lines: Vec<_> = self.complained.lines().filter(|line| line.starts_with("error: ")).collect();
        assert_eq!(lines.len(), 1, "{self:?}");
        for word in words {
            assert!(lines[0].contains(word), "“{word}” is missing: {self:?}");
        }
    }
}

async fn read(from: impl AsyncRead + Unpin, mut each: impl FnMut(String)) {
    let mut lines = BufReader::new(from).lines();
    // A pipe that breaks ends with the program.
    while let Ok(Some(line)) = lines.next_line().await {
        each(line);
    }
}
