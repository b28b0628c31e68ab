//! Any text as prices: they are read or refused with a place, what is sound is written and read again as the same, and
//! with sound prices every choice at a site costs a finite amount, the cheapest first.
#![no_main]

use passerelle_connectivity::{Costs, Outlay, Position, Power, Reach, Site, SiteKind};

fn site(people: Option<f64>, power: Option<Power>) -> Site {
    Site {
        id: "a".to_owned(),
        official_id: None,
        name: String::new(),
        kind: SiteKind::School,
        level: None,
        position: Position { lat: 0.5, lon: 36.5 },
        areas: Vec::new(),
        people,
        power,
        is_connected: None,
        connection: None,
        is_covered: None,
        surveyed: None,
        origins: Vec::new(),
    }
}

fn is_finite(outlay: Outlay) -> bool {
    let Outlay { capex, opex_per_year, renewal, present } = outlay;
    [capex, opex_per_year, renewal, present].iter().all(|one| one.is_finite() && *one >= 0.0)
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(costs) = toml::from_str::<Costs>(text) else { return };
    if !costs.check().is_empty() {
        return;
    }
    let written = toml::to_string(&costs).expect("plain data");
    assert_eq!(toml::from_str::<Costs>(&written).expect("what was written"), costs);
    let reach = Reach { cellular: true, radio_mast: Some(true) };
    for site in [site(None, None), site(Some(1e6), Some(Power::None)), site(Some(0.0), None)] {
        let found = costs.alternatives(&site, reach);
        assert!(!found.is_empty(), "satellite is always there");
        assert!(found.iter().all(|choice| is_finite(choice.outlay)));
        assert!(found.is_sorted_by(|a, b| a.outlay.present <= b.outlay.present));
        assert!(is_finite(costs.fibre(&site).outlay) && is_finite(costs.line_per_km()));
    }
});
