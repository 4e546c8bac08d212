//! The JSON API, held against its description.

use serde_json::json;

use super::*;

/// What is wrong with a value by a schema of the description; it knows what ours use.
fn wrong(api: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let schema = api.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("{name} is not described"));
        return wrong(api, schema, value, place);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let fits = choices.iter().any(|choice| wrong(api, choice, value, place).is_empty());
        return if fits { Vec::new() } else { vec![format!("{place}: none of the choices fits {value}")] };
    }
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.clone(),
        kind => vec![kind.clone()],
    };
    if !kinds.iter().any(|kind| is(value, kind.as_str().unwrap())) {
        return vec![format!("{place}: {value} is no {kinds:?}")];
    }
    match value {
        Value::Object(fields) if schema["properties"].is_object() => wrong_fields(api, schema, fields, place),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(nth, it)| wrong(api, &schema["items"], it, &format!("{place}[{nth}]")))
            .collect(),
        Value::String(_) if schema["enum"].as_array().is_some_and(|known| !known.contains(value)) => {
            vec![format!("{place}: {value} is not among those described")]
        }
        _ => Vec::new(),
    }
}

fn wrong_fields(api: &Value, schema: &Value, fields: &serde_json::Map<String, Value>, place: &str) -> Vec<String> {
    let described = schema["properties"].as_object().unwrap();
    let required = schema["required"].as_array().unwrap().iter().filter_map(Value::as_str);
    let missing = required.filter(|name| !fields.contains_key(*name)).map(|name| format!("{place}.{name} is missing"));
    let unknown = fields
        .keys()
        .filter(|name| !described.contains_key(*name))
        .map(|name| format!("{place}.{name} is not described"));
    let inner = fields.iter().filter_map(|(name, value)| Some((name, described.get(name)?, value)));
    let inner = inner.flat_map(|(name, schema, value)| wrong(api, schema, value, &format!("{place}.{name}")));
    missing.chain(unknown).chain(inner).collect()
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("unknown type {other}"),
    }
}

/// What a reference refers to.
fn resolved<'a>(api: &'a Value, described: &'a Value) -> &'a Value {
    described["$ref"].as_str().and_then(|path| api.pointer(path.strip_prefix('#')?)).unwrap_or(described)
}

#[test]
fn the_validator_finds_what_is_wrong() {
    let api = json!({"S": {"type": "object", "required": ["a"], "properties": {"a": {"type": ["integer", "null"]}}}});
    let wrong = |value| wrong(&api, &json!({"$ref": "#/S"}), &value, "");
    assert!(wrong(json!({"a": 1})).is_empty() && wrong(json!({"a": null})).is_empty());
    for bad in [json!({}), json!({"a": "1"}), json!({"a": 1, "b": 2}), json!([])] {
        assert_eq!(wrong(bad.clone()).len(), 1, "{bad}");
    }
}

#[actix_web::test]
async fn every_answer_is_as_it_is_described() {
    let mut rig = Rig::world().await;
    rig.run(&[("BALACHKA_DASHBOARD_PASSWORD", PASSWORD), ("BALACHKA__DASHBOARD__SHOW_TEXTS", "true")]);
    rig.say(rig.olena, "Варю борщ зі сметаною, приходьте");
    let broken = r#"{"message": {"message_id": "no number"}}"#;
    rig.world.queue_raw(&format!("{broken}\n{broken}")).unwrap();
    rig.settled().await;
    let visitor = Visitor::of(&rig);
    let ask = async |method: Method, path: &str| {
        let response = visitor.request(method, path).bearer_auth(PASSWORD).send().await.unwrap();
        (response.status().as_u16().to_string(), response.text().await.unwrap())
    };
    let (_, api) = ask(Method::GET, "/api/openapi.json").await;
    let api: Value = serde_json::from_str(&api).unwrap();
    assert!(api["openapi"].as_str().unwrap().starts_with("3.1"));
    // Twice where the second rate is known.
    ask(Method::GET, "/api/state").await;
    let known = rig.group.to_string();
    let mut asked = 0;
    for (path, methods) in api["paths"].as_object().unwrap() {
        for (method, description) in methods.as_object().unwrap() {
            if path == "/api/events" {
                continue;
            }
            let method: Method = method.to_uppercase().parse().unwrap();
            let letter = if method == Method::DELETE { "2" } else { "1" };
            for id in [if path.contains("letters") { letter } else { known.as_str() }, "77"] {
                let address = format!("{}?q=%D0%B1%D0%BE%D1%80%D1%89", path.replace("{id}", id));
                let (status, body) = ask(method.clone(), &address).await;
                let described = resolved(&api, &description["responses"][&status]);
                assert!(described.is_object(), "{method} {address} answered {status}: {body}");
                let schema = &described["content"]["application/json"]["schema"];
                if schema.is_null() {
                    assert_eq!(body, "");
                    continue;
                }
                let value = serde_json::from_str(&body).unwrap();
                assert_eq!(wrong(&api, schema, &value, &address), Vec::<String>::new());
                asked += 1;
            }
        }
    }
    assert!(asked >= 9, "{asked}");
    let (_, found) = ask(Method::GET, &format!("/api/chats/{known}/messages?q=%D0%B1%D0%BE%D1%80%D1%89")).await;
    assert!(found.contains("сметаною"), "{found}");
}

#[actix_web::test]
async fn every_path_that_is_served_is_described() {
    let source = concat!(include_str!("../../../src/dashboard/api.rs"), include_str!("../../../src/dashboard/live.rs"));
    let api: Value = serde_json::from_str(include_str!("../../../src/dashboard/openapi.json")).unwrap();
    let api = api["paths"].as_object().unwrap();
    let mut served = 0;
    for method in ["get", "post", "put", "delete"] {
        for path in source.split(&format!("#[{method}(\"")).skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(api.get(&format!("/api{path}")).is_some_and(|it| it.get(method).is_some()), "{method} {path}");
            served += 1;
        }
    }
    // The pages' own events share a path with the API's.
    assert_eq!(served - 1, api.values().map(|methods| methods.as_object().unwrap().len()).sum::<usize>());
}

#[actix_web::test]
async fn what_is_asked_wrongly_is_told_so_as_it_is_described() {
    let rig = guarded().await;
    let visitor = Visitor::of(&rig);
    let api: Value = serde_json::from_str(include_str!("../../../src/dashboard/openapi.json")).unwrap();
    for (method, address, described, status) in [
        (Method::GET, "/api/chats?page=abc", "/api/chats", 400),
        (Method::GET, "/api/chats/1?days=abc", "/api/chats/{id}", 400),
        (Method::GET, "/api/chats/1/messages?q=a&offset=-1", "/api/chats/{id}/messages", 400),
        (Method::GET, "/api/chats/abc", "/api/chats/{id}", 404),
        (Method::POST, "/api/dead-letters/99999999999999999999/retry", "/api/dead-letters/{id}/retry", 404),
    ] {
        let response = visitor.request(method.clone(), address).bearer_auth(PASSWORD).send().await.unwrap();
        assert_eq!(response.status(), status, "{address}");
        let described = &api["paths"][described][method.as_str().to_lowercase()]["responses"][status.to_string()];
        let schema = &resolved(&api, described)["content"]["application/json"]["schema"];
        assert_eq!(wrong(&api, schema, &response.json().await.unwrap(), address), Vec::<String>::new());
    }
    for (method, address, allowed) in [
        (Method::POST, "/api/state", Some("GET, HEAD")),
        (Method::GET, "/api/dead-letters/1", Some("DELETE")),
        (Method::POST, "/healthz", Some("GET")),
        (Method::DELETE, "/metrics", Some("GET")),
    ] {
        let response = visitor.request(method, address).bearer_auth(PASSWORD).send().await.unwrap();
        assert_eq!(response.status(), 405, "{address}");
        assert_eq!(response.headers().get("allow").map(|it| it.to_str().unwrap()), allowed, "{address}");
    }
}

#[actix_web::test]
async fn whatever_can_be_fetched_can_be_asked_about() {
    let mut rig = guarded().await;
    rig.settled().await;
    let visitor = Visitor::of(&rig);
    for path in ["/healthz", "/readyz", "/metrics", "/", "/api/state", "/api/chats"] {
        let answered = async |method| {
            let response = visitor.request(method, path).bearer_auth(PASSWORD).send().await.unwrap();
            (response.status(), response.headers().get("content-type").cloned(), response.bytes().await.unwrap())
        };
        let (status, kind, body) = answered(Method::HEAD).await;
        let fetched = answered(Method::GET).await;
        assert_eq!((status, kind, &body[..]), (fetched.0, fetched.1, &b""[..]), "{path}");
        assert!(status == 200 && !fetched.2.is_empty(), "{path} {status}");
    }
}

#[actix_web::test]
async fn who_guesses_is_told_to_wait_and_for_how_long() {
    let rig = guarded().await;
    let visitor = Visitor::of(&rig);
    let ask = async |password| visitor.request(Method::GET, "/api/state").bearer_auth(password).send().await.unwrap();
    let mut guesses = 0;
    while ask("guess").await.status() == 401 {
        guesses += 1;
        assert!(guesses < 100, "guessing never ends");
    }
    let refused = ask(PASSWORD).await;
    assert_eq!(refused.status(), 429);
    assert!(refused.headers()["retry-after"].to_str().unwrap().parse::<u64>().unwrap() > 0);
    assert!(refused.json::<Value>().await.unwrap()["error"].is_string());
}

#[actix_web::test]
async fn programs_send_the_password_with_each_request() {
    let rig = guarded().await;
    let visitor = Visitor::of(&rig);
    let state = visitor.request(Method::GET, "/api/state").bearer_auth(PASSWORD).send().await.unwrap();
    assert_eq!(state.status(), 200);
    assert!(state.headers().get(SET_COOKIE).is_none());
    assert_eq!(state.json::<Value>().await.unwrap()["ready"], true);
    for wrong in ["", "відчини"] {
        let refused = visitor.request(Method::GET, "/api/state").bearer_auth(wrong).send().await.unwrap();
        assert_eq!(
            (refused.status().as_u16(), &refused.headers()["www-authenticate"]),
            (401, &"Bearer".parse().unwrap())
        );
    }
    let refused = visitor.request(Method::DELETE, "/api/dead-letters/1").send().await.unwrap();
    assert_eq!(refused.status(), 401);
    let mut events =
        visitor.request(Method::GET, "/api/events").bearer_auth(PASSWORD).send().await.unwrap().bytes_stream();
    let mut heard = String::new();
    while !heard.contains("event: state") || !heard.ends_with("\n\n") {
        heard += std::str::from_utf8(&events.next().await.unwrap().unwrap()).unwrap_or_default();
    }
    assert!(heard.contains(r#""journal_seq":"#), "{heard}");
}
