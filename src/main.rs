use balachka::playground::{self, Playground};

#[actix_web::main]
async fn main() -> anyhow::Result<()> {
    let world = Playground::new(1);
    world.load_example()?;
    let (url, server) = playground::serve_all(&world, "127.0.0.1:8090").await?;
    println!("{url} token {}", world.token());
    actix_web::rt::signal::ctrl_c().await?;
    server.stop(false).await;
    Ok(())
}
