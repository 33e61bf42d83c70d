//! The system event log (IPMI v2.0 §31).
