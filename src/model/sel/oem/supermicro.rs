//! Supermicro: which memory module an event is about. How event data name one depends on the board.
use super::supermicro_boards::{FOUR, HEX, MODULE, THREE};
use super::{Fields, MEMORY};

/// True for events that need the board ID.
pub(super) fn concerns(event: Fields) -> bool {
    event.sensor_type == MEMORY && event.is_defined()
}

/// Memory has words when the board ID is known; other events have brackets around nothing.
pub(super) fn describe(event: Fields, board: u16) -> Option<String> {
    match event.sensor_type {
        _ if !event.is_defined() => None,
        MEMORY if board == NO_BOARD => None,
        MEMORY => Some(module(board, event.data)),
        _ => Some(String::new()),
    }
}

fn module(board: u16, [_, data2, data3]: [u8; 3]) -> String {
    let (high, low) = (data2 >> 4, data2 & 0x0f);
    if is_in(HEX, board) {
        return format!("@DIMM{data2:2X}(CPU{})", (data3 & 0x03) + 1);
    }
    if is_in(MODULE, board) {
        let number = i16::from(low) - 9;
        let (letter, riser) = (char::from(b'@' + high), if high > 4 { 2 } else { 1 });
        return format!("@DIMM{letter}{number}(P{}M{riser})", (data3 & 0x0f) + 1);
    }
    let processor = data3 & if board == EIGHT { 0x07 } else { 0x03 };
    let channels = match board {
        _ if is_in(FOUR, board) => 4,
        _ if is_in(THREE, board) => 3,
        _ => 0,
    };
    // Letters and digits start at 1 and 10: IPMItool does not look whether they are such.
    let letter = char::from(b'@' + high + channels * processor);
    format!("@DIMM{letter}{}(CPU{})", char::from(b'\'' + low), processor + 1)
}

fn is_in(ranges: &[(u16, u16)], board: u16) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= board);
    after.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|(_, last)| board <= *last)
}

/// What a BMC says that does not know its board.
pub(super) const NO_BOARD: u16 = 0;
/// The board with eight processors.
const EIGHT: u16 = 0x0923;
