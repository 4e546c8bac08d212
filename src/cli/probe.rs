use std::{net::SocketAddr, time::Duration};

use clap::Args;
use reqwest::redirect::Policy;

use super::wait;
use crate::config::Settings;

/// Container managers give a check a few seconds.
const PATIENCE: Duration = Duration::from_secs(3);

/// `balachka probe`
#[derive(Debug, Args)]
pub struct ProbeArgs {
    /// Ask whether the service is ready, not only whether it is alive
    #[arg(long)]
    pub ready: bool,
}

/// Asks the running service, for those that have no other way to: the image has no curl.
pub(super) fn run(settings: &Settings, args: &ProbeArgs) -> anyhow::Result<()> {
    let path = if args.ready { "readyz" } else { "healthz" };
    let url = format!("http://{}/{path}", within_reach(settings.http.addr));
    wait(async {
        let http = reqwest::Client::builder().no_proxy().timeout(PATIENCE).redirect(Policy::none()).build()?;
        let answer = http.get(&url).send().await.map_err(|_| anyhow::anyhow!("no answer from {url}"))?;
        match answer.status().is_success() {
            true => Ok(()),
            false => anyhow::bail!("{url} answers {}: {}", answer.status().as_u16(), answer.text().await?.trim()),
        }
    })
}

/// Who listens everywhere is asked on loopback.
fn within_reach(mut address: SocketAddr) -> SocketAddr {
    match address {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => address.set_ip(std::net::Ipv4Addr::LOCALHOST.into()),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => address.set_ip(std::net::Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}
