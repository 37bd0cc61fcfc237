//! Trouble on demand: rules that make a request fail, wait or vanish.

use super::Call;
use super::meanwhile::Meanwhile;
use crate::fault::{Fault, GatewayFault};
use crate::operation::Operation;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// Rules that can be in force at once.
const RULES_MAX: usize = 1_000;

/// The rules in force. The first that fits a request strikes.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    rules: Vec<Rule>,
}

/// When to strike and what to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    #[serde(default, rename = "match")]
    pub(super) filter: Filter,
    /// Strikes so many times, then the rule is gone. Absent: for ever.
    #[serde(default)]
    pub(super) times: Option<u32>,
    /// Strikes with this chance, 0 to 1. Absent: always.
    #[serde(default)]
    pub(super) probability: Option<Number>,
    /// Makes the chances the same in every run.
    #[serde(default)]
    seed: u64,
    /// Draws so far.
    #[serde(skip)]
    drawn: u64,
    pub(super) action: Action,
}

/// Which requests. What is absent fits all.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Filter {
    pub(super) method: Option<String>,
    /// An entity's name, or `Batch`.
    pub(super) entity: Option<String>,
    /// `create`, `read`, `update`, `delete`, `void`, `query`, `batch`, `cdc`; `token` for the OAuth server.
    pub(super) operation: Option<String>,
    /// A part of the path.
    path: Option<String>,
    /// The company.
    realm_id: Option<String>,
}

/// What happens to the request.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Action {
    /// A fault, and nothing is done.
    Refuse(Refusal),
    /// 429, and nothing is done.
    Throttle,
    /// 429 as XML even for those who asked for JSON, as has been seen (fact sheet 5).
    ThrottleXml,
    /// The tokens end, and the request with them.
    ExpireTokens(Which),
    /// Somebody else changes a record first, then the request goes on.
    Meanwhile(Meanwhile),
    /// Waits, then goes on. From 120 seconds on it is a time-out before the effect.
    DelayMs(u32),
    /// A bare status, before or after the effect.
    Fail { status: u16, when: When },
    /// No answer, before or after the effect.
    Close(When),
    /// 120 seconds of silence, then 504; the effect before or not at all.
    TimeOut(When),
}

/// On which side of the effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum When {
    Before,
    After,
}

/// Which tokens of the company end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Which {
    /// The access tokens; a refresh helps.
    Access,
    /// The whole connection: a refresh answers `invalid_grant`, the user has to connect again.
    Connection,
}

/// A fault to answer with.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Refusal {
    #[serde(default)]
    pub(super) status: Option<u16>,
    pub(super) code: String,
    #[serde(default)]
    pub(super) message: Option<String>,
    #[serde(default)]
    detail: Option<String>,
    #[serde(default)]
    element: Option<String>,
    #[serde(default, rename = "type")]
    kind: Option<String>,
}

impl Refusal {
    /// The fault of the gateway that the code alone means.
    pub(super) fn of_gateway(&self) -> Option<GatewayFault> {
        let parts = [&self.message, &self.detail, &self.element, &self.kind];
        let is_bare = self.status.is_none() && parts.iter().all(|part| part.is_none());
        GatewayFault::by_code(&self.code).filter(|_| is_bare)
    }

    /// The fault. Absent parts are those that the code comes with (fact sheet 6.3).
    pub(super) fn fault(&self) -> Fault {
        let mut fault = Fault::by_code(&self.code, "Refused by a rule of the emulator.");
        if let Some(message) = &self.message {
            fault.message = message.as_str().into();
        }
        if let Some(detail) = &self.detail {
            fault.detail.clone_from(detail);
        }
        fault.element = self.element.as_deref().map(Into::into);
        if let Some(kind) = &self.kind {
            fault.kind = kind.as_str().into();
        }
        if let Some(status) = self.status.and_then(|status| StatusCode::from_u16(status).ok()) {
            fault.status = status;
        }
        fault
    }
}

impl Rules {
    /// Adds rules. False, and none added, when there would be too many.
    pub(crate) fn add(&mut self, rules: Vec<Rule>) -> bool {
        let fits = self.rules.len() + rules.len() <= RULES_MAX;
        if fits {
            self.rules.extend(rules);
        }
        fits
    }

    /// Takes all rules back.
    pub(crate) fn clear(&mut self) {
        self.rules.clear();
    }

    /// The rules in force.
    pub(crate) fn list(&self) -> &[Rule] {
        &self.rules
    }

    /// What happens to this request, if anything.
    pub(super) fn strike(&mut self, call: &Call, entity: &str, operation: Operation) -> Option<Action> {
        self.first(|rule| rule.filter.fits(call, entity, operation))
    }

    /// The fault for an item of the batch in `call`, if a refusing rule fits it.
    pub(super) fn refusal(&mut self, call: &Call, entity: &str, operation: Operation) -> Option<Fault> {
        let action = self.first(|rule| {
            matches!(rule.action, Action::Refuse(_)) && rule.filter.fits(call, entity, operation)
        })?;
        if let Action::Refuse(refusal) = action { Some(refusal.fault()) } else { None }
    }

    fn first(&mut self, fits: impl Fn(&Rule) -> bool) -> Option<Action> {
        let index = self.rules.iter_mut().position(|rule| fits(rule) && rule.chance())?;
        let rule = self.rules.get_mut(index)?;
        let action = rule.action.clone();
        if let Some(times) = &mut rule.times {
            *times = times.saturating_sub(1);
            if *times == 0 {
                self.rules.remove(index);
            }
        }
        Some(action)
    }
}

impl Filter {
    fn fits(&self, call: &Call, entity: &str, operation: Operation) -> bool {
        let same = |wanted: &Option<String>, found: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(found))
        };
        same(&self.method, call.method.as_str())
            && same(&self.entity, entity)
            && same(&self.operation, operation.word())
            && same(&self.realm_id, &call.realm)
            && self.path.as_ref().is_none_or(|part| call.path.contains(part.as_str()))
    }
}

impl Rule {
    /// Draws, if the rule has a probability: one step of SplitMix64 on its seed.
    fn chance(&mut self) -> bool {
        /// Parts that a probability is measured in.
        const PARTS: u64 = 1_000_000;
        let Some(probability) = &self.probability else { return true };
        let parts: rust_decimal::Decimal = probability.as_str().parse().unwrap_or_default();
        self.drawn += 1;
        let mut draw = self.seed.wrapping_add(self.drawn.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        draw = (draw ^ (draw >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        draw = (draw ^ (draw >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        draw ^= draw >> 31;
        rust_decimal::Decimal::from(draw % PARTS) < parts.saturating_mul(PARTS.into())
    }
}
