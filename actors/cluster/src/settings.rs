//! Where the cluster is and what it is called, as the service read it.

use std::path::PathBuf;

/// How one node reaches the cluster. It cannot be printed: it holds passwords.
#[derive(Clone)]
pub struct ClusterSettings {
    /// Addresses of NATS servers: `nats://host:4222`, or `tls://`.
    pub servers: Vec<String>,
    /// The cluster's name, the same on all nodes.
    pub name: String,
    /// This node's name, of which there is one.
    pub node: String,
    /// How many NATS servers keep everything; 3 unless set.
    pub replicas: usize,
    /// A `.creds` file.
    pub credentials: Option<PathBuf>,
    pub user: Option<String>,
    pub password: Option<String>,
    pub token: Option<String>,
    /// The certificate authorities (PEM) that the servers' certificates are of, instead of the system's.
    pub ca: Option<PathBuf>,
    /// A client certificate (PEM), with [`Self::key`].
    pub cert: Option<PathBuf>,
    pub key: Option<PathBuf>,
    /// Addresses of the servers' monitoring: `http://host:8222`.
    pub monitors: Vec<String>,
    /// Accept servers that acknowledge before their disk has it.
    pub unsafe_sync: bool,
}

/// What is wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    #[error("no NATS server is set: give the address of one at least, such as nats://10.0.0.1:4222")]
    NoServers,
    #[error("the NATS address {0} is none: write it as nats://host:port or tls://host:port")]
    Address(String),
    #[error("the {what} {name:?} does not do: use 1 to 32 lowercase letters, digits and hyphens")]
    Name { what: &'static str, name: String },
    #[error("{0} replicas do not do: NATS keeps 1, 3 or 5; take 3")]
    Replicas(usize),
    #[error("{0} is set without {1}: set both or none")]
    Half(&'static str, &'static str),
    #[error("more than one way to log in is set: keep the credentials file, or the token, or user and password")]
    Logins,
    #[error("the monitoring address {0} is none: write it as http://host:8222")]
    Monitor(String),
}

impl Default for ClusterSettings {
    fn default() -> Self {
        Self {
            servers: Vec::new(),
            name: "balachka".to_owned(),
            node: String::new(),
            replicas: 3,
            credentials: None,
            user: None,
            password: None,
            token: None,
            ca: None,
            cert: None,
            key: None,
            monitors: Vec::new(),
            unsafe_sync: false,
        }
    }
}

impl ClusterSettings {
    /// Looks for what cannot work, without asking any server.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), SettingsError> {
        check_name("cluster name", &self.name)?;
        check_name("node name", &self.node)?;
        if self.servers.is_empty() {
            return Err(SettingsError::NoServers);
        }
        for server in &self.servers {
            let address = server.parse::<async_nats::ServerAddr>();
            address.map_err(|_| SettingsError::Address(redacted(server)))?;
        }
        for monitor in &self.monitors {
            crate::monitor::host_of(monitor).ok_or_else(|| SettingsError::Monitor(redacted(monitor)))?;
        }
        if ![1, 3, 5].contains(&self.replicas) {
            return Err(SettingsError::Replicas(self.replicas));
        }
        self.check_login()
    }

    fn check_login(&self) -> Result<(), SettingsError> {
        match (&self.user, &self.password) {
            (Some(_), None) => return Err(SettingsError::Half("the user", "the password")),
            (None, Some(_)) => return Err(SettingsError::Half("the password", "the user")),
            _ => {}
        }
        match (&self.cert, &self.key) {
            (Some(_), None) => return Err(SettingsError::Half("the client certificate", "its key")),
            (None, Some(_)) => return Err(SettingsError::Half("the key", "the client certificate")),
            _ => {}
        }
        let ways = [self.credentials.is_some(), self.token.is_some(), self.user.is_some()];
        if ways.into_iter().filter(|is_set| *is_set).count() > 1 { Err(SettingsError::Logins) } else { Ok(()) }
    }
}

fn check_name(what: &'static str, name: &str) -> Result<(), SettingsError> {
    let is_allowed = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    if (1..=32).contains(&name.len()) && name.bytes().all(is_allowed) {
        Ok(())
    } else {
        Err(SettingsError::Name { what, name: name.to_owned() })
    }
}

/// An address, or a text with addresses, without what stands before `@` in them: it may be a password.
pub(crate) fn redacted(text: &str) -> String {
    text.split_inclusive(char::is_whitespace).map(redacted_word).collect()
}

fn redacted_word(word: &str) -> String {
    let Some(at) = word.rfind('@') else { return word.to_owned() };
    let start = word.find("://").map_or(0, |scheme| scheme + 3).min(at);
    format!("{}***{}", &word[..start], &word[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> ClusterSettings {
        let servers = vec!["nats://127.0.0.1:4222".to_owned()];
        ClusterSettings { servers, node: "a-1".to_owned(), ..ClusterSettings::default() }
    }

    #[test]
    fn good_settings_pass() {
        let tls = ClusterSettings { monitors: vec!["http://[::1]:8222".to_owned()], ..settings() };
        assert_eq!(settings().check(), Ok(()));
        assert_eq!(tls.check(), Ok(()));
    }

    #[test]
    fn names_are_short_and_simple() {
        for bad in ["", "A", "a.b", "a_b", "a b", "é", "a23456789012345678901234567890123"] {
            let node = ClusterSettings { node: bad.to_owned(), ..settings() };
            assert!(matches!(node.check(), Err(SettingsError::Name { what: "node name", .. })), "{bad}");
            let name = ClusterSettings { name: bad.to_owned(), ..settings() };
            assert!(matches!(name.check(), Err(SettingsError::Name { what: "cluster name", .. })), "{bad}");
        }
    }

    #[test]
    fn what_cannot_work_is_refused() {
        let token = Some("t".to_owned());
        let none = ClusterSettings { servers: Vec::new(), ..settings() };
        assert_eq!(none.check(), Err(SettingsError::NoServers));
        let half = ClusterSettings { user: token.clone(), ..settings() };
        assert!(matches!(half.check(), Err(SettingsError::Half(..))));
        let two = ClusterSettings { token: token.clone(), user: token.clone(), password: token, ..settings() };
        assert_eq!(two.check(), Err(SettingsError::Logins));
        let replicas = ClusterSettings { replicas: 2, ..settings() };
        assert_eq!(replicas.check(), Err(SettingsError::Replicas(2)));
        let monitor = ClusterSettings { monitors: vec!["https://u:p@a:1".to_owned()], ..settings() };
        assert_eq!(monitor.check(), Err(SettingsError::Monitor("https://***@a:1".to_owned())));
    }

    #[test]
    fn errors_hold_no_passwords() {
        let address = ClusterSettings { servers: vec!["nats://me:s3cr3t@ho st".to_owned()], ..settings() };
        let error = address.check().unwrap_err().to_string();
        assert!(!error.contains("s3cr3t"), "{error}");
        assert_eq!(redacted("cannot reach nats://me:p@ss@host:1 now"), "cannot reach nats://***@host:1 now");
    }
}
