//! The page of a node: all nodes and shards, as this one sees them.

use std::{sync::Arc, time::Duration};

use actix_web::{
    HttpResponse, get,
    http::{StatusCode, header::RETRY_AFTER},
    web::{Bytes, Data, ServiceConfig},
};
use askama::Template;
use cluster::{NodeStatus, ShardId, ShardStatus};
use futures_util::stream::{Stream, unfold};
use serde_json::json;
use tokio::{sync::Semaphore, time::sleep};

use super::{
    Dashboard,
    frame::{Frame, Page, page, words},
    gather::plain,
    live::{MOST, PERIOD, answer, event},
    visitor::Visitor,
    words::{Html, Words},
};
use crate::app::cluster::{Reason, Seen, Sight, is_old, is_served};

/// What the page shows, and how many may follow it.
#[derive(Clone)]
pub(super) struct Cluster {
    seen: Seen,
    places: Arc<Semaphore>,
}

impl Cluster {
    pub fn new(seen: &Seen) -> Self {
        Self { seen: seen.clone(), places: Arc::new(Semaphore::new(MOST)) }
    }

    /// The part of the page that changes.
    fn render(&self, t: &Words) -> askama::Result<String> {
        let (why, sight) = (self.seen.reasons(), self.seen.look());
        Nodes { t, why: &why, sight: &sight }.render()
    }
}

pub(super) fn routes(routes: &mut ServiceConfig, cluster: &Cluster) {
    routes.app_data(Data::new(cluster.clone())).service(overview).service(events);
}

#[derive(Template)]
#[template(path = "cluster.html")]
struct Overview {
    frame: Frame,
    nodes: String,
}

#[get("/")]
async fn overview(visitor: Visitor, dashboard: Data<Dashboard>, cluster: Data<Cluster>) -> HttpResponse {
    let frame = Frame::of(Page::Overview, "/", &visitor, &dashboard);
    match cluster.render(&frame.t) {
        Ok(nodes) => page(StatusCode::OK, &Overview { frame, nodes }),
        Err(error) => {
            tracing::error!(%error, "a page cannot be rendered");
            HttpResponse::InternalServerError().finish()
        }
    }
}

/// The part that changes, as it does.
#[get("/events")]
async fn events(visitor: Visitor, dashboard: Data<Dashboard>, cluster: Data<Cluster>) -> HttpResponse {
    let Ok(place) = Arc::clone(&cluster.places).try_acquire_owned() else {
        return HttpResponse::ServiceUnavailable().insert_header((RETRY_AFTER, "30")).finish();
    };
    let words = words(&visitor, &dashboard);
    let may_look = move || visitor.session.as_ref().is_none_or(|session| dashboard.sessions.knows(session));
    answer(stream(move || cluster.render(&words).unwrap_or_default(), may_look, place))
}

/// Ends when the visitor may no longer look; `place` is free again then.
fn stream(
    render: impl Fn() -> String + 'static,
    may_look: impl Fn() -> bool + 'static,
    place: impl Sized + 'static,
) -> impl Stream<Item = Result<Bytes, actix_web::Error>> + 'static {
    unfold((String::new(), render, may_look, place), async |(shown, render, may_look, place)| {
        let pause = if shown.is_empty() { Duration::ZERO } else { PERIOD };
        sleep(pause).await;
        if !may_look() {
            return None;
        }
        let html = render();
        // Without news a byte tells whether anybody is there.
        let text = if html == shown { ":\n\n".to_owned() } else { event("parts", &json!({ "cluster": html })) };
        Some((Ok(Bytes::from(text)), (html, render, may_look, place)))
    })
}

/// All that changes while one looks.
#[derive(Template)]
#[template(path = "parts/cluster.html")]
struct Nodes<'a> {
    t: &'a Words,
    /// Why this node does not do its part.
    why: &'a [Reason],
    /// `None` while it knows nothing.
    sight: &'a Option<Sight>,
}

impl Nodes<'_> {
    fn is_well(&self) -> bool {
        self.why.is_empty() && self.sight.as_ref().is_some_and(|sight| sight.troubles.is_empty())
    }

    fn troubles(&self) -> Vec<String> {
        let troubles = self.sight.iter().flat_map(|sight| &sight.troubles);
        troubles.map(|trouble| plain(trouble, self.t.language)).collect()
    }

    fn shards(&self) -> impl Iterator<Item = &ShardStatus> {
        self.sight.iter().flat_map(|sight| &sight.status.shards)
    }

    fn alive(&self) -> usize {
        self.sight.iter().flat_map(|sight| &sight.status.nodes).filter(|node| node.alive).count()
    }

    fn is_gateway(&self, node: &NodeStatus) -> bool {
        self.sight.as_ref().is_some_and(|sight| sight.status.gateway.as_ref() == Some(&node.node))
    }

    fn owned(&self, node: &NodeStatus) -> usize {
        self.shards().filter(|shard| shard.owner.as_ref() == Some(&node.node)).count()
    }

    fn served(&self) -> usize {
        self.shards().filter(|shard| is_served(shard)).count()
    }

    fn lag(&self) -> u64 {
        self.shards().filter_map(|shard| shard.lag).sum()
    }

    fn number(&self, number: &u64) -> String {
        self.t.number(i64::try_from(*number).unwrap_or(i64::MAX))
    }

    fn is_served(&self, shard: &ShardStatus) -> bool {
        is_served(shard)
    }

    fn is_old(&self, shard: &ShardStatus) -> bool {
        self.sight.as_ref().is_some_and(|sight| is_old(shard, sight.snapshot_secs))
    }

    fn name(&self, shard: &ShardStatus) -> String {
        ShardId(shard.shard).to_string()
    }
}

impl Words {
    /// Why a node does not do its part.
    fn outside(&self, reason: &Reason) -> Html {
        self.say(match reason {
            Reason::Outside => "reason-outside",
            Reason::Unheard => "reason-unheard",
            Reason::DiskFull => "reason-disk",
            Reason::NoGateway => "reason-no-gateway",
        })
    }
}
