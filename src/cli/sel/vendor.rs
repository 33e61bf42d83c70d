//! Who made the BMC, as far as that changes what events mean.
use crate::cmd::Command;
use crate::cmd::app::device::GetDeviceId;
use crate::cmd::oem::{QuantaGetPlatformId, SupermicroGetBoardId, VikingGetText};
use crate::error::Error;
use crate::model::sel::Event;
use crate::model::sel::oem::{Answer, Question};
use crate::model::tables::sensor_types::{Dialect, Extension, KONTRON_ID};
use crate::transport::{Client, Request, Target};
use crate::wire;

/// The maker of a BMC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct Vendor {
    /// IANA enterprise number; 0 when it is not known.
    pub manufacturer: u32,
    /// Product ID.
    pub product: u16,
    /// Whose sensor types the BMC uses.
    pub dialect: Dialect,
}

impl Vendor {
    /// True when the words for an event depend on who made the BMC.
    pub(in crate::cli) fn matters(event: &Event) -> bool {
        !event.is_threshold() || event.sensor_type >= MAKERS_TYPES
    }

    /// Asks the BMC. One that does not say is taken as anybody's.
    ///
    /// # Errors
    /// Errors of the session; refusals and silence are none.
    pub(in crate::cli) async fn ask(client: &mut Client) -> Result<Self, Error> {
        let Some(id) = forgive(client.send(&GetDeviceId).await)? else {
            return Ok(Self::default());
        };
        let dialect =
            Dialect { kontron: id.manufacturer_id == KONTRON_ID, extension: Extension::None };
        Ok(Self { manufacturer: id.manufacturer_id, product: id.product_id, dialect })
    }

    /// Asks which standard the BMC follows that has sensor types of its own.
    ///
    /// # Errors
    /// As [`Self::ask`].
    pub(in crate::cli) async fn ask_extension(client: &mut Client) -> Result<Extension, Error> {
        for (identifier, extension) in [(PICMG, Extension::Picmg), (VITA, Extension::Vita)] {
            let request = Request {
                direct: true,
                ..Request::of(&GetProperties(identifier), Target::SESSION)
            };
            let answer = forgive(client.request(request).await)?;
            if answer.is_some_and(|answer| {
                answer.code.is_ok() && answer.data.first() == Some(&identifier)
            }) {
                return Ok(extension);
            }
        }
        Ok(Extension::None)
    }

    /// What an event is, without its sensor; empty when nobody knows.
    pub(in crate::cli) fn describe(self, event: &Event) -> Option<&'static str> {
        let [data1, data2, _] = event.data;
        let more = crate::model::tables::events::data2_extends(data1).then_some(data2);
        self.dialect.describe(event.event_type, event.sensor_type, event.offset(), more)
    }

    /// Asks what the maker's words for an event depend on; `None` where the BMC does not say.
    ///
    /// # Errors
    /// As [`Self::ask`].
    pub(super) async fn answer(
        client: &mut Client,
        question: Question,
    ) -> Result<Option<Answer>, Error> {
        Ok(match question {
            Question::QuantaPlatform => {
                forgive(client.send(&QuantaGetPlatformId).await)?.map(Answer::QuantaPlatform)
            }
            Question::SupermicroBoard => {
                forgive(client.send(&SupermicroGetBoardId).await)?.map(Answer::SupermicroBoard)
            }
            Question::VikingText(id) => {
                forgive(client.send(&VikingGetText(id)).await)?.map(Answer::VikingText)
            }
        })
    }
}

fn forgive<T>(answer: Result<T, Error>) -> Result<Option<T>, Error> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(Error::Completion { .. } | Error::NoAnswer(_) | Error::Wire { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Get PICMG Properties (PICMG 3.0 §3.1), and its like in VITA 46.11, by the identifier in front.
struct GetProperties(u8);

impl Command for GetProperties {
    const NETFN: u8 = 0x2c;
    const CMD: u8 = 0x00;
    const NAME: &'static str = "Get PICMG Properties";
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.0);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Sensor types from here on are the makers' (table 42-3).
const MAKERS_TYPES: u8 = 0xc0;
const PICMG: u8 = 0x00;
const VITA: u8 = 0x03;
