//! What must hold of every table that is called protected.

use passerelle_inclusion::disclosure::{Protected, verify_proof};

/// It is safe, and its proof adds up.
pub fn proved(found: &Protected) {
    assert!(found.is_safe(), "{:?} {:?}", found.audit.exposed, found.pattern.unprotectable);
    let verified = verify_proof(
        &found.linked.system,
        &found.pattern.suppressed,
        &found.linked.needs,
        &found.audit.proof,
    );
    assert_eq!(verified, Ok(()));
}
