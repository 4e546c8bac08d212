use actix_web::web::Bytes;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use super::Rig;

/// The smallest file that passes for a PNG of this size here.
fn png(width: u32, height: u32) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &size, b"IEND\xaeB`\x82"].concat()
}

async fn upload(rig: &Rig, png: Vec<u8>, caption: &str) -> Value {
    let form = Form::new()
        .text("chat_id", rig.group.to_string())
        .text("caption", caption.to_owned())
        .text("parse_mode", "HTML")
        .text("reply_markup", r#"{"inline_keyboard":[[{"text":"ще","callback_data":"more"}]]}"#)
        .part("photo", Part::bytes(png).file_name("photo.png"));
    let url = format!("{}/bot{}/SendPhoto", rig.url, rig.world.token());
    rig.client.post(url).multipart(form).send().await.unwrap().json().await.unwrap()
}

#[actix_web::test]
async fn a_photo_comes_back_in_its_message_by_its_id_and_on_the_page() {
    let rig = Rig::new().await;
    let sent = upload(&rig, png(1080, 900), "<b>Кухня</b>: 7").await["result"].clone();
    assert_eq!((&sent["caption"], &sent["text"]), (&json!("Кухня: 7"), &Value::Null));
    assert_eq!(sent["caption_entities"][0]["type"], "bold");
    assert_eq!(sent["reply_markup"]["inline_keyboard"][0][0]["callback_data"], "more");
    let size = &sent["photo"][0];
    assert_eq!((&size["width"], &size["height"], &size["file_size"]), (&json!(1080), &json!(900), &json!(32)));
    let file = rig.ok("getFile", json!({"file_id": size["file_id"]})).await;
    let get = async |path: String| {
        let reply = rig.client.get(format!("{}{path}", rig.url)).send().await.unwrap();
        (reply.status().as_u16(), reply.bytes().await.unwrap())
    };
    let path = file["file_path"].as_str().unwrap();
    let whole = (200, Bytes::from(png(1080, 900)));
    assert_eq!(get(format!("/file/bot{}/{path}", rig.world.token())).await, whole);
    assert_eq!(get(format!("/file/bot1:wrong/{path}")).await.0, 401);
    let view = rig.world.message(rig.group, sent["message_id"].as_i64().unwrap());
    assert_eq!(get(view["photo"]["url"].as_str().unwrap().to_owned()).await, whole);
    assert_eq!(view["html"], "<b>Кухня</b>: 7");
    let edit = json!({"chat_id": rig.group, "message_id": sent["message_id"], "text": "нове"});
    assert_eq!(rig.err("editMessageText", edit).await.1, "Bad Request: there is no text in the message to edit");
}

#[actix_web::test]
async fn photos_have_telegram_s_limits_and_are_uploaded_only() {
    let rig = Rig::new().await;
    for (file, caption, why) in [
        (b"GIF89a".to_vec(), "", "IMAGE_PROCESS_FAILED"),
        (png(9000, 1001), "", "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "", "PHOTO_INVALID_DIMENSIONS"),
        (png(10, 0), "", "PHOTO_INVALID_DIMENSIONS"),
        (png(10, 10), &"а".repeat(1025), "message caption is too long"),
    ] {
        let answer = upload(&rig, file, caption).await;
        assert_eq!(answer["description"], format!("Bad Request: {why}"));
    }
    for elsewhere in ["https://example.com/a.png", "AgACAgIAAx"] {
        let (status, why) = rig.err("sendPhoto", json!({"chat_id": rig.group, "photo": elsewhere})).await;
        assert_eq!((status, why.as_str()), (400, "Bad Request: the playground takes uploaded photos only"));
    }
    let none = rig.err("sendPhoto", json!({"chat_id": rig.group})).await;
    assert_eq!(none.1, "Bad Request: there is no photo in the request");
    let unknown = rig.err("getFile", json!({"file_id": "photo404"})).await;
    assert_eq!(unknown.1, "Bad Request: wrong file_id or the file is temporarily unavailable");
}

#[actix_web::test]
async fn old_photos_make_room_for_new_ones() {
    let rig = Rig::new().await;
    let large = || [png(10, 10)[..24].to_vec(), vec![0; 3 << 20], b"IEND\xaeB`\x82".to_vec()].concat();
    let first = upload(&rig, large(), "").await["result"]["photo"][0]["file_id"].as_str().unwrap().to_owned();
    assert!(rig.world.photo(&first).is_some());
    for _ in 0..11 {
        assert_eq!(upload(&rig, large(), "").await["ok"], true);
    }
    assert!(rig.world.photo(&first).is_none());
}
