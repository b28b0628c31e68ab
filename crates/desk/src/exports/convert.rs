//! Messages of SDMX from one form into another. No node is needed.

use std::io::Read;
use std::path::{Path, PathBuf};

use passerelle_exchange::sdmx::csv::{self, Csv};
use passerelle_exchange::sdmx::json::{self, StructureMessage, WireMessage};
use passerelle_exchange::sdmx::roles::Roles;
use passerelle_exchange::sdmx::{Limits, Problem, ProblemCode, Problems, xml};

pub use passerelle_exchange::sdmx::files::Form;

/// Why a message is not converted.
#[derive(Debug, Clone, PartialEq)]
pub enum ConvertError {
    /// It is no message of SDMX.
    NotSdmx(PathBuf),
    /// What is wrong with a file.
    Problems(PathBuf, Problems),
    /// The form does not say what is a dimension, and no structure was given.
    NeedsStructure,
    /// The file of structures holds no data structure definition.
    NoStructure(PathBuf),
    /// Structures are asked for as CSV.
    StructuresAsCsv,
}

/// A file that was read.
enum Message {
    /// Structures, and the classes of artefacts that were not read.
    Structures(Box<StructureMessage>, Vec<String>),
    Csv(Csv),
    /// Data with numbers for values, as SDMX-JSON has them.
    Json(Box<WireMessage>),
    /// Data whose components have no roles yet.
    Bare(Vec<u8>),
}

/// A message in another form.
#[derive(Debug, Clone, PartialEq)]
pub struct Converted {
    /// The message.
    pub text: String,
    /// What is wrong with it and was wrong before: a copy in the same form keeps it.
    pub kept: Problems,
}

impl From<String> for Converted {
    fn from(text: String) -> Self {
        Self { text, kept: Problems::default() }
    }
}

/// Reads a message and writes it as SDMX-CSV ([`Form::Csv`]) or SDMX-JSON (any other form). `structure` is a
/// file that holds the data structure definition, where the message does not say enough.
///
/// # Errors
/// Anything that would make the copy another message than the original.
pub fn convert(
    file: &Path,
    structure: Option<&Path>,
    into: Form,
) -> Result<Converted, ConvertError> {
    let told = |problems: Problems| ConvertError::Problems(file.to_owned(), problems);
    let one = |problem: Problem| told(problem.into());
    let roles = structure.map(roles).transpose()?;
    let text = match (read(file)?, into) {
        (Message::Structures(..), Form::Csv) => Err(ConvertError::StructuresAsCsv),
        (Message::Structures(message, left_out), _) => {
            refuse_left_out(&left_out).map_err(told)?;
            json::write_structures(&message).map_err(one)
        }
        (Message::Csv(message), Form::Csv) => csv::write(&message).map_err(told),
        (Message::Csv(message), _) => {
            let roles = roles.ok_or(ConvertError::NeedsStructure)?;
            let (data, unknown) = message.into_message(&roles).map_err(told)?;
            refuse_unknown(&unknown, &roles).map_err(told)?;
            json::write_data(&data).map_err(told)
        }
        (Message::Json(message), Form::Csv) => {
            let (message, problems) = message.resolve(&Limits::default());
            problems.or(()).map_err(told)?;
            Csv::of(&message).and_then(|csv| csv::write(&csv)).map_err(told)
        }
        (Message::Json(message), _) => {
            let text = message.write().map_err(one)?;
            let (_, kept) = message.resolve(&Limits::default());
            return Ok(Converted { text, kept });
        }
        (Message::Bare(bytes), into) => {
            let roles = roles.ok_or(ConvertError::NeedsStructure)?;
            let mut message =
                xml::read_data(&bytes, Some(&roles), &Limits::default()).map_err(told)?;
            message.declare_components(&roles);
            match into {
                Form::Csv => Csv::of(&message).and_then(|csv| csv::write(&csv)).map_err(told),
                _ => json::write_data(&message).map_err(told),
            }
        }
    };
    text.map(Converted::from)
}

/// Columns of the publisher's own would be lost.
fn refuse_unknown(unknown: &[String], roles: &Roles) -> Result<(), Problems> {
    let known = [&roles.dimensions, &roles.measures, &roles.attributes];
    let known: Vec<String> = known.into_iter().flatten().cloned().collect();
    let mut problems = Problems::new(&Limits::default());
    for id in unknown {
        let problem = Problem::new(ProblemCode::UnknownComponent, id, id);
        problems.add(problem.allowed(known.join(", ")));
    }
    problems.or(())
}

/// Artefacts of classes that are not read would be lost.
fn refuse_left_out(classes: &[String]) -> Result<(), Problems> {
    let mut problems = Problems::new(&Limits::default());
    for class in classes {
        problems.add(Problem::new(ProblemCode::WrongMessage, class, class).allowed(READ));
    }
    problems.or(())
}

/// The classes of artefacts that are read of SDMX-ML.
const READ: &str = "DataStructure, Dataflow, Codelist, ConceptScheme, DataConstraint…";

fn read(file: &Path) -> Result<Message, ConvertError> {
    let limits = Limits::default();
    let told = |problems: Problems| ConvertError::Problems(file.to_owned(), problems);
    let one = |problem: Problem| told(problem.into());
    let bytes = bytes_of(file, &limits)?;
    let beginning = &bytes[..bytes.len().min(Form::BEGINNING)];
    match Form::of(beginning).ok_or_else(|| ConvertError::NotSdmx(file.to_owned()))? {
        Form::Csv => {
            let (message, problems) = csv::read(bytes.as_slice(), &limits).map_err(told)?;
            problems.or(Message::Csv(message)).map_err(told)
        }
        Form::Json => {
            let message = WireMessage::read(&bytes, &limits).map_err(one)?;
            Ok(Message::Json(Box::new(message)))
        }
        Form::JsonStructures => {
            let message = json::read_structures(&bytes, &limits).map_err(one)?;
            Ok(Message::Structures(Box::new(message), Vec::new()))
        }
        Form::Xml => Ok(Message::Bare(bytes)),
        Form::XmlStructures => {
            let (message, left_out) = xml::read_structures(&bytes, &limits).map_err(one)?;
            Ok(Message::Structures(Box::new(message), left_out))
        }
    }
}

fn bytes_of(file: &Path, limits: &Limits) -> Result<Vec<u8>, ConvertError> {
    let told = |problem: Problem| ConvertError::Problems(file.to_owned(), problem.into());
    let unreadable = |error: std::io::Error| {
        told(Problem::new(ProblemCode::Unreadable, "", "").allowed(error.to_string()))
    };
    // Reading a pipe or a device may never end.
    let about = std::fs::metadata(file).map_err(unreadable)?;
    if !about.is_file() {
        return Err(ConvertError::NotSdmx(file.to_owned()));
    }
    let mut bytes = Vec::new();
    let open = std::fs::File::open(file).map_err(unreadable)?;
    open.take(limits.bytes + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limits.bytes {
        let most = limits.bytes.to_string();
        return Err(told(Problem::new(ProblemCode::TooLarge, "", "").allowed(most)));
    }
    Ok(bytes)
}

/// The components of the first data structure definition of a file.
fn roles(file: &Path) -> Result<Roles, ConvertError> {
    let none = || ConvertError::NoStructure(file.to_owned());
    let Message::Structures(message, _) = read(file)? else { return Err(none()) };
    let mut definitions = message.structures.data_structures.iter();
    let found = definitions.find(|one| one.components.is_some());
    found.map(Roles::of).ok_or_else(none)
}
