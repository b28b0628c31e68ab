//! What the targets of networks share.

use passerelle_connectivity::cleaning::Outcome;
use passerelle_connectivity::network::Network;
use passerelle_connectivity::reading::{NetworkReader, NetworkReport, Subject};
use passerelle_connectivity::territory::Territory;
use passerelle_connectivity::writing::table_of_network;
use passerelle_vocabulary::Features;

use super::lists::{AGAIN, columns, country, geojson, mapped, on_earth, opened};

fn network(table: &Features, territory: &Territory) -> (Network, NetworkReport) {
    let mut reader = NetworkReader::new(territory, columns());
    reader.take(0, table, &mapped(table, Subject::Network));
    reader.finish()
}

/// Makes a network of rows: lines have two places or more, no two of which are the same one after the other, every row
/// is there or told, and what is written is read again as the same.
pub fn read_and_check(table: &Features) {
    for territory in [Territory::default(), country()] {
        let (network, report) = network(table, &territory);
        let (nodes, lines) = (network.nodes.len() as u64, network.lines.len() as u64);
        assert_eq!((report.rows, report.nodes, report.lines), (table.len() as u64, nodes, lines));
        assert!(report.kilometres.is_finite());
        for line in &network.lines {
            assert!(line.path.len() > 1 && line.path.windows(2).all(|pair| pair[0] != pair[1]));
            assert!(line.path.iter().all(on_earth));
        }
        let aside = report.findings.iter().filter(|one| one.code.outcome() == Outcome::SetAside);
        assert!(nodes + lines + aside.count() as u64 >= report.rows);
    }
    let (first, _) = network(table, &Territory::default());
    let written = table_of_network(&first, &[]).expect("it fits");
    let again = opened(&geojson(&written), AGAIN);
    let (again, _) = network(&again.table, &Territory::default());
    assert_eq!(again.lines.len(), first.lines.len());
    for (one, other) in again.lines.iter().zip(&first.lines) {
        assert_eq!((&one.path, &one.name, one.status), (&other.path, &other.name, other.status));
    }
    assert_eq!(again.nodes.len(), first.nodes.len());
    for (one, other) in again.nodes.iter().zip(&first.nodes) {
        assert_eq!(
            (one.position, &one.id, &one.operator),
            (other.position, &other.id, &other.operator)
        );
    }
}
