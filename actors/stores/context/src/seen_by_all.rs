//! Which messages all of a chat saw: not those that only one person and we did.

/// Whether a row of `messages` is no ephemeral one, in SQL. Takes the table's name with its dot. See
/// [`MessageId::is_ephemeral`](events::MessageId::is_ephemeral).
macro_rules! seen_by_all_in {
    ($of:literal) => {
        concat!($of, "message_id > -4503599627370496")
    };
}
pub(super) use seen_by_all_in;

#[cfg(test)]
mod tests {
    use events::MessageId;

    #[test]
    fn the_statement_has_the_limit_of_the_model() {
        assert_eq!(seen_by_all_in!("m."), format!("m.message_id > {}", MessageId::LAST_EPHEMERAL));
    }
}
