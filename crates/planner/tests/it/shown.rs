//! A decision in one short line.

use planner::{Decision, Step, Verb, WriteStep};
use rust_decimal::Decimal;
use serde_json::Value;

/// `decision` in one short line, such as `update Invoice 42 at 3 total 12.00`.
pub(crate) fn shown(decision: &Decision) -> String {
    match decision {
        Decision::Steps(steps) => steps.iter().map(step).collect::<Vec<_>>().join("; "),
        Decision::UpToDate => "up to date".to_owned(),
        Decision::Wait(waiting) => format!("wait for {} {}", waiting.record.kind.words(), waiting.title),
        Decision::Skip(why) => format!("skip: {why}"),
        Decision::Fail(problem) => format!("fail {}", problem.code.as_str()),
    }
}

fn step(step: &Step) -> String {
    match step {
        Step::FindByName { entity, name } => format!("find {entity} {name:?}"),
        Step::Read { entity, id } => format!("read {entity} {id}"),
        Step::Write(step) => write(step),
        Step::Link { id } => format!("link {id}"),
        Step::Forget => "forget the link".to_owned(),
    }
}

fn write(step: &WriteStep) -> String {
    let WriteStep { verb, write, expected_total, .. } = step;
    let member = |name: &str| write.body.get(name).and_then(Value::as_str);
    let mut text = format!("{} {}", verb.code(), write.entity);
    match (verb, member("Id"), member("SyncToken")) {
        (Verb::Create, None, None) => {
            let name = member("DisplayName").or(member("Name"));
            text.extend(name.map(|name| format!(" {name:?}")));
        }
        (_, Some(id), Some(token)) => text.push_str(&format!(" {id} at {token}")),
        _ => panic!("{} with the wrong address: {}", verb.code(), write.body),
    }
    text.extend(expected_total.map(|total| format!(" total {}", Decimal::new(total.minor_units(), 2))));
    text
}
