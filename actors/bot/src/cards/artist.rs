//! Drawing beside the actors' threads, a little at a time.

use std::time::Duration;

use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

use ::cards::{Card, Theme};

/// Pictures drawn at once in the whole process at most: each takes a core.
static PLACES: Semaphore = Semaphore::const_new(2);
/// How long a picture may be waited for; it takes some 15 to 165 ms of one core.
const PATIENCE: Duration = Duration::from_secs(4);

/// The card as a PNG; `None` if it cannot be drawn in time.
pub(super) async fn draw(card: Card, theme: Theme) -> Option<Vec<u8>> {
    let drawn = timeout(PATIENCE, async {
        let place = PLACES.acquire().await.ok()?;
        let drawing = spawn_blocking(move || {
            // Until it is drawn, whether anybody still waits for it or not.
            let _place = place;
            ::cards::draw(&card, theme)
        });
        match drawing.await {
            Ok(Ok(png)) => Some(png),
            Ok(Err(error)) => {
                tracing::error!(%error, "a picture cannot be drawn");
                None
            }
            Err(_) => {
                tracing::error!("drawing a picture panicked");
                None
            }
        }
    });
    drawn.await.unwrap_or_else(|_| {
        tracing::warn!("too many pictures wait to be drawn");
        None
    })
}
