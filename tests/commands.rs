//! The program at a terminal: its commands, what they write and say, and the project's own order.

mod assumed;
mod bad_files;
mod cli;
mod emergency;
mod exchanged;
mod groups;
mod house;
mod index;
mod kit;
mod ledger;
mod plan;
mod protect;
mod sites;
mod survey;
mod together;
mod told;
mod tutorial;
mod typed;
mod upkeep;
