//! The text file of events that `sel save` writes and `sel add` and `event file` read: a line for
//! each event, with the bytes of an event message and a remark.
use super::Event;

/// Writes an event as a line of the file, line feed included. The remark tells people what it is.
pub fn line(event: &Event, remark: &[u8]) -> Vec<u8> {
    let [data1, data2, data3] = event.data;
    let event_type = event.event_type | if event.deasserted { 0x80 } else { 0 };
    let bytes = [event.version, event.sensor_type, event.number, event_type, data1, data2, data3];
    let mut line = bytes.map(|byte| format!("0x{byte:02x}")).join(" ").into_bytes();
    line.extend(b" # ");
    line.extend(remark);
    line.push(b'\n');
    line
}
