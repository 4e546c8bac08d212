//! What a file is instead of an export, by its first bytes.

/// Bytes that tell.
pub const LENGTH: usize = 262;

const SIGNATURES: &[(usize, &[u8], &str)] = &[
    (0, b"\x1F\x8B", "the file is compressed with gzip: decompress it (`gunzip`) and import the result.json in it"),
    (0, b"BZh", "the file is compressed with bzip2: decompress it (`bunzip2`) and import the result.json in it"),
    (0, b"\xFD7zXZ\0", "the file is compressed with xz: decompress it (`unxz`) and import the result.json in it"),
    (
        0,
        b"\x28\xB5\x2F\xFD",
        "the file is compressed with zstd: decompress it (`unzstd`) and import the result.json in it",
    ),
    (0, b"PK\x03\x04", "the file is a zip archive: unpack it and import the result.json in it"),
    (0, b"PK\x05\x06", "the file is an empty zip archive: export again"),
    (0, b"7z\xBC\xAF\x27\x1C", "the file is a 7z archive: unpack it and import the result.json in it"),
    (0, b"Rar!\x1A\x07", "the file is a RAR archive: unpack it and import the result.json in it"),
    (257, b"ustar", "the file is a tar archive: unpack it and import the result.json in it"),
    (0, b"SQLite format 3\0", "the file is an SQLite database: use `import --from-legacy` with its folder"),
    (0, b"%PDF", "the file is a PDF: export the chat with Telegram Desktop, as machine-readable JSON"),
    (0, b"\xFF\xFE\0\0", UTF32),
    (0, b"\0\0\xFE\xFF", UTF32),
    (0, b"\xFF\xFE", UTF16),
    (0, b"\xFE\xFF", UTF16),
    // Without a byte order mark.
    (0, b"{\0", UTF16),
    (0, b"\0{", UTF16),
];
const UTF16: &str =
    "the file is UTF-16, and exports are UTF-8: export again, or convert it (`iconv -f UTF-16 -t UTF-8`)";
const UTF32: &str =
    "the file is UTF-32, and exports are UTF-8: export again, or convert it (`iconv -f UTF-32 -t UTF-8`)";

/// What the file is and what to do, if its first bytes are those of another format.
pub fn other_format(first: &[u8]) -> Option<&'static str> {
    let is = |(at, bytes, _): &&(usize, &[u8], &str)| first.get(*at..).is_some_and(|rest| rest.starts_with(bytes));
    SIGNATURES.iter().find(is).map(|(_, _, words)| *words)
}
