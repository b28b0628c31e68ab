//! Why there is no answer, in words.

use passerelle_desk::emergency::EmergencyError;
use passerelle_desk::emergency::room::area::AreaMistake;

use crate::plan;
use crate::sites::report;
use crate::told::plain;
use crate::words::Words;

/// A sentence for each thing that is wrong.
pub fn explain(w: &Words, error: &EmergencyError) -> String {
    let shown = |path: &std::path::Path| plain(&path.display().to_string());
    match error {
        EmergencyError::Plans(error) => plan::explain(w, error),
        EmergencyError::AreaFile(file) => {
            format!("{}\n\n{}", w.t("emergency-error-area-file"), report::of_file(w, file))
        }
        EmergencyError::Area { path, mistake } => {
            let name = match mistake {
                AreaMistake::NoPolygon => "emergency-error-no-polygon",
                AreaMistake::TooFewPlaces => "emergency-error-too-few-places",
                AreaMistake::AroundPole => "emergency-error-around-pole",
            };
            w.t1(name, "path", shown(path))
        }
        EmergencyError::Elsewhere { path, kilometres, swapped } => {
            let name =
                if *swapped { "emergency-error-swapped" } else { "emergency-error-elsewhere" };
            w.t2(name, "path", shown(path), "km", w.whole(*kilometres))
        }
        EmergencyError::NoRoot { asked, present } => {
            let present: Vec<String> = present.iter().map(|name| plain(name)).collect();
            w.t2("emergency-error-no-root", "root", plain(asked), "present", present.join(", "))
        }
    }
}
