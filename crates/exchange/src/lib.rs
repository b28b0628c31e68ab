//! The doors: foreign formats in and out, and [`fetch`], the only way out to the network.
//!
//! One module per format. Nothing is stored here and nothing is decided: what comes in is turned
//! into the words of `passerelle-vocabulary`, with everything that is wrong about it, by line and
//! column; who calls decides what to do with it.
//!
//! | module | what passes through it |
//! |---|---|
//! | [`sources`] | the catalogue's entries: how each publisher writes |
//! | [`statistics`] | files of figures (CSV and the like, XLSX) and lists of observations, in and out |
//! | [`microdata`] | rows about people (CSV, Parquet), column by column |
//! | [`features`] | things with a place: tables, GeoJSON, networks of fibre (Open Fibre Data Standard) |
//! | [`hgt`] | tiles of heights (SRTM) |
//! | [`osm`] | roads of extracts of OpenStreetMap (PBF) |
//! | [`cells`] | tables of cells (CSV), out |
//! | [`apis`] | public interfaces of publishers, page by page |
//! | [`sdmx`] | SDMX 3.0: SDMX-CSV and SDMX-JSON in and out, SDMX-ML in, queries of its REST API |
//! | [`open_sdg`] | the data and metadata of an Open SDG site, in and out |
//! | [`polis`] | conversations as Pol.is publishes them: votes, statements, groups, in and out |
//! | [`iati`] | activities of IATI 2.03, in and out |
//! | [`icalendar`] | days of a calendar (RFC 5545), out |
//! | [`atom`] | feeds of what is new (RFC 4287), out |
//! | [`steinlib`] | Steiner tree problems of the public benchmarks (`.stp`), in and out |
//! | [`uploads`] | files that people send as evidence: what they are, without what they tell besides |
//! | [`tiles`] | vector tiles in one archive (MVT 2.1 in PMTiles 3), in and out |
//! | [`xlsform`], [`workbook`] | questionnaires as forms for ODK and Kobo, out |
//! | [`ndt7`], [`websocket`] | M-Lab's measurement of a connection, what both ends agree on and the measuring end |
//! | [`mod@mail`] | messages to people, out by SMTP |
//! | [`webauthn`] | what browsers send of passkeys, in |
//! | [`openid`] | signing in at a provider of identity (OpenID Connect) |
//! | [`fetch`] | requests to the network, with limits, patience and a name |

pub mod apis;
pub mod atom;
pub mod cells;
pub mod features;
pub mod fetch;
pub mod hgt;
pub mod iati;
pub mod icalendar;
pub mod mail;
pub mod microdata;
pub mod ndt7;
pub mod open_sdg;
pub mod openid;
pub mod osm;
pub mod polis;
pub mod problem;
pub mod sdmx;
pub mod sources;
pub mod statistics;
pub mod steinlib;
pub mod tiles;
pub mod uploads;
pub mod webauthn;
pub mod websocket;
mod wire;
pub mod workbook;
pub mod xlsform;
mod xml;
