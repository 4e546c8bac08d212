//! The log: stderr, text or JSON, never a token in it; and the trail of updates that the playground shows and traces are
//! made of.

pub mod filter;
mod panics;
mod recent;
pub mod redact;
mod seldom;
mod traces;
mod trail;

use std::io::{self, IsTerminal as _, Stderr};

use tracing::subscriber::Interest;
use tracing_subscriber::filter::{FilterExt, LevelFilter, dynamic_filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer, Registry};

pub use recent::{Incident, recent};
pub use redact::{Redacting, redact};
pub use traces::Traces;
pub use trail::{Trail, TrailLayer};

use self::filter::filter;
use crate::config::LogFormat;

/// What is logged without `RUST_LOG`: the libraries below only when something is wrong.
const DEFAULT_FILTER: &str =
    "info,sqlx=warn,hyper=warn,reqwest=warn,actix_server=warn,actix_web=warn,mio=warn,opentelemetry=warn";

/// Starts the log for the whole process and puts panics into it; `trail` hears each step of an update.
///
/// # Errors
/// `RUST_LOG` makes no sense ([`Exit::Usage`](crate::exit::Exit::Usage)), or the log was started before.
pub fn init(format: LogFormat, trail: Option<Trail>) -> anyhow::Result<()> {
    tracing_subscriber::registry()
        .with(printer(format, filter(DEFAULT_FILTER)?))
        .with(recent::layer())
        .with(trail.map(TrailLayer::filtered))
        .try_init()?;
    panics::log_them();
    Ok(())
}

/// As [`init`] for a subcommand, whose talk is not to be drowned: without `RUST_LOG` only what is wrong.
///
/// # Errors
/// As [`init`].
pub fn init_quiet(format: LogFormat) -> anyhow::Result<()> {
    tracing_subscriber::registry().with(printer(format, filter("warn")?)).try_init()?;
    panics::log_them();
    Ok(())
}

fn printer(format: LogFormat, filter: EnvFilter) -> Box<dyn Layer<Registry> + Send + Sync> {
    // Lines of libraries are looked at one by one; for our own the answer is always the same.
    let seldom = dynamic_filter_fn(|about, _| seldom::is_news(about))
        .with_max_level_hint(LevelFilter::TRACE)
        .with_callsite_filter(|_| Interest::always());
    let filter = FilterExt::<Registry>::and(filter, seldom);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(RedactedStderr)
        .with_ansi(io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none());
    match format {
        LogFormat::Text => lines.with_filter(filter).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_filter(filter).boxed(),
    }
}

struct RedactedStderr;

impl<'a> MakeWriter<'a> for RedactedStderr {
    type Writer = Redacting<Stderr>;

    fn make_writer(&'a self) -> Self::Writer {
        Redacting(io::stderr())
    }
}
