//! Groups of neighbours of about the same size: the sites are cut in two across their longer side, with as many on
//! either side, until a group is small enough.

use passerelle_vocabulary::Position;

use crate::site::Site;

/// Sites of a group, at the most.
const MOST: usize = 250;

/// How many groups so many sites make, at the most.
pub(super) fn count(sites: usize) -> usize {
    sites.div_ceil(MOST).next_power_of_two()
}

/// The groups, by the places of sites in their list.
pub(super) fn groups(sites: &[Site], these: Vec<usize>) -> Vec<Vec<usize>> {
    let (mut found, mut next) = (Vec::new(), vec![these]);
    while let Some(mut group) = next.pop() {
        if group.is_empty() {
            continue;
        }
        if group.len() <= MOST {
            found.push(group);
            continue;
        }
        // East and west of the antimeridian are neighbours: seen from the middle, no place is half a turn away.
        let middle = middle(sites, &group);
        let narrow = middle.lat.to_radians().cos();
        let sides: Vec<[f64; 2]> = group
            .iter()
            .map(|at| {
                let Position { lat, lon } = sites[*at].position;
                [turn(lon - middle.lon) * narrow, -lat]
            })
            .collect();
        let extent = |axis: usize| {
            let all = sides.iter().map(|side| side[axis]);
            let (low, high) =
                all.fold((f64::MAX, f64::MIN), |(low, high), one| (low.min(one), high.max(one)));
            high - low
        };
        // From the west, or from the north.
        let axis = usize::from(extent(0) <= extent(1));
        let mut along: Vec<(f64, usize)> =
            sides.iter().zip(&group).map(|(side, at)| (side[axis], *at)).collect();
        let half = group.len() / 2;
        along.select_nth_unstable_by(half, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        group.clear();
        group.extend(along.iter().map(|(_, at)| *at));
        let mut far = group.split_off(half);
        // As they stand in their list, whatever the way in which the half was found.
        group.sort_unstable();
        far.sort_unstable();
        // The first half is cut further before the second.
        next.push(far);
        next.push(group);
    }
    found
}

/// The middle of sites: of their directions from the centre of the Earth.
pub(super) fn middle(sites: &[Site], these: &[usize]) -> Position {
    let mut sum = [0.0; 3];
    for at in these {
        let Position { lat, lon } = sites[*at].position;
        let (lat, lon) = (lat.to_radians(), lon.to_radians());
        sum[0] += lat.cos() * lon.cos();
        sum[1] += lat.cos() * lon.sin();
        sum[2] += lat.sin();
    }
    let [x, y, z] = sum;
    Position { lat: z.atan2(x.hypot(y)).to_degrees(), lon: y.atan2(x).to_degrees() }
}

/// An angle in degrees between half a turn west and half a turn east.
fn turn(degrees: f64) -> f64 {
    (degrees + 540.0).rem_euclid(360.0) - 180.0
}
