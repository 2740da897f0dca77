//! Domain types: what they hold is what they were read from, and they reckon as AWS does.

mod arn;
mod cidr;
