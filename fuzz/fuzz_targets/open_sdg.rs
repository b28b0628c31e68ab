//! Any bytes as files of an Open SDG site: what is read is written, and read again as the same.
#![no_main]

use passerelle_exchange::open_sdg::{
    CodeMapping, ColumnMapping, Data, Indicator, Metadata, Own, figures,
};
use passerelle_exchange::sdmx::Limits;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { bytes: 1 << 16, items: 10_000, ..Limits::default() };
    let whole = Limits { bytes: 1 << 20, items: 100_000, ..Limits::default() };
    if let Ok(data) = Data::read(bytes, &limits) {
        let again = Data::read(data.write().as_bytes(), &whole).expect("what was written");
        assert_eq!(again, data);
        let indicator = Indicator { data, ..Indicator::default() };
        let columns =
            ColumnMapping { columns: vec![("A".into(), "A".into())], ..Default::default() };
        let _ = figures(&indicator, &Own::default(), &columns, &CodeMapping::default());
    }
    if let Ok(metadata) = Metadata::read(bytes, &limits) {
        let again = Metadata::read(metadata.write().as_bytes(), &whole).expect("what was written");
        assert_eq!(again, metadata);
    }
    if let Ok(columns) = ColumnMapping::read(bytes, &limits) {
        let again =
            ColumnMapping::read(columns.write().as_bytes(), &whole).expect("what was written");
        assert_eq!(again, columns);
    }
});
