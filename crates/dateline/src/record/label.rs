//! Words that a record publishes for one of several things, as types.

/// An enum that is published as one of these words.
macro_rules! labels {
    ($(#[$about:meta])* $Label:ident { $($(#[$what:meta])* $Variant:ident = $name:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Label { $($(#[$what])* $Variant,)* }

        impl $Label {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$Variant,)*];

            /// As records publish it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$Variant => $name,)* }
            }

            /// The one that records publish so.
            pub fn of(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|label| label.name() == name)
            }
        }

        impl std::fmt::Display for $Label {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl serde::Serialize for $Label {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $Label {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                let unknown = || format!("no such {}: {name:?}", stringify!($Label));
                Self::of(&name).ok_or_else(|| serde::de::Error::custom(unknown()))
            }
        }
    };
}

pub(crate) use labels;
