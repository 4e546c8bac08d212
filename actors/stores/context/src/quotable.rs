//! Whose words may be repeated: not those of people who want nothing kept, however long ago they wrote them. What is kept
//! of before is theirs to export and to erase, and nobody's to quote. Nor what only one person and we saw.

/// Whether a row of `messages` may be repeated, in SQL. Takes the table's name with its dot. What others forwarded is
/// still theirs; and what we said ourselves may repeat those whom it names.
macro_rules! quotable_in {
    ($of:literal) => {
        concat!(
            // Where nobody opted out, that is asked once, and nothing of each row.
            "(NOT EXISTS (SELECT 1 FROM opted_out) OR NOT EXISTS (SELECT 1 FROM opted_out WHERE person IN (",
            $of,
            "sender_id, ",
            $of,
            "forward_id))
             AND NOT (",
            $of,
            "own = 1 AND EXISTS (
               SELECT 1 FROM opted_out JOIN people shy ON shy.id = person
               WHERE shy.first_name <> '' AND instr(",
            $of,
            "text, shy.first_name) > 0)))
             AND ",
            $crate::seen_by_all::seen_by_all_in!($of)
        )
    };
}
pub(super) use quotable_in;
