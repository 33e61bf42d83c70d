//! Sensors and events (IPMI v2.0 §29, §35).
