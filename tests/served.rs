//! The program as a node: its pages and its API over HTTP, without a browser's script.

mod api;
mod beside;
mod consultations;
mod contributing;
mod explore;
mod figures;
mod financing;
mod guarded;
mod held;
mod http;
mod iati;
mod mailed;
mod matrix;
mod measure;
mod money;
mod opened;
mod part;
mod places;
mod planning;
mod proofs;
mod publish;
mod review;
mod scorecard;
mod shown;
mod sign_in;
mod sourced;
