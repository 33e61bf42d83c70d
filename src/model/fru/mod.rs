//! FRU information (Platform Management FRU Information Storage Definition v1.0).
