//! Refusals, in the service's own words and shapes (fact sheet 6).

mod code;
mod gateway;
mod refusal;
mod xml;

pub(crate) use code::Code;
pub(crate) use gateway::GatewayFault;
pub(crate) use refusal::Fault;
