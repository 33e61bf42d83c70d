//! Talks IPMI 1.5 and 2.0 over a network to a baseboard management controller (BMC), and is one.
//!
//! The layers, each of which knows only those above it in this list: [`wire`] (bytes), [`crypto`]
//! (codes and ciphers), [`model`] (records and tables), [`cmd`] (requests and their answers),
//! [`session`] (state machines without IO), [`error`], [`transport`] (sockets and time), [`cli`].
//! Beside them stands [`mock`], the BMC, on `wire` and `crypto` alone.
//!
//! Most programs need [`transport::Client`], [`session::config::Config`] and the requests in [`cmd`]:
//!
//! ```no_run
//! use ripmitool::cmd::chassis::GetChassisStatus;
//! use ripmitool::session::config::Config;
//! use ripmitool::transport::{Client, Family};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), ripmitool::error::Error> {
//! let config = Config::lanplus("admin", "password");
//! let mut client = Client::connect("bmc1.example", 623, Family::Any, config).await?;
//! let status = client.send(&GetChassisStatus).await?;
//! println!("on: {}", status.power_on);
//! client.close().await;
//! # Ok(())
//! # }
//! ```
//!
//! In a test the BMC can be one of this crate:
//!
//! ```
//! use ripmitool::cmd::chassis::GetChassisStatus;
//! use ripmitool::mock::{Options, Server};
//! use ripmitool::session::config::Config;
//! use ripmitool::transport::{Client, Family};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), ripmitool::error::Error> {
//! let bmc = Server::spawn(Options::default())?;
//! let config = Config::lanplus("admin", "password");
//! let (host, port) = (bmc.addr().ip().to_string(), bmc.addr().port());
//! let mut client = Client::connect(&host, port, Family::V4, config).await?;
//! assert!(client.send(&GetChassisStatus).await?.power_on);
//! client.close().await;
//! assert_eq!(bmc.open_sessions(), 0);
//! # Ok(())
//! # }
//! ```
pub mod cli;
pub mod cmd;
pub mod crypto;
pub mod error;
pub mod mock;
pub mod model;
pub mod session;
pub mod transport;
pub mod wire;
