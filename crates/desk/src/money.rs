//! Money that was promised and paid: as ranges, by commitment, country and year ([`passerelle_compact::money`]).
//!
//! All transactions of the node are read once, and kept for as long as nothing changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use passerelle_compact::currency::{Converted, NoRate, TOTALS_IN};
use passerelle_compact::money::{self, Activities, Flow, Range};
use passerelle_compact::{Transaction, TransactionKind};
use tokio::sync::OnceCell;

use crate::initiatives::InitiativeView;
use crate::{Desk, DeskError};

/// An initiative whose money is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Its name in addresses.
    pub slug: String,
    /// The country, ISO 3166-1 alpha-3; `None` where it is in none, or in several.
    pub country: Option<String>,
    /// Ids of the commitments that it serves.
    pub serves: Vec<String>,
}

/// All money of a node.
#[derive(Debug, Default)]
pub struct Money {
    counted: Vec<Counted>,
    /// The flows that each of them reports.
    flows: Vec<Vec<Flow>>,
    known: Activities,
}

/// What is known of the money of some initiatives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Totals {
    /// Each kind of transaction, by its number; never added up.
    pub kinds: Vec<Total>,
    /// How many initiatives report any.
    pub initiatives: usize,
    /// Transactions that are in no range, since their currency has no rate of their day, by currency.
    pub left_out: BTreeMap<String, usize>,
}

/// What is known of one kind of transaction.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// Which.
    pub kind: TransactionKind,
    /// Of all years.
    pub range: Range,
    /// Of each year in which there is any. They add up to more than all years: see [`passerelle_compact::money`].
    pub years: Vec<(i32, Range)>,
}

/// A range, and what it is of.
#[derive(Debug, Clone, PartialEq)]
pub struct MoneyRow {
    /// The id of the commitment; `None` for any.
    pub commitment: Option<String>,
    /// The country; `None` for any.
    pub country: Option<String>,
    /// The year; `None` for all of them.
    pub year: Option<i32>,
    /// What kind of transaction.
    pub kind: TransactionKind,
    /// The range.
    pub range: Range,
}

impl Money {
    fn of_views(views: &[InitiativeView], desk: &Desk) -> Self {
        let each = || views.iter().map(|view| (view.slug.as_str(), &view.initiative));
        let known = Activities::of(each());
        let counted = |view: &InitiativeView| Counted {
            slug: view.slug.clone(),
            country: view.initiative.country.clone(),
            serves: view.initiative.serves.clone(),
        };
        let mut flows: Vec<Vec<Flow>> = views.iter().map(|_| Vec::new()).collect();
        for flow in money::flows(each(), &known, &desk.catalogue.currencies.rates) {
            flows[flow.by].push(flow);
        }
        Self { flows, counted: views.iter().map(counted).collect(), known }
    }

    /// The totals of some initiatives, each of them counted once.
    pub fn of(&self, chosen: impl Fn(&Counted) -> bool) -> Totals {
        let chosen = self.counted.iter().zip(&self.flows).filter(|(one, _)| chosen(one));
        let flows: Vec<&Flow> = chosen.flat_map(|(_, flows)| flows).collect();
        let mut years: BTreeMap<TransactionKind, Vec<(i32, Range)>> = BTreeMap::new();
        for ((kind, year), range) in money::by_year(flows.iter().copied()) {
            years.entry(kind).or_default().push((year, range));
        }
        let kinds = money::by_kind(flows.iter().copied()).into_iter().map(|(kind, range)| Total {
            kind,
            range,
            years: years.remove(&kind).unwrap_or_default(),
        });
        let kinds = kinds.collect();
        let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
        for currency in flows.iter().filter_map(|flow| flow.left_out()) {
            *left_out.entry(currency.to_owned()).or_default() += 1;
        }
        let initiatives = flows.iter().map(|flow| flow.by).collect::<BTreeSet<_>>().len();
        Totals { kinds, initiatives, left_out }
    }

    /// The totals of the initiatives that serve a commitment.
    pub fn of_commitment(&self, id: &str) -> Totals {
        self.of(|one| one.serves.iter().any(|served| served == id))
    }

    /// The totals of the initiatives of a country.
    pub fn of_country(&self, iso3: &str) -> Totals {
        self.of(|one| one.country.as_deref() == Some(iso3))
    }

    /// Every range: of all, of each commitment, of each country; of all years and of each.
    pub fn rows(&self) -> Vec<MoneyRow> {
        let mut rows = Vec::new();
        let mut put = |commitment: Option<&String>, country: Option<&String>, totals: Totals| {
            for total in totals.kinds {
                let all = std::iter::once((None, total.range));
                let years = total.years.iter().map(|(year, range)| (Some(*year), *range));
                rows.extend(all.chain(years).map(|(year, range)| MoneyRow {
                    commitment: commitment.cloned(),
                    country: country.cloned(),
                    year,
                    kind: total.kind,
                    range,
                }));
            }
        };
        put(None, None, self.of(|_| true));
        let served: BTreeSet<&String> = self.counted.iter().flat_map(|one| &one.serves).collect();
        for id in served {
            put(Some(id), None, self.of_commitment(id));
        }
        let countries: BTreeSet<&String> =
            self.counted.iter().filter_map(|one| one.country.as_ref()).collect();
        for iso3 in countries {
            put(None, Some(iso3), self.of_country(iso3));
        }
        rows
    }

    /// Whether both links of a transaction are resolved, among all that the node knows today.
    pub fn is_resolved(&self, one: &Transaction) -> bool {
        one.is_resolved(|activity| self.known.knows(activity))
    }

    /// Whether an activity is known by this name.
    pub fn knows(&self, activity: &str) -> bool {
        self.known.knows(activity)
    }
}

/// Money that was read, or is being read: those who ask meanwhile wait for it.
#[derive(Default)]
pub(crate) struct Kept(Mutex<(u64, Arc<OnceCell<Arc<Money>>>)>);

impl Kept {
    fn reading(&self, version: u64) -> Arc<OnceCell<Arc<Money>>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 != version {
            *kept = (version, Arc::default());
        }
        Arc::clone(&kept.1)
    }
}

impl Desk {
    /// All money of the node, as it stands.
    ///
    /// # Errors
    /// The database refused.
    pub async fn money(&self) -> Result<Arc<Money>, DeskError> {
        let reading = self.money.reading(self.version());
        let read = async || {
            let views = self.initiatives(None).await?;
            Ok::<_, DeskError>(Arc::new(Money::of_views(&views, self)))
        };
        reading.get_or_try_init(read).await.cloned()
    }

    /// What a transaction is worth in the currency of totals, at the rate of its day.
    ///
    /// # Errors
    /// There is no such rate: [`NoRate`] says why.
    pub fn converted(&self, one: &Transaction) -> Result<Converted, NoRate> {
        let currencies = (one.currency.as_str(), TOTALS_IN);
        self.catalogue.currencies.rates.convert(one.cents, currencies, one.day_of_rate())
    }
}
