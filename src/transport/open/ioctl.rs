//! The calls of Linux's IPMI driver (`linux/ipmi.h`, `ipmi_devintf`).
//!
//! The one file with `unsafe` in it: the kernel reads and writes through pointers that stand in
//! the structures. Each call makes its structure itself, of buffers that it owns or borrows until
//! the kernel is done with them, so nothing of this can be got wrong from outside.
#![expect(unsafe_code, reason = "ioctls that pass pointers to buffers; see above")]

use std::ffi::{c_int, c_long, c_short, c_uchar, c_uint, c_ushort};
use std::fs::File;
use std::io;

use rustix::ioctl::{Ioctl, Opcode, Updater, ioctl, opcode};

use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

use crate::session::local::{Address, Incoming, Outgoing};

/// Has the runtime watch the device for messages.
pub(super) fn watch(device: File) -> io::Result<AsyncFd<File>> {
    // SAFETY: a `File` owns its descriptor: it stays open, and the same, as long as that lives,
    // and nobody gets at it to put another in its place.
    let watched = unsafe { AsyncFd::register_with_interest(device, Interest::READABLE) };
    watched.map_err(io::Error::from)
}

/// Makes `address` the one that the BMC's own messages on the IPMB come from.
pub(super) fn set_my_address(device: &File, address: u8) -> io::Result<()> {
    let mut address = c_uint::from(address);
    // SAFETY: the number goes with a pointer to an unsigned int, and this is one.
    call(device, unsafe { Updater::<SET_MY_ADDRESS, c_uint>::new(&mut address) })
}

/// Asks for the events that the BMC tells by itself.
pub(super) fn get_events(device: &File) -> io::Result<()> {
    let mut on: c_int = 1;
    // SAFETY: the number goes with a pointer to an int, and this is one.
    call(device, unsafe { Updater::<GET_EVENTS, c_int>::new(&mut on) })
}

/// Hands a request to the driver.
pub(super) fn send(device: &File, outgoing: &Outgoing) -> io::Result<()> {
    let too_long = |_| io::Error::from(io::ErrorKind::InvalidInput);
    let (mut address, addr_len) = Addr::of(outgoing.to);
    let mut data = outgoing.data.clone();
    let mut request = Req {
        addr: &raw mut address,
        addr_len,
        msgid: c_long::from(outgoing.number),
        msg: Msg {
            netfn: outgoing.netfn,
            cmd: outgoing.cmd,
            data_len: c_ushort::try_from(data.len()).map_err(too_long)?,
            data: data.as_mut_ptr(),
        },
    };
    // SAFETY: the number goes with a pointer to this structure. Its pointers are to `address` and
    // `data`, which are as long as it says and outlive the call; the kernel only reads them.
    call(device, unsafe { Updater::<SEND_COMMAND, Req>::new(&mut request) })
}

/// Takes what the driver has for us. [`io::ErrorKind::WouldBlock`] when that is nothing.
pub(super) fn receive(device: &File) -> io::Result<Incoming> {
    let mut address = Addr::EMPTY;
    let mut data = [0; LONGEST];
    let mut received = Recv {
        recv_type: 0,
        addr: &raw mut address,
        addr_len: ADDR_LEN,
        msgid: 0,
        msg: Msg { netfn: 0, cmd: 0, data_len: LONGEST_LEN, data: data.as_mut_ptr() },
    };
    // SAFETY: the number goes with a pointer to this structure. Its pointers are to `address` and
    // `data`, which are as long as it says and outlive the call; any bytes are good in both.
    let done = call(device, unsafe { Updater::<RECEIVE_TRUNCATED, Recv>::new(&mut received) });
    match done {
        // It was longer, and has been cut.
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::MSGSIZE.raw_os_error()) => {}
        done => done?,
    }
    let length = usize::from(received.msg.data_len);
    let data = data.get(..length).unwrap_or(&data).to_vec();
    let Msg { netfn, cmd, .. } = received.msg;
    Ok(match (received.recv_type, i32::try_from(received.msgid)) {
        (RESPONSE, Ok(number)) => Incoming::Answer { number, netfn, cmd, data },
        (EVENT, _) => Incoming::Event(data),
        _ => Incoming::Other,
    })
}

fn call<I: Ioctl<Output = ()>>(device: &File, request: I) -> io::Result<()> {
    // SAFETY: whoever made the request saw to it that number and data fit; the driver interrupts
    // nothing in the middle, so a call that a signal ended has done nothing.
    unsafe { ioctl(device, request) }.map_err(io::Error::from)
}

/// `struct ipmi_addr`, with the parts of `ipmi_system_interface_addr` and `ipmi_ipmb_addr` in
/// front.
#[expect(clippy::struct_field_names, reason = "the kernel's names")]
#[repr(C)]
struct Addr {
    addr_type: c_int,
    channel: c_short,
    data: [c_uchar; 32],
}

impl Addr {
    const EMPTY: Self = Self { addr_type: 0, channel: 0, data: [0; 32] };

    /// The structure and how much of it counts.
    fn of(to: Address) -> (Self, c_uint) {
        let mut addr = Self::EMPTY;
        match to {
            Address::System { lun } => {
                (addr.addr_type, addr.channel) = (SYSTEM_INTERFACE, BMC_CHANNEL);
                addr.data[0] = lun;
            }
            Address::Ipmb { channel, address, lun } => {
                (addr.addr_type, addr.channel) = (IPMB, c_short::from(channel));
                addr.data[..2].copy_from_slice(&[address, lun]);
            }
        }
        (addr, SHORT_ADDR_LEN)
    }
}

/// `struct ipmi_msg`.
#[repr(C)]
struct Msg {
    netfn: c_uchar,
    cmd: c_uchar,
    data_len: c_ushort,
    data: *mut c_uchar,
}

/// `struct ipmi_req`.
#[repr(C)]
struct Req {
    addr: *mut Addr,
    addr_len: c_uint,
    msgid: c_long,
    msg: Msg,
}

/// `struct ipmi_recv`.
#[expect(clippy::struct_field_names, reason = "the kernel's names")]
#[repr(C)]
struct Recv {
    recv_type: c_int,
    addr: *mut Addr,
    addr_len: c_uint,
    msgid: c_long,
    msg: Msg,
}

/// `IPMI_IOC_MAGIC`.
const MAGIC: u8 = b'i';
/// `IPMICTL_RECEIVE_MSG_TRUNC`.
const RECEIVE_TRUNCATED: Opcode = opcode::read_write::<Recv>(MAGIC, 11);
/// `IPMICTL_SEND_COMMAND`; it reads, whatever its direction says.
const SEND_COMMAND: Opcode = opcode::read::<Req>(MAGIC, 13);
/// `IPMICTL_SET_GETS_EVENTS_CMD`.
const GET_EVENTS: Opcode = opcode::read::<c_int>(MAGIC, 16);
/// `IPMICTL_SET_MY_ADDRESS_CMD`.
const SET_MY_ADDRESS: Opcode = opcode::read::<c_uint>(MAGIC, 17);
/// `IPMI_SYSTEM_INTERFACE_ADDR_TYPE`.
const SYSTEM_INTERFACE: c_int = 0x0c;
/// `IPMI_IPMB_ADDR_TYPE`.
const IPMB: c_int = 0x01;
/// `IPMI_BMC_CHANNEL`.
const BMC_CHANNEL: c_short = 0x0f;
/// `IPMI_RESPONSE_RECV_TYPE`.
const RESPONSE: c_int = 1;
/// `IPMI_ASYNC_EVENT_RECV_TYPE`.
const EVENT: c_int = 2;
/// Size of the two short addresses, and of the general one.
const SHORT_ADDR_LEN: c_uint = 8;
const ADDR_LEN: c_uint = 40;
/// Room for a message; the driver's longest has 272 bytes.
const LONGEST: usize = 1024;
const LONGEST_LEN: c_ushort = 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use std::mem::{align_of, offset_of, size_of};

    /// As a C compiler lays `linux/ipmi.h` out.
    #[test]
    #[cfg(target_pointer_width = "64")]
    fn structures_are_the_kernels() {
        assert_eq!(size_of::<Msg>(), 16);
        assert_eq!((offset_of!(Msg, netfn), offset_of!(Msg, cmd)), (0, 1));
        assert_eq!((offset_of!(Msg, data_len), offset_of!(Msg, data)), (2, 8));
        assert_eq!(size_of::<Req>(), 40);
        assert_eq!((offset_of!(Req, addr), offset_of!(Req, addr_len)), (0, 8));
        assert_eq!((offset_of!(Req, msgid), offset_of!(Req, msg)), (16, 24));
        assert_eq!(size_of::<Recv>(), 48);
        assert_eq!((offset_of!(Recv, recv_type), offset_of!(Recv, addr)), (0, 8));
        assert_eq!((offset_of!(Recv, addr_len), offset_of!(Recv, msgid)), (16, 24));
        assert_eq!(offset_of!(Recv, msg), 32);
    }

    #[test]
    fn addresses_are_the_kernels() {
        assert_eq!((size_of::<Addr>(), align_of::<Addr>()), (40, 4));
        assert_eq!(usize::try_from(ADDR_LEN).unwrap(), size_of::<Addr>());
        assert_eq!((offset_of!(Addr, channel), offset_of!(Addr, data)), (4, 6));
        let (addr, len) = Addr::of(Address::Ipmb { channel: 7, address: 0x24, lun: 1 });
        assert_eq!((addr.addr_type, addr.channel, &addr.data[..3]), (1, 7, &[0x24, 1, 0][..]));
        assert_eq!(len, 8);
        let (addr, len) = Addr::of(Address::System { lun: 2 });
        assert_eq!((addr.addr_type, addr.channel, &addr.data[..2]), (0x0c, 0x0f, &[2, 0][..]));
        assert_eq!(len, 8);
    }

    #[test]
    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64"))]
    fn numbers_are_the_kernels() {
        assert_eq!(RECEIVE_TRUNCATED, 0xc030_690b);
        assert_eq!(SEND_COMMAND, 0x8028_690d);
        assert_eq!(GET_EVENTS, 0x8004_6910);
        assert_eq!(SET_MY_ADDRESS, 0x8004_6911);
    }

    /// Every call reaches the kernel and says so when the file is no such device.
    #[test]
    fn other_files_are_refused() {
        let file = tempfile::tempfile().unwrap();
        let to = Address::System { lun: 0 };
        let outgoing = Outgoing { to, number: 0, netfn: 6, cmd: 1, data: vec![1, 2] };
        let errors =
            [set_my_address(&file, 0x20), get_events(&file), send(&file, &outgoing)].into_iter();
        for error in errors.map(Result::unwrap_err).chain(receive(&file).err()) {
            assert_eq!(error.raw_os_error(), Some(rustix::io::Errno::NOTTY.raw_os_error()));
        }
        let long = Outgoing { data: vec![0; 70_000], ..outgoing };
        assert_eq!(send(&file, &long).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }
}
