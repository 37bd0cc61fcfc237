//! What a company holds at the start.

mod empty;
mod lists;
mod planter;
mod preferences;
mod sandbox_us;

use crate::Error;
use crate::books::Company;
use crate::emulator::Settings;
use crate::fault::Fault;
use crate::operation::Desk;
use jiff::Timestamp;
use planter::Planter;
use serde::{Deserialize, Serialize};

/// A company to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seed {
    /// The US sandbox company "Craig's Design and Landscaping Services" (fact sheet 14).
    #[default]
    SandboxUs,
    /// A US company in which nothing has been entered yet.
    EmptyUs,
    /// The same in Great Britain, with VAT.
    EmptyGb,
    /// The same in Canada, with GST, HST and PST.
    EmptyCa,
}

impl Seed {
    /// Every seed there is.
    pub const ALL: [Self; 4] = [Self::SandboxUs, Self::EmptyUs, Self::EmptyGb, Self::EmptyCa];

    /// As it is written in requests and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::SandboxUs => "sandbox-us",
            Self::EmptyUs => "empty-us",
            Self::EmptyGb => "empty-gb",
            Self::EmptyCa => "empty-ca",
        }
    }
}

/// A company filled by `seed`. Everything goes through the same rules as a request.
///
/// # Errors
/// [`Error::Seed`] when a rule refuses a part of it.
pub(crate) fn plant(seed: Seed, realm: &str, now: Timestamp) -> Result<Company, Error> {
    let mut company = Company::new(realm, seed);
    let settings = Settings::default();
    let mut planter = Planter::new(Desk { company: &mut company, settings: &settings, now });
    let planted = match seed {
        Seed::SandboxUs => sandbox_us::plant(&mut planter),
        Seed::EmptyUs => empty::plant(&mut planter, &empty::UNITED_STATES),
        Seed::EmptyGb => empty::plant(&mut planter, &empty::GREAT_BRITAIN),
        Seed::EmptyCa => empty::plant(&mut planter, &empty::CANADA),
    };
    planted.map_err(|fault: Fault| Error::Seed { seed: seed.name(), detail: fault.detail })?;
    Ok(company)
}
