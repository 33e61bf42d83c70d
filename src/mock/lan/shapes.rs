//! What each LAN parameter looks like (IPMI v2.0 table 23-4).
use std::ops::RangeInclusive;

/// One parameter.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) number: u8,
    pub(super) access: Access,
    pub(super) selectors: Selectors,
    /// Lengths of the data behind the selectors.
    pub(super) len: RangeInclusive<usize>,
    /// Whether data may be written.
    pub(super) valid: fn(&[u8]) -> bool,
}

impl Shape {
    /// The set that a selector byte means: destinations have four bits for it.
    pub(super) fn set(&self, selector: u8) -> u8 {
        if matches!(self.number, 18 | 19 | 25) { selector & 0x0f } else { selector }
    }
}

/// Whether it can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    ReadWrite,
}

/// What stands in front of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Selectors {
    None,
    Set,
    SetAndBlock,
}

pub(super) fn find(number: u8) -> Option<&'static Shape> {
    SHAPES.iter().find(|shape| shape.number == number)
}

/// How many there are.
#[cfg(test)]
pub(super) fn count() -> usize {
    SHAPES.len()
}

const fn read(number: u8, selectors: Selectors, len: RangeInclusive<usize>) -> Shape {
    Shape { number, access: Access::Read, selectors, len, valid: any }
}

const fn write(
    number: u8,
    selectors: Selectors,
    len: RangeInclusive<usize>,
    valid: fn(&[u8]) -> bool,
) -> Shape {
    Shape { number, access: Access::ReadWrite, selectors, len, valid }
}

fn any(_: &[u8]) -> bool {
    true
}

/// The first byte is at most `MOST`.
fn most<const MOST: u8>(value: &[u8]) -> bool {
    value.first().is_some_and(|byte| *byte <= MOST)
}

/// Each nibble is a privilege level, or 0 for none.
fn levels(value: &[u8]) -> bool {
    value.iter().skip(1).all(|byte| byte & 0x0f <= 5 && byte >> 4 <= 5)
}

use Selectors::{None as No, Set, SetAndBlock as Both};

#[rustfmt::skip]
const SHAPES: &[Shape] = &[
    read(1, No, 1..=1),
    write(2, No, 5..=5, any),
    write(3, No, 4..=4, any),
    write(4, No, 1..=1, most::<4>),
    write(5, No, 6..=6, any),
    write(6, No, 4..=4, any),
    write(7, No, 3..=3, any),
    write(8, No, 2..=2, any),
    write(9, No, 2..=2, any),
    write(10, No, 1..=1, most::<3>),
    write(11, No, 1..=1, any),
    write(12, No, 4..=4, any),
    write(13, No, 6..=6, any),
    write(14, No, 4..=4, any),
    write(15, No, 6..=6, any),
    write(16, No, 18..=18, any),
    read(17, No, 1..=1),
    write(18, Set, 3..=3, any),
    write(19, Set, 12..=12, any),
    write(20, No, 2..=2, any),
    write(21, No, 1..=1, most::<7>),
    read(22, No, 1..=1),
    read(23, No, 1..=17),
    write(24, No, 9..=9, levels),
    write(25, Set, 3..=3, any),
    write(26, No, 6..=6, any),
    read(50, No, 1..=1),
    write(51, No, 1..=1, most::<2>),
    write(52, No, 1..=1, any),
    write(53, No, 1..=1, any),
    write(54, No, 3..=3, any),
    read(55, No, 3..=3),
    write(56, Set, 18..=19, any),
    read(57, No, 1..=1),
    write(58, Both, 1..=16, any),
    read(59, Set, 19..=19),
    read(60, No, 1..=1),
    write(61, Both, 1..=16, any),
    read(62, No, 1..=1),
    write(63, Both, 1..=16, any),
    write(64, No, 1..=1, most::<3>),
    write(65, No, 16..=16, any),
    write(66, No, 6..=6, any),
    write(67, No, 1..=1, most::<128>),
    write(68, No, 16..=16, any),
    write(69, No, 16..=16, any),
    write(70, No, 6..=6, any),
    write(71, No, 1..=1, most::<128>),
    write(72, No, 16..=16, any),
    read(73, No, 1..=1),
    read(74, Set, 16..=16),
    read(75, Set, 6..=6),
    read(76, Set, 1..=1),
    read(77, Set, 16..=16),
    read(78, No, 1..=1),
    read(79, No, 1..=1),
    write(80, Both, 1..=16, any),
];
