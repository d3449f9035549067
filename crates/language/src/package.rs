//! The folder of a spaCy model package: finds its files, checks that its architecture is one we compute, and hands out
//! numbers and tables by name.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rmpv::Value;

use crate::error::{Error, Result};

/// An unpacked spaCy package.
#[derive(Debug)]
pub(crate) struct Package {
    folder: PathBuf,
    config: BTreeMap<String, BTreeMap<String, String>>,
}

impl Package {
    /// Opens the folder that holds `config.cfg`, or a folder around it as `pip` and `unzip` leave them.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let folder = find_config(path, 2).ok_or_else(|| {
            let problem = if path.exists() {
                "no config.cfg in this folder: not a spaCy model package"
            } else {
                "no such folder"
            };
            Error::field(path, "model package", problem)
        })?;
        let file = folder.join("config.cfg");
        let text = fs::read_to_string(&file).map_err(|e| Error::io(&file, e))?;
        Ok(Self { folder, config: parse_config(&text) })
    }

    /// The folder that holds `config.cfg`.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A setting of `config.cfg`, as written there.
    pub(crate) fn setting(&self, section: &str, key: &str) -> Option<&str> {
        self.config.get(section)?.get(key).map(String::as_str)
    }

    /// Fails unless the setting has this very value.
    pub(crate) fn expect(&self, section: &str, key: &str, wanted: &str) -> Result<()> {
        let found = self.setting(section, key).unwrap_or("nothing");
        if found == wanted {
            return Ok(());
        }
        let problem = format!("unsupported: expected {wanted}, found {found}");
        Err(Error::field(&self.folder.join("config.cfg"), format!("[{section}] {key}"), problem))
    }

    /// A JSON file of the package.
    pub(crate) fn json(&self, name: &str) -> Result<serde_json::Value> {
        let file = self.folder.join(name);
        let bytes = fs::read(&file).map_err(|e| Error::io(&file, e))?;
        serde_json::from_slice(&bytes).map_err(|e| Error::field(&file, "JSON", e.to_string()))
    }

    /// A msgpack file of the package.
    pub(crate) fn msgpack(&self, name: &str) -> Result<Packed> {
        let file = self.folder.join(name);
        let bytes = fs::read(&file).map_err(|e| Error::io(&file, e))?;
        let value = decode(&bytes).map_err(|e| Error::field(&file, "msgpack", e))?;
        Ok(Packed { file, value })
    }

    /// The layers of a component's network.
    pub(crate) fn network(&self, component: &str) -> Result<Network> {
        let Packed { file, value } = self.msgpack(&format!("{component}/model"))?;
        let mut lists = BTreeMap::new();
        if let Value::Map(pairs) = value {
            for (key, value) in pairs {
                if let (Some(key), Value::Array(items)) = (key.as_str().map(str::to_owned), value) {
                    lists.insert(key, items);
                }
            }
        }
        let mut list = |key: &str| lists.remove(key).ok_or_else(|| Error::field(&file, key, "missing"));
        let (nodes, attrs, params) = (list("nodes")?, list("attrs")?, list("params")?);
        if nodes.len() != params.len() || nodes.len() != attrs.len() {
            return Err(Error::field(&file, "params", "not one entry per node"));
        }
        let layers = nodes.iter().zip(attrs).zip(params).map(|((node, attrs), params)| Layer {
            name: entry(node, "name").and_then(Value::as_str).unwrap_or_default().to_owned(),
            attrs,
            params,
        });
        Ok(Network { layers: layers.collect(), file })
    }
}

fn find_config(path: &Path, depth: usize) -> Option<PathBuf> {
    if path.join("config.cfg").is_file() {
        return Some(path.to_owned());
    }
    if depth == 0 {
        return None;
    }
    let mut folders: Vec<_> = fs::read_dir(path).ok()?.flatten().map(|e| e.path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    folders.iter().find_map(|folder| find_config(folder, depth - 1))
}

/// Reads the sections and `key = value` lines of a config; values stay as written, without quotation marks.
fn parse_config(text: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut config: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut section = String::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name.to_owned();
        } else if let Some((key, value)) = line.split_once(" = ") {
            let value = value.trim().trim_matches('"').to_owned();
            config.entry(section.clone()).or_default().insert(key.trim().to_owned(), value);
        }
    }
    config
}

fn decode(mut bytes: &[u8]) -> std::result::Result<Value, String> {
    rmpv::decode::read_value(&mut bytes).map_err(|e| e.to_string())
}

/// The value under a key that is a string or bytes.
fn entry<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    value.as_map()?.iter().find(|(k, _)| k.as_slice() == Some(key.as_bytes())).map(|(_, v)| v)
}

/// What a msgpack file holds.
#[derive(Debug)]
pub(crate) struct Packed {
    file: PathBuf,
    value: Value,
}

impl Packed {
    pub(crate) fn table(&self) -> Table<'_> {
        Table { file: &self.file, field: String::new(), value: &self.value }
    }
}

/// A msgpack value that knows which file and field it came from.
#[derive(Debug)]
pub(crate) struct Table<'v> {
    file: &'v Path,
    field: String,
    value: &'v Value,
}

impl<'v> Table<'v> {
    /// The value under `key`; an error names file and key where there is none.
    pub(crate) fn get(&self, key: &str) -> Result<Self> {
        let value = entry(self.value, key).ok_or_else(|| self.error(key, "missing"))?;
        Ok(Self { field: key.to_owned(), value, ..*self })
    }

    pub(crate) fn items(&self) -> Result<&'v [Value]> {
        self.value.as_array().map(Vec::as_slice).ok_or_else(|| self.error("", "not a list"))
    }

    pub(crate) fn pairs(&self) -> Result<&'v [(Value, Value)]> {
        self.value.as_map().map(Vec::as_slice).ok_or_else(|| self.error("", "not a map"))
    }

    pub(crate) fn text(&self) -> Result<&'v str> {
        self.value.as_str().ok_or_else(|| self.error("", "not a text"))
    }

    pub(crate) fn error(&self, field: &str, problem: &str) -> Error {
        let field =
            [self.field.as_str(), field].iter().filter(|f| !f.is_empty()).copied().collect::<Vec<_>>().join(".");
        Error::field(self.file, field, problem)
    }
}

/// The layers of a network, in the order they were written.
#[derive(Debug)]
pub(crate) struct Network {
    layers: Vec<Layer>,
    file: PathBuf,
}

#[derive(Debug)]
struct Layer {
    name: String,
    attrs: Value,
    params: Value,
}

impl Network {
    /// How many layers of this kind there are.
    pub(crate) fn count(&self, name: &str) -> usize {
        self.layers.iter().filter(|layer| layer.name == name).count()
    }

    fn layer(&self, name: &str, index: usize) -> Result<&Layer> {
        let found = self.layers.iter().filter(|layer| layer.name == name).nth(index);
        found.ok_or_else(|| Error::field(&self.file, format!("{name}[{index}]"), "no such layer"))
    }

    /// The numbers of a layer's parameter, with their shape, which must have `dimensions` sizes.
    pub(crate) fn array(&self, name: &str, index: usize, parameter: &str, dimensions: usize) -> Result<Array> {
        let field = || format!("{name}[{index}].{parameter}");
        let wrong = |problem: String| Error::field(&self.file, field(), problem);
        let layer = self.layer(name, index)?;
        let value = entry(&layer.params, parameter).ok_or_else(|| wrong("missing".into()))?;
        let kind = entry(value, "type").and_then(Value::as_str).unwrap_or("nothing");
        if kind != "<f4" {
            return Err(wrong(format!("expected 32-bit floats (<f4), found {kind}")));
        }
        let shape: Vec<usize> = entry(value, "shape")
            .and_then(Value::as_array)
            .map(|sizes| sizes.iter().filter_map(Value::as_u64).map(|n| n as usize).collect())
            .unwrap_or_default();
        let bytes = entry(value, "data").and_then(Value::as_slice).unwrap_or_default();
        if shape.len() != dimensions || bytes.len() != 4 * shape.iter().product::<usize>() {
            return Err(wrong(format!(
                "shape {shape:?} does not fit {} bytes in {dimensions} dimensions",
                bytes.len()
            )));
        }
        let numbers = bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        Ok(Array { numbers, shape })
    }

    /// A whole-number attribute of a layer, such as a hash embedding's seed.
    pub(crate) fn number(&self, name: &str, index: usize, attribute: &str) -> Result<u64> {
        let layer = self.layer(name, index)?;
        let packed = entry(&layer.attrs, attribute).and_then(Value::as_slice);
        let number = packed.and_then(|bytes| decode(bytes).ok()).and_then(|value| value.as_u64());
        number.ok_or_else(|| Error::field(&self.file, format!("{name}[{index}].{attribute}"), "not a whole number"))
    }

    /// An error about the whole network.
    pub(crate) fn error(&self, field: &str, problem: impl Into<String>) -> Error {
        Error::field(&self.file, field, problem)
    }
}

/// Numbers with their shape, last dimension fastest.
#[derive(Clone, Debug)]
pub(crate) struct Array {
    pub(crate) numbers: Vec<f32>,
    pub(crate) shape: Vec<usize>,
}
