//! Which fields has a row that Python hands over?

use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use serde_json::{Map, Value};

/// How deep lists and dicts may stand within each other.
const DEEPEST: usize = 32;

/// What Python holds as JSON has it. Days and moments are written as ISO 8601 has them, other things as Python prints them.
///
/// # Errors
///
/// If a text is none in Unicode, or things stand too deep within each other.
pub(crate) fn value(given: &Bound<'_, PyAny>) -> PyResult<Value> {
    within(given, DEEPEST)
}

fn within(given: &Bound<'_, PyAny>, deepest: usize) -> PyResult<Value> {
    let Some(deepest) = deepest.checked_sub(1) else {
        return Err(pyo3::exceptions::PyValueError::new_err("lists and dicts stand too deep within each other"));
    };
    if given.is_none() || given.is_instance_of::<PyBool>() {
        return Ok(Value::Null);
    }
    if given.is_instance_of::<PyString>() {
        return Ok(Value::String(given.extract()?));
    }
    if given.is_instance_of::<PyInt>() {
        let whole = given.extract::<i64>().map(Value::from);
        return whole.or_else(|_| Ok(Value::String(given.str()?.extract()?)));
    }
    if given.is_instance_of::<PyFloat>() {
        return Ok(number(given.extract()?));
    }
    if let Ok(dict) = given.cast::<PyDict>() {
        let fields = dict.iter().map(|(name, value)| Ok((name.str()?.extract()?, within(&value, deepest)?)));
        return Ok(Value::Object(fields.collect::<PyResult<Map<_, _>>>()?));
    }
    if given.is_instance_of::<PyList>() || given.is_instance_of::<PyTuple>() {
        let items = given.try_iter()?.map(|item| within(&item?, deepest));
        return Ok(Value::Array(items.collect::<PyResult<_>>()?));
    }
    if let Ok(written) = given.call_method0("isoformat") {
        return Ok(Value::String(written.extract()?));
    }
    // A number of NumPy knows itself as one of Python.
    match given.call_method0("item") {
        Ok(plain) if !plain.is(given) => within(&plain, deepest),
        _ => Ok(Value::String(given.str()?.extract()?)),
    }
}

/// A number; what is none is nothing, as pandas has it.
pub(crate) fn number(number: f64) -> Value {
    serde_json::Number::from_f64(number).map_or(Value::Null, Value::Number)
}
