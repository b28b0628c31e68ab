//! Why a site of a plan is connected as it is, in words.

use fluent_bundle::FluentValue;
use passerelle_desk::plans::SiteTold;

use super::{money, technology};
use crate::told::plain;
use crate::words::Words;

/// Why a site is connected as it is, and what would change it.
pub fn reasons(w: &Words, found: &SiteTold) -> Vec<String> {
    let amount = |value: f64| money(w, value, &found.currency);
    let how = technology(w, &found.technology);
    let mut lines = vec![w.t2("plan-site", "name", plain(&found.name), "id", plain(&found.id))];
    if found.connected_already {
        lines.push(w.t1("plan-site-already", "how", how));
        return lines;
    }
    let said = [
        ("how", how.into()),
        ("cost", amount(found.present_cost.unwrap_or_default()).into()),
        ("line", amount(found.line_share).into()),
        ("other", technology(w, &found.other_technology).into()),
        ("othercost", amount(found.other_present_cost).into()),
        ("saves", amount(found.fibre_saves.abs()).into()),
        ("km", w.number(found.metres_to_fibre.unwrap_or_default() / 1_000.0, 1).into()),
        ("breakeven", amount(breakeven(found).unwrap_or_default()).into()),
        ("perkm", amount(found.line_per_km.unwrap_or_default()).into()),
    ];
    if found.is_rounded {
        return lines.into_iter().chain(rounded(w, found, &said)).collect();
    }
    lines.push(w.say("plan-site-cost", &said));
    let why = match (&*found.technology, found.metres_to_fibre) {
        ("fibre", _) => "plan-site-fibre",
        (_, None) => "plan-site-no-fibre",
        (_, Some(_)) if found.fibre_saves <= 0.0 => "plan-site-cheaper-anyway",
        (_, Some(_)) => "plan-site-too-far",
    };
    lines.push(w.say(why, &said));
    lines.extend(["satellite", "cellular"].into_iter().filter_map(|way| other_way(w, found, way)));
    let hop = match &*found.radio_sight {
        "unchecked" => "plan-site-radio-unchecked",
        "clear" if found.radio_mast => "plan-site-radio-mast",
        "clear" => "plan-site-radio-clear",
        "blocked" => "plan-site-radio-blocked",
        "unknown" => "plan-site-radio-unknown",
        _ => "plan-site-radio-none",
    };
    let said = [
        ("from", plain(&found.radio_from).into()),
        ("km", w.number(found.radio_metres.unwrap_or_default() / 1_000.0, 1).into()),
    ];
    let hop = w.say(hop, &said);
    lines.push(match other_way(w, found, "radio") {
        Some(price) => format!("{hop} {price}"),
        None => hop,
    });
    lines
}

/// What a way that was not chosen would cost at the site, or why it is none; `None` where the plan does not tell, or
/// where the first sentence told it already.
fn other_way(w: &Words, found: &SiteTold, way: &str) -> Option<String> {
    // Plans of earlier versions of the program tell the cheapest alone.
    let (own, _) = found.present_cost.zip(found.satellite_present_cost)?;
    if way == found.technology {
        return None;
    }
    let has_hop = matches!(&*found.radio_sight, "clear" | "unchecked");
    let (cost, reaches) = match way {
        "satellite" => (found.satellite_present_cost, true),
        "cellular" => (found.cellular_present_cost, found.is_covered == Some(true)),
        _ => (found.radio_present_cost, has_hop),
    };
    let amount = |value: f64| money(w, value, &found.currency);
    let said = [
        ("way", technology(w, way).into()),
        ("how", technology(w, &found.technology).into()),
        ("cost", amount(cost.unwrap_or_default()).into()),
        ("apart", amount((cost.unwrap_or_default() - own).abs()).into()),
        ("mbps", w.number(found.mbps_needed.unwrap_or_default(), 0).into()),
    ];
    let name = match (cost, reaches, way) {
        (Some(cost), _, _) if cost >= own => "plan-site-way-dearer",
        (Some(_), _, _) => "plan-site-way-cheaper",
        (None, true, _) => "plan-site-way-too-small",
        (None, false, "cellular") => "plan-site-not-covered",
        // The line of the hop says why there is none.
        (None, false, _) => return None,
    };
    Some(w.say(name, &said))
}

/// The same where the place of the site is rounded: without what follows from where it is.
fn rounded(w: &Words, found: &SiteTold, said: &[(&str, FluentValue<'_>)]) -> [String; 2] {
    let is_fibre = found.technology == "fibre";
    let cost = if is_fibre { "plan-site-cost-untold" } else { "plan-site-cost-alone" };
    let why = match found.technology.as_str() {
        "fibre" => "plan-site-fibre",
        _ if found.fibre_saves < 0.0 => "plan-site-cheaper-anyway",
        _ => "plan-site-not-worth",
    };
    [w.say(cost, said), w.say(why, said)]
}

/// The present cost of a kilometre of line below which a line to this site alone would pay.
fn breakeven(found: &SiteTold) -> Option<f64> {
    let km = found.metres_to_fibre.filter(|metres| *metres > 0.0)? / 1_000.0;
    Some(found.fibre_saves / km)
}
