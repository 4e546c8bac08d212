//! Who comes in, and from where.

use super::*;

#[actix_web::test]
async fn the_password_opens_a_session_that_ends_when_one_leaves() {
    let rig = guarded().await;
    let mut visitor = Visitor::of(&rig);
    for path in ["/", "/chats", "/chats/-5", "/letters/1/drop"] {
        let response = visitor.request(Method::GET, path).send().await.unwrap();
        assert_eq!(
            (response.status().as_u16(), &response.headers()["location"]),
            (303, &"/login".parse().unwrap()),
            "{path}"
        );
    }
    for path in ["/events", "/api/state", "/api/openapi.json"] {
        assert_eq!(visitor.get(path).await.0, 401, "{path}");
    }
    assert_eq!(visitor.logs_in("не той").await.status(), 401);
    assert_eq!(visitor.get("/").await.0, 303);
    let response = visitor.logs_in(PASSWORD).await;
    assert_eq!(response.status(), 303);
    let cookies: Vec<_> = response.headers().get_all(SET_COOKIE).iter().map(|it| it.to_str().unwrap()).collect();
    assert!(cookies.iter().all(|it| it.contains("HttpOnly; SameSite=Strict") && !it.contains("Secure")), "{cookies:?}");
    assert!(visitor.get("/").await.1.contains("Log out"));
    assert_eq!(visitor.get("/api/state").await.0, 200);
    assert_eq!(visitor.request(Method::GET, "/events").send().await.unwrap().status(), 200);

    let before = visitor.cookies.clone();
    let token = visitor.token("/").await;
    assert_eq!(visitor.post("/logout", &[("token", &token)]).await.status(), 303);
    visitor.cookies = before;
    assert_eq!(visitor.get("/").await.0, 303, "who kept the cookie is out too");
    for open in ["/healthz", "/readyz", "/metrics", "/status"] {
        assert_eq!(visitor.get(open).await.0, 200, "{open}");
    }
}

#[actix_web::test]
async fn cookies_that_came_over_https_stay_there() {
    let rig = guarded().await;
    let mut visitor = Visitor::of(&rig);
    let token = visitor.token("/login").await;
    let form = [("token", token.as_str()), ("password", PASSWORD)];
    let request = visitor.request(Method::POST, "/login").header("x-forwarded-proto", "https").form(&form);
    let response = request.send().await.unwrap();
    let cookies: Vec<_> = response.headers().get_all(SET_COOKIE).iter().map(|it| it.to_str().unwrap()).collect();
    assert!(cookies.len() == 2 && cookies.iter().all(|it| it.split("; ").any(|part| part == "Secure")), "{cookies:?}");
}

#[actix_web::test]
async fn who_guesses_has_to_wait() {
    let rig = guarded().await;
    let mut visitor = Visitor::of(&rig);
    for nth in 0..10 {
        assert_eq!(visitor.logs_in(&format!("guess {nth}")).await.status(), 401);
    }
    let response = visitor.logs_in(PASSWORD).await;
    assert_eq!(response.status(), 429);
    assert!(response.headers()["retry-after"].to_str().unwrap().parse::<u64>().unwrap() > 200);
    let bearer = visitor.request(Method::GET, "/api/state").bearer_auth("guess").send().await.unwrap();
    assert_eq!(bearer.status(), 429);
    assert!(!rig.log().contains("guess") && !rig.log().contains(PASSWORD));
}

#[actix_web::test]
async fn where_there_is_no_password_none_is_a_guess() {
    let mut rig = Rig::world().await;
    rig.run(&[]);
    let visitor = Visitor::of(&rig);
    for nth in 0..20 {
        let state = visitor.request(Method::GET, "/api/state").bearer_auth("stray").send().await.unwrap();
        assert_eq!(state.status(), 200, "{nth}");
    }
}

#[actix_web::test]
async fn where_others_can_reach_it_it_needs_a_password_or_stays_off() {
    let mut rig = Rig::world().await;
    let refused = rig.balachka(&["run", "--http", "0.0.0.0:0"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(2), "{said}");
    for words in
        ["0.0.0.0:0", "dashboard.password", "BALACHKA_DASHBOARD_PASSWORD", "BALACHKA__DASHBOARD__ENABLED=false"]
    {
        assert!(said.contains(words), "{words} is missing in {said}");
    }
    assert_eq!(rig.balachka(&["config", "check", "--http", "0.0.0.0:0"]).status.code(), Some(2));
    assert!(rig.balachka(&["config", "check"]).status.success());
    // As the image and Compose have it.
    let shipped = [
        ("BALACHKA_HTTP", "0.0.0.0:8080"),
        ("BALACHKA__DASHBOARD__ENABLED", "false"),
        ("BALACHKA_DASHBOARD_PASSWORD", ""),
    ];
    assert!(rig.balachka_with(&["config", "check"], &shipped).status.success());

    rig.run_at("0.0.0.0:0", &[("BALACHKA__DASHBOARD__ENABLED", "false")]);
    let (status, page) = rig.get("/").await;
    assert!(status == 200 && page.starts_with("Balachka") && page.contains("journal: entry"), "{page}");
    assert_eq!(rig.get("/chats").await.0, 404);
    assert_eq!(rig.get("/healthz").await.0, 200);
    rig.stop().await;

    rig.run_at("0.0.0.0:0", &[("BALACHKA_DASHBOARD_PASSWORD", PASSWORD)]);
    assert_eq!(Visitor::of(&rig).get("/").await.0, 303);
}

#[actix_web::test]
async fn without_a_password_only_this_machine_s_own_names_are_answered() {
    let rig = Rig::start().await;
    let visitor = Visitor::of(&rig);
    for (name, value) in
        [("host", "evil.example"), ("x-forwarded-for", "1.2.3.4"), ("x-forwarded-host", "bot.example.org")]
    {
        for path in ["/", "/api/state", "/events", "/assets/style.css"] {
            let response = visitor.request(Method::GET, path).header(name, value).send().await.unwrap();
            assert_eq!(response.status(), 421, "{name} {path}");
            assert!(response.text().await.unwrap().contains("dashboard.password"));
        }
    }
    let response = visitor.request(Method::GET, "/healthz").header("host", "balachka.example").send().await.unwrap();
    assert_eq!(response.status(), 200, "probes are asked under any name");
}

#[actix_web::test]
async fn other_sites_and_old_forms_change_nothing() {
    let mut rig = Rig::start().await;
    rig.world.queue_raw(r#"{"message": {"message_id": "no number"}}"#).unwrap();
    rig.settled().await;
    let (mut visitor, mut other) = (Visitor::of(&rig), Visitor::of(&rig));
    let (token, theirs) = (visitor.token("/").await, other.token("/").await);
    for path in ["/letters/1/drop", "/letters/1/retry", "/language", "/logout", "/login"] {
        for fields in [vec![], vec![("token", "")], vec![("token", theirs.as_str())]] {
            assert_eq!(visitor.post(path, &fields).await.status(), 403, "{path} {fields:?}");
        }
        for (name, value) in [("origin", "http://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
            let form = [("token", token.as_str())];
            let request = visitor.request(Method::POST, path).header(name, value).form(&form);
            assert_eq!(request.send().await.unwrap().status(), 403, "{path} {value}");
        }
    }
    let deed = visitor.request(Method::DELETE, "/api/dead-letters/1").send().await.unwrap();
    assert_eq!(deed.status(), 403);
    assert_eq!(rig.json(&["dead-letters", "--json"]).as_array().unwrap().len(), 1);
    let deed =
        visitor.request(Method::DELETE, "/api/dead-letters/1").header("x-csrf-token", token).send().await.unwrap();
    assert_eq!(deed.status(), 204);
    assert_eq!(rig.json(&["dead-letters", "--json"]), serde_json::json!([]));
}

#[actix_web::test]
async fn browsers_are_told_to_trust_nothing_but_our_files() {
    let rig = guarded().await;
    let mut visitor = Visitor::of(&rig);
    for path in ["/login", "/", "/nowhere", "/api/state", "/assets/style.css"] {
        let response = visitor.request(Method::GET, path).send().await.unwrap();
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        let policy = header("content-security-policy");
        assert!(
            policy.contains("default-src 'self'")
                && policy.contains("frame-ancestors 'none'")
                && !policy.contains("unsafe")
        );
        assert_eq!(
            (header("x-content-type-options"), header("referrer-policy")),
            ("nosniff".into(), "same-origin".into())
        );
        let kept = header("cache-control");
        assert_eq!(kept, if path.starts_with("/assets/") { "no-cache" } else { "no-store" }, "{path}");
    }
    visitor.logs_in(PASSWORD).await;
    let group = format!("/chats/{}", rig.group);
    for path in ["/", "/chats", group.as_str(), "/nowhere"] {
        let (_, page) = visitor.get(path).await;
        assert_eq!(page.matches("<script").count(), page.matches("<script src=").count(), "{path}");
        for inline in [" style=", " onclick=", " onload=", " onsubmit=", "javascript:", "<style", "http://", "https://"]
        {
            assert!(!page.contains(inline), "{inline} in {path}");
        }
        for file in page.split("/assets/").skip(1).filter_map(|rest| rest.split('"').next()) {
            let response = visitor.request(Method::GET, &format!("/assets/{file}")).send().await.unwrap();
            assert_eq!(
                (response.status().as_u16(), response.headers()["cache-control"].to_str().unwrap()),
                (200, "public, max-age=31536000, immutable"),
                "{file}"
            );
        }
    }
}
