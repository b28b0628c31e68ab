# The log, and how anyone can verify it.

log-title = The log
log-lead = Everything written on this node enters a log that can only be added to. Each line has its fingerprint, and the fingerprint of the whole is signed: anyone who keeps a copy of it can see whether the past was changed.
log-checkpoint = Signed state of the log
log-empty = The log is empty. Its first signed state will appear here as soon as something is written.
log-key = This node’s public key, to verify its signature:
log-verify = Verify it yourself
log-verify-text = With a copy of the data, this command computes everything again, from the first word to the last figure, and says whether anything has changed:
log-proofs = From a distance, these addresses give the signed state, the proof that a line is in the log, and the proof that a longer log continues a shorter one:
log-latest = Latest lines
log-erased = content erased
log-author-program = the program
log-reason-catalogue-loaded = catalogue loaded
log-reason-import = file of figures brought in
log-reason-measurements-closed = day of measurements closed
log-reason-measurements-reduced = day of measurements reduced to its figures
log-reason-site-corrected = correction of a site accepted
log-reason-sites-imported = list of sites brought in
log-reason-initiative-published = initiative published
log-reason-plan-published = plan published
log-reason-scorecard-signed = scorecard signed; its moment is to come
log-reason-scorecard-released = scorecard released
log-reason-successor-erased = superseded by an import that was erased
log-reason-person-asked = erased: a person asked for it
log-reason-court-order = erased: a court ordered it
log-reason-rights-of-others = erased: the rights of others
log-reason-published-by-mistake = erased: published by mistake
