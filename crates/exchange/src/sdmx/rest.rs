//! Queries of the SDMX REST API 2.x, for SDMX 3.0: data, structures, and which data there are.
//!
//! [`parse`] reads a path with its parameters into a [`Query`], and says of everything that is wrong which
//! segment or parameter it is and what is allowed there; [`Query`] writes itself; [`Evaluator`] applies a
//! query of data to series, periods and values; [`select`] one of structures to those that there are;
//! [`VersionQuery`] picks versions.
//!
//! The standard: <https://github.com/sdmx-twg/sdmx-rest>, versions 2.0 and 2.1.

mod evaluate;
mod filter;
mod parse;
mod path;
mod structures;
mod version;
mod write;

pub use evaluate::Evaluator;
pub use filter::{ComponentFilter, Operator, Term};
pub use parse::parse;
pub use structures::select;
pub use version::{Version, VersionOperator, VersionQuery};

use super::period::YearStart;

/// A list of choices, each with its word in queries.
macro_rules! choices {
    ($($(#[$about:meta])* $name:ident { $($(#[$one:meta])* $choice:ident = $word:literal,)* })*) => {
        $($(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$one])* $choice,)* }

        impl $name {
            /// Every choice.
            pub const ALL: &[Self] = &[$(Self::$choice,)*];

            /// The word in queries.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$choice => $word,)* }
            }

            /// The choice with this word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.as_str() == word)
            }
        })*
    };
}
use choices;

choices! {
    /// What data are of.
    Context {
        /// A data structure definition.
        DataStructure = "datastructure",
        /// A data flow.
        Dataflow = "dataflow",
        /// A provision agreement.
        ProvisionAgreement = "provisionagreement",
    }

    /// How much of structures is wanted.
    #[derive(Default)]
    Detail {
        /// All of them.
        #[default]
        Full = "full",
        /// Ids and names only.
        AllStubs = "allstubs",
        /// All of those asked for, ids and names of those that they refer to.
        ReferenceStubs = "referencestubs",
        /// Ids, names, descriptions and remarks only.
        AllCompleteStubs = "allcompletestubs",
        /// All of those asked for, ids, names, descriptions and remarks of those that they refer to.
        ReferenceCompleteStubs = "referencecompletestubs",
        /// All of those asked for, and of lists that they refer to only what they use.
        ReferencePartial = "referencepartial",
        /// All of them, with lists that extend others as they are.
        Raw = "raw",
    }

    /// Which values an answer about the availability of data has.
    #[derive(Default)]
    Mode {
        /// Those of the data that the query finds.
        #[default]
        Exact = "exact",
        /// Those that could be added to the query and would find data.
        Available = "available",
    }

    /// A class of artefacts.
    StructureType {
        /// Data structure definitions.
        DataStructure = "datastructure",
        /// Metadata structure definitions.
        MetadataStructure = "metadatastructure",
        /// Trees of subjects.
        CategoryScheme = "categoryscheme",
        /// Lists of concepts.
        ConceptScheme = "conceptscheme",
        /// Lists of codes.
        Codelist = "codelist",
        /// Hierarchies of codes.
        Hierarchy = "hierarchy",
        /// Uses of hierarchies.
        HierarchyAssociation = "hierarchyassociation",
        /// Lists of values.
        ValueList = "valuelist",
        /// Agencies.
        AgencyScheme = "agencyscheme",
        /// Providers of data.
        DataProviderScheme = "dataproviderscheme",
        /// Providers of metadata.
        MetadataProviderScheme = "metadataproviderscheme",
        /// Users of data.
        DataConsumerScheme = "dataconsumerscheme",
        /// Units of organisations.
        OrganisationUnitScheme = "organisationunitscheme",
        /// Data flows.
        Dataflow = "dataflow",
        /// Metadata flows.
        Metadataflow = "metadataflow",
        /// Taxonomies of reports.
        ReportingTaxonomy = "reportingtaxonomy",
        /// Agreements about data.
        ProvisionAgreement = "provisionagreement",
        /// Agreements about metadata.
        MetadataProvisionAgreement = "metadataprovisionagreement",
        /// Maps between structures.
        StructureMap = "structuremap",
        /// Maps between representations.
        RepresentationMap = "representationmap",
        /// Maps between concepts.
        ConceptSchemeMap = "conceptschememap",
        /// Maps between categories.
        CategorySchemeMap = "categoryschememap",
        /// Maps between organisations.
        OrganisationSchemeMap = "organisationschememap",
        /// Maps between taxonomies.
        ReportingTaxonomyMap = "reportingtaxonomymap",
        /// Processes.
        Process = "process",
        /// Artefacts under categories.
        Categorisation = "categorisation",
        /// Constraints of data.
        DataConstraint = "dataconstraint",
        /// Constraints of metadata.
        MetadataConstraint = "metadataconstraint",
        /// Transformations.
        TransformationScheme = "transformationscheme",
        /// Rule sets.
        RulesetScheme = "rulesetscheme",
        /// Operators.
        UserDefinedOperatorScheme = "userdefinedoperatorscheme",
        /// Types.
        CustomTypeScheme = "customtypescheme",
        /// Names.
        NamePersonalisationScheme = "namepersonalisationscheme",
        /// Mappings of VTL.
        VtlMappingScheme = "vtlmappingscheme",
    }

    /// Which related artefacts are wanted, by how they are related.
    Relation {
        /// None.
        None = "none",
        /// Those that use it.
        Parents = "parents",
        /// Those that use it, and what else these use.
        ParentsAndSiblings = "parentsandsiblings",
        /// Those that use it, up to any level.
        Ancestors = "ancestors",
        /// Those that it uses.
        Children = "children",
        /// Those that it uses, down to any level.
        Descendants = "descendants",
        /// Parents, siblings and descendants.
        All = "all",
    }

    /// Attributes, by a word.
    AttributeGroup {
        /// All of the data structure definition.
        Dsd = "dsd",
        /// All of the metadata structure definition.
        Msd = "msd",
        /// Those of the set.
        DataSet = "dataset",
        /// Those of series.
        Series = "series",
        /// Those of observations.
        Observation = "obs",
        /// All.
        All = "all",
        /// None.
        None = "none",
    }
}

impl StructureType {
    /// Whether it is a list whose items can be asked for.
    pub fn has_items(self) -> bool {
        matches!(
            self,
            Self::CategoryScheme
                | Self::ConceptScheme
                | Self::Codelist
                | Self::ValueList
                | Self::AgencyScheme
                | Self::DataProviderScheme
                | Self::MetadataProviderScheme
                | Self::DataConsumerScheme
                | Self::OrganisationUnitScheme
                | Self::ReportingTaxonomy
                | Self::TransformationScheme
                | Self::RulesetScheme
                | Self::UserDefinedOperatorScheme
                | Self::CustomTypeScheme
                | Self::NamePersonalisationScheme
                | Self::VtlMappingScheme
        )
    }
}

/// A query.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// For data.
    Data(DataQuery),
    /// For structures.
    Structure(StructureQuery),
    /// For which data there are.
    Availability(AvailabilityQuery),
}

/// Which artefacts: an empty list is all of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Artefacts {
    /// Ids of agencies.
    pub agencies: Vec<String>,
    /// Ids of artefacts.
    pub resources: Vec<String>,
    /// Versions.
    pub versions: Vec<VersionQuery>,
}

/// The value of each dimension in a key, `None` for any. Dimensions past the end may be any.
pub type Key = Vec<Option<String>>;

/// Which data: an empty list is all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    /// What the data are of.
    pub contexts: Vec<Context>,
    /// Which artefacts.
    pub artefacts: Artefacts,
    /// Keys: data of any of them.
    pub keys: Vec<Key>,
    /// Filters: data that all of them accept.
    pub filters: Vec<ComponentFilter>,
    /// Only what changed after this time, ISO 8601.
    pub updated_after: Option<String>,
    /// When reporting years begin.
    pub reporting_year_start_day: Option<YearStart>,
}

/// A query for data.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DataQuery {
    /// Which data.
    pub selection: Selection,
    /// Most observations of each series, from its first.
    pub first_n_observations: Option<u64>,
    /// Most observations of each series, back from its last.
    pub last_n_observations: Option<u64>,
    /// The dimension that observations are told apart by: its id, or `AllDimensions`.
    pub dimension_at_observation: Option<String>,
    /// Attributes wanted; empty is those of the data structure definition.
    pub attributes: Vec<AttributeChoice>,
    /// Measures wanted.
    pub measures: MeasureChoice,
    /// Whether earlier versions of data are wanted as well.
    pub include_history: bool,
    /// Observations or series to pass over (API 2.1).
    pub offset: Option<u64>,
    /// Most observations or series in all (API 2.1).
    pub limit: Option<u64>,
    /// In which order (API 2.1).
    pub sort: Vec<SortBy>,
    /// The data as they were at this time (API 2.1).
    pub as_of: Option<String>,
}

/// Attributes wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeChoice {
    /// By a word.
    Group(AttributeGroup),
    /// By id.
    Id(String),
}

/// Measures wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum MeasureChoice {
    /// All.
    #[default]
    All,
    /// None.
    None,
    /// Those with these ids.
    Ids(Vec<String>),
}

/// A component by which answers are sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortBy {
    /// Its id; `*` for all dimensions, `series_key` for those of series.
    pub component: String,
    /// Whether from the last to the first.
    pub descending: bool,
}

/// A query for structures.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StructureQuery {
    /// Of which class; any for `None`.
    pub structure: Option<StructureType>,
    /// Which artefacts.
    pub artefacts: Artefacts,
    /// Ids of items, of artefacts that are lists; empty is all.
    pub items: Vec<String>,
    /// How much of them.
    pub detail: Detail,
    /// Which related artefacts.
    pub references: Vec<Related>,
}

/// Related artefacts wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Related {
    /// By how they are related.
    By(Relation),
    /// Those of this class.
    Type(StructureType),
}

/// A query for which data there are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AvailabilityQuery {
    /// Which data.
    pub selection: Selection,
    /// Ids of dimensions whose values are wanted; empty is all.
    pub components: Vec<String>,
    /// Which values.
    pub mode: Mode,
    /// Which related artefacts.
    pub references: Vec<Related>,
}
