//! `balachka load` against nodes of its own.

use serde_json::Value;

use crate::{nats::Nats, rig::Rig};

#[actix_web::test]
async fn a_cluster_that_is_played_to_keeps_all_and_is_gone_afterwards() {
    let Some(rig) = Rig::without_cluster(Nats::single().await).await else { return };
    for how in [&[][..], &["--connections", "8"]] {
        let plan = &["load", "--nodes", "2", "--updates", "400", "--calls", "4", "--json"];
        let output = rig.balachka(&[plan, how].concat()).await;
        assert!(output.status.success(), "{how:?}: {}", String::from_utf8_lossy(&output.stderr));
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let figures = ["durable", "answered", "doubled"].map(|figure| report[figure].as_i64().unwrap());
        assert_eq!(figures, [400, 4, 0], "{how:?}: {report}");
        let nodes = report["nodes"].as_array().unwrap();
        let shares: Vec<_> = nodes.iter().map(|node| node["entries_per_second"].as_f64().unwrap()).collect();
        assert!(shares.len() == 2 && shares.iter().all(|share| *share > 0.0), "each has a part: {report}");
        assert!(nodes.iter().all(|node| node["cpu_micros_an_update"].as_f64().unwrap() > 0.0), "{report}");
    }
    assert_eq!(rig.streams().await, [] as [String; 0]);
}
