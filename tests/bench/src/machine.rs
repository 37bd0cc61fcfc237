//! Under which conditions the figures came about.

use std::fs;
use std::thread::available_parallelism;

/// Processor, cores, memory, load and build, a line each. What the machine doesn't tell is left out.
pub fn conditions() -> String {
    let build = if cfg!(debug_assertions) { "debug: not what a user runs" } else { "release" };
    let cores = available_parallelism().map_or(1, usize::from);
    let lines = [
        first("/proc/cpuinfo", "model name").map(|name| format!("Processor  {name}")),
        Some(format!("Cores      {cores}")),
        first("/proc/meminfo", "MemTotal").map(|memory| format!("Memory     {memory}")),
        fs::read_to_string("/proc/loadavg").ok().map(|load| format!("Load       {}", load.trim())),
        Some(format!("Build      {build}")),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What stands behind `name:` in a file of such lines.
fn first(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_once(':').map(|(_, value)| value.trim().to_owned())
}
