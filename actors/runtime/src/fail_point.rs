//! Places where crash tests strike.

/// A place where a crash test can make the service panic (action `panic`) or die on the spot (action `return`).
/// Does nothing unless the `failpoints` feature of the `fail` crate is on, which only tests turn on.
pub fn fail_point(name: &str) {
    fail::fail_point!(name, |_| std::process::abort());
    let _ = name;
}
