//! `--format table`: results drawn for people, from the same values as the JSON.
use comfy_table::{ContentArrangement, Table};
use serde_json::Value;

/// Draws a list of objects with a column for each key, an object as labels and values; cells are
/// broken so that the table fits into `width` columns, where that is known.
pub fn draw(value: &Value, width: Option<u16>) -> Table {
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if let Some(width) = width {
        table.set_width(width);
    }
    match value {
        Value::Array(rows) => {
            let keys = keys(rows);
            if !keys.is_empty() {
                table.set_header(keys.iter().map(|key| label(key)));
            }
            for row in rows {
                match row {
                    Value::Object(fields) => table.add_row(
                        keys.iter().map(|key| fields.get(*key).map(cell).unwrap_or_default()),
                    ),
                    other => table.add_row([cell(other)]),
                };
            }
        }
        Value::Object(fields) => {
            for (key, value) in fields {
                table.add_row([label(key), cell(value)]);
            }
        }
        other => {
            table.add_row([cell(other)]);
        }
    }
    table
}

/// The keys of all rows, in the order in which they come first.
fn keys(rows: &[Value]) -> Vec<&str> {
    let mut keys = Vec::new();
    for key in rows.iter().filter_map(Value::as_object).flat_map(|fields| fields.keys()) {
        if !keys.contains(&key.as_str()) {
            keys.push(key.as_str());
        }
    }
    keys
}

fn label(key: &str) -> String {
    key.replace('_', " ")
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lists_get_columns_and_objects_get_lines() {
        let list =
            draw(&json!([{"id": 1, "user_name": "root"}, {"id": 2, "user_name": null}]), None);
        let text = list.to_string();
        assert!(text.contains("user name") && text.contains("root") && text.contains(" - "));
        let mixed = draw(&json!([{"a": 1}, {"b": 2, "a": 3}]), None).to_string();
        assert!(mixed.contains("| a | b |") && mixed.contains("| 3 | 2 |"), "{mixed}");
        let one = draw(&json!({"power_on": true, "events": ["a", "b"]}), None).to_string();
        let narrow = draw(&json!({"text": "word ".repeat(40)}), Some(40)).to_string();
        assert!(narrow.lines().all(|line| line.chars().count() <= 40), "{narrow}");
        assert!(one.contains("power on") && one.contains("yes") && one.contains("a, b"));
    }
}
