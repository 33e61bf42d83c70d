//! FRU inventory devices (IPMI v2.0 §34).
