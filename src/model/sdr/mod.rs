//! Sensor data records (IPMI v2.0 §43).
