//! What service messages tell in words: names of topics, options of polls, tasks of checklists.

use serde::Deserialize;

use super::media::{Choices, Words, title};
use crate::{Media, Sketch};

/// All of them in one; each has some of these.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Told {
    name: Words,
    option_text: Words,
    comment: Words,
    community: Option<Named>,
    tasks: Choices,
    checklist_message: Option<ChecklistMessage>,
    marked_as_done_task_ids: Option<Vec<i64>>,
    marked_as_not_done_task_ids: Option<Vec<i64>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Named {
    name: Words,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ChecklistMessage {
    checklist: Option<Checklist>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Checklist {
    title: Words,
    tasks: Option<Vec<Task>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Task {
    id: i64,
    text: Words,
}

/// Whether a service message of that kind tells something in words, which it is then found by.
pub fn tells_in_words(field: &str) -> bool {
    matches!(
        field,
        "checklist_tasks_added"
            | "checklist_tasks_done"
            | "community_chat_added"
            | "community_chat_joined"
            | "connected_website"
            | "forum_topic_created"
            | "forum_topic_edited"
            | "poll_option_added"
            | "poll_option_deleted"
            | "suggested_post_declined"
    )
}

/// The words in the value of the service `field`, if it has some. One that is not as expected has none.
pub fn told(field: &str, json: &str) -> Option<Media> {
    if !tells_in_words(field) {
        return None;
    }
    let sketch = match field {
        "connected_website" => {
            let website: Words = serde_json::from_str(json).ok()?;
            Sketch { title: website.0.map(title), ..Sketch::default() }
        }
        _ => sketch(field, serde_json::from_str(json).ok()?),
    };
    let media = Media { kind: field.to_owned(), file_id: None, sketch };
    (media.sketch != Sketch::default()).then_some(media)
}

fn sketch(field: &str, told: Told) -> Sketch {
    let checklist = told.checklist_message.and_then(|message| message.checklist).unwrap_or_default();
    let (words, options) = match field {
        "forum_topic_created" | "forum_topic_edited" => (told.name, Vec::new()),
        "poll_option_added" | "poll_option_deleted" => (told.option_text, Vec::new()),
        "suggested_post_declined" => (told.comment, Vec::new()),
        "community_chat_added" | "community_chat_joined" => (told.community.unwrap_or_default().name, Vec::new()),
        "checklist_tasks_added" => (checklist.title, told.tasks.0),
        "checklist_tasks_done" => {
            let marked = [told.marked_as_done_task_ids, told.marked_as_not_done_task_ids];
            let marked: Vec<i64> = marked.into_iter().flatten().flatten().collect();
            (checklist.title, named(checklist.tasks.unwrap_or_default(), &marked))
        }
        _ => return Sketch::default(),
    };
    Sketch { title: words.0.map(title), options, ..Sketch::default() }
}

/// The texts of the tasks with these numbers.
fn named(tasks: Vec<Task>, marked: &[i64]) -> Vec<String> {
    let tasks = tasks.into_iter().filter(|task| marked.contains(&task.id));
    Choices::bounded(tasks.filter_map(|task| task.text.0))
}
