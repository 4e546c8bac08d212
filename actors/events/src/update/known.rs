//! Fields that are known and not read, each for a reason that the table in `README.md` gives.

/// Whether it is a field of a message, or of what a message answers.
pub fn of_message(field: &str) -> bool {
    matches!(
        field,
        "author_signature"
            | "business_connection_id"
            | "chat"
            | "caption_entities"
            | "direct_messages_topic"
            | "effect_id"
            | "entities"
            | "ephemeral_message_id"
            | "forward_from_message_id"
            | "forward_signature"
            | "guest_bot_caller_chat"
            | "guest_bot_caller_user"
            | "guest_query_id"
            | "has_media_spoiler"
            | "has_protected_content"
            | "is_from_offline"
            | "is_paid_post"
            | "link_preview_options"
            | "paid_star_count"
            | "receiver_user"
            | "reply_markup"
            | "reply_to_checklist_task_id"
            | "reply_to_poll_option_id"
            | "sender_boost_count"
            | "sender_business_bot"
            | "sender_tag"
            | "show_caption_above_media"
            | "suggested_post_info"
    ) || is_read_elsewhere(field)
}

/// Fields that a message reads, of which what it answers uses none.
fn is_read_elsewhere(field: &str) -> bool {
    matches!(
        field,
        "edit_date"
            | "external_reply"
            | "forward_date"
            | "forward_from"
            | "forward_from_chat"
            | "forward_origin"
            | "forward_sender_name"
            | "is_automatic_forward"
            | "is_topic_message"
            | "media_group_id"
            | "message_thread_id"
            | "quote"
            | "reply_to_message"
            | "reply_to_story"
            | "via_bot"
    )
}
