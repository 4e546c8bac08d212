//! Colours: warm paper by day, warm dark by night, as on the page of the playground.

/// Whether a picture is made for the day or for the night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    /// Dark from 20 to 7 o'clock.
    pub fn at(hour: u8) -> Self {
        if (7..20).contains(&hour) { Self::Light } else { Self::Dark }
    }

    pub(super) fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
        }
    }
}

/// Colours as SVG writes them: `#rrggbb`.
#[derive(Debug)]
pub(super) struct Palette {
    pub paper: &'static str,
    pub surface: &'static str,
    pub line: &'static str,
    pub ink: &'static str,
    pub soft: &'static str,
    pub accent: &'static str,
    /// Bars that are not the highest.
    pub bar: &'static str,
    pub wheat: &'static str,
    pub glad: &'static str,
    pub sad: &'static str,
    joy: &'static str,
    sadness: &'static str,
    anger: &'static str,
    fear: &'static str,
    surprise: &'static str,
    disgust: &'static str,
    neutral: &'static str,
}

impl Palette {
    /// The colour of the emotion with that key.
    pub(super) fn emotion(&self, key: &str) -> &'static str {
        match key {
            "joy" => self.joy,
            "sadness" => self.sadness,
            "anger" => self.anger,
            "fear" => self.fear,
            "surprise" => self.surprise,
            "disgust" => self.disgust,
            _ => self.neutral,
        }
    }
}

/// Behind the initials of people, in either theme.
pub(super) const TINTS: [&str; 8] =
    ["#b3432a", "#8f5f06", "#4a7020", "#1a7365", "#2a6aa8", "#5f53ba", "#95459e", "#b03763"];
/// The initials themselves.
pub(super) const ON_TINT: &str = "#ffffff";

const LIGHT: Palette = Palette {
    paper: "#f5eee3",
    surface: "#fffcf7",
    line: "#eadfce",
    ink: "#2c231d",
    soft: "#705f52",
    accent: "#b3432a",
    bar: "#e8b79f",
    wheat: "#d99a1c",
    glad: "#3f8f4f",
    sad: "#4a7fc1",
    joy: "#d99a1c",
    sadness: "#4a7fc1",
    anger: "#c0362c",
    fear: "#7b5bb5",
    surprise: "#d0679f",
    disgust: "#6f8f2d",
    neutral: "#b9aa9a",
};

const DARK: Palette = Palette {
    paper: "#15110e",
    surface: "#211b17",
    line: "#3d332b",
    ink: "#f3ebe2",
    soft: "#b5a597",
    accent: "#f4956c",
    bar: "#7a4a35",
    wheat: "#efb94f",
    glad: "#7cc98a",
    sad: "#7fb0ea",
    joy: "#efb94f",
    sadness: "#7fb0ea",
    anger: "#ff8276",
    fear: "#b794ee",
    surprise: "#ef9ac4",
    disgust: "#a9c862",
    neutral: "#7d6e61",
};

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: &str) -> f64 {
        let channel = |from: usize| {
            let value = f64::from(u8::from_str_radix(&colour[from..from + 2], 16).unwrap()) / 255.0;
            if value <= 0.039_28 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    /// The contrast of two colours as WCAG 2 counts it, 1 to 21.
    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_text_stands_out_from_its_ground() {
        for palette in [&LIGHT, &DARK] {
            for ground in [palette.paper, palette.surface] {
                for text in [palette.ink, palette.soft, palette.accent] {
                    assert!(contrast(text, ground) >= 4.5, "{text} on {ground}: {}", contrast(text, ground));
                }
            }
        }
        for tint in TINTS {
            assert!(contrast(ON_TINT, tint) >= 4.5, "{tint}: {}", contrast(ON_TINT, tint));
        }
    }

    #[test]
    fn lines_and_areas_stand_out_from_theirs() {
        for palette in [&LIGHT, &DARK] {
            for colour in [palette.glad, palette.sad, palette.accent] {
                assert!(contrast(colour, palette.surface) >= 3.0, "{colour}");
            }
        }
    }

    #[test]
    fn nights_are_dark() {
        let dark = (0..24).filter(|hour| Theme::at(*hour) == Theme::Dark).collect::<Vec<_>>();
        assert_eq!(dark, [0, 1, 2, 3, 4, 5, 6, 20, 21, 22, 23]);
    }
}
