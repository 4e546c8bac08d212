//! What each table of a store belongs to: which of its rows a shard has, and how the rows of several shards are put
//! together.

/// A table of a store.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    pub table: &'static str,
    pub owner: Owner,
    /// Its columns with numbers that each shard gives out by itself.
    pub numbers: &'static [Number],
    pub repeated: Repeated,
}

/// What a row belongs to. The shard of that has the row.
#[derive(Debug, Clone, Copy)]
pub enum Owner {
    /// The chat whose id is in this column.
    Chat(&'static str),
    /// The chat whose key is in this column. The table `chat_ids` (`id`, `chat_key`) tells the ids of a key.
    ChatKey(&'static str),
    /// The person whose id is in this column.
    Person(&'static str),
    /// A row of another part that stands before this one in the list: the one with this column's value in its column `key`.
    Row { column: &'static str, table: &'static str, key: &'static str },
    /// Each shard whose rows name the id in `column`, and the shard of that person. `named_by` are tables that stand before
    /// this one in the list, with a column of each.
    Named { column: &'static str, named_by: &'static [(&'static str, &'static str)] },
    /// Nothing: each shard has all rows.
    All,
    /// Nothing: it follows from the other tables, and the store fills it.
    Derived,
}

/// What is done with a row that several shards have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeated {
    /// There is none: a row with the same key is a mistake.
    Never,
    /// Any of them is kept.
    Any,
    /// The one with the greatest value in this column is kept.
    Newest(&'static str),
    /// The table has no key: of rows that are the same in each column, one is kept.
    Same,
}

/// A place where a row holds a number.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    pub column: &'static str,
    /// Where in the JSON of the column it stands; `None` if the column is the number.
    pub inside: Option<Inside>,
    pub series: Series,
}

/// A place in the JSON of a column.
#[derive(Debug, Clone, Copy)]
pub struct Inside {
    /// Of the number.
    pub path: &'static str,
    /// Only rows that have the text `is` at this path have the number.
    pub kind_path: &'static str,
    pub is: &'static str,
}

/// The numbers of the rows of a table. Each shard counts them by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Series {
    pub table: &'static str,
    pub column: &'static str,
    pub renumbering: Renumbering,
}

/// How the numbers of a shard change where another shard has the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renumbering {
    /// All by the same amount: what was written later has a higher number still.
    Together,
    /// Only those that are taken: people hold the others, in buttons of messages that were sent. For AUTOINCREMENT tables.
    OnlyTaken,
}

impl Part {
    /// A table whose rows no two shards have.
    pub const fn new(table: &'static str, owner: Owner) -> Self {
        Self { table, owner, numbers: &[], repeated: Repeated::Never }
    }

    /// Whether the store fills it, from its other tables.
    pub const fn is_derived(&self) -> bool {
        matches!(self.owner, Owner::Derived)
    }

    /// The same with numbers in these columns.
    #[must_use]
    pub const fn numbered(self, numbers: &'static [Number]) -> Self {
        Self { numbers, ..self }
    }

    /// The same where several shards may have a row.
    #[must_use]
    pub const fn repeated(self, repeated: Repeated) -> Self {
        Self { repeated, ..self }
    }
}

impl Number {
    /// A column that is a number of the series.
    pub const fn in_column(column: &'static str, series: Series) -> Self {
        Self { column, inside: None, series }
    }

    /// A number of the series within the JSON of a column.
    pub const fn in_json(column: &'static str, inside: Inside, series: Series) -> Self {
        Self { column, inside: Some(inside), series }
    }
}
