# What the command line says.

cli-listening =
    Passerelle is open. To go in: { $address }
    The data is in: { $data }
    To stop: Ctrl+C. Nothing will be lost.
cli-demo = The demonstration country is invented, and so are its figures.

## Importing

cli-progress-file = File { $number } of { $of }: { $file } – figures read:
cli-file-imported = { $file }: stored, import no. { $batch }. Figures: { $n }.
cli-file-superseded = { $file }: stored, import no. { $batch }, which replaces no. { $old } (kept in history). Figures: { $n }.
cli-file-unchanged = { $file }: already there, exactly so, with import no. { $batch }. Nothing has changed.
cli-file-refused = { $n ->
    [one] { $file }: { $n } problem. Nothing was stored; correct it, or keep the good rows with --keep-good.
   *[other] { $file }: { $n } problems. Nothing was stored; correct them, or keep the good rows with --keep-good.
}
cli-file-ignored = { $file }: left out. { $reason }
cli-file-undescribed = { $file }: left out, because no source describes it. Its columns: { $header }. Describe it in catalogue/sources (its README says how), then try again.
cli-file-kept = { $problems ->
    [one] { $file }: good rows stored, import no. { $batch }. Figures: { $n }. { $problems } problem is left to correct.
   *[other] { $file }: good rows stored, import no. { $batch }. Figures: { $n }. { $problems } problems are left to correct.
}
cli-import-totals = Files stored: { $imported }; already there: { $unchanged }; refused: { $refused }; left out: { $skipped }. Figures stored: { $observations }.
cli-problem-at = row { $row }: { $text }
cli-problem-file = { $text }
cli-problems-more = { $n ->
    [one] … and { $n } more problem. All are given with --format json.
   *[other] … and { $n } more problems. All are given with --format json.
}
cli-unknown-place = { $rows ->
    [one] unknown place: “{ $value }”, row { $first }
   *[other] unknown place: “{ $value }”, on { $rows } rows, the first being row { $first }
}
cli-pull-unknown = “{ $name }” cannot be asked directly. Choose one of: { $known }.

## Verifying

cli-verify-ok =
    Everything agrees.
    Lines of the log: { $entries }; versions read again: { $versions }; imports computed again: { $imports }
    Root: { $root }
cli-verify-bad = { $n ->
    [one] { $n } thing does not agree. Write nothing more on this node, and compare with your latest backup.
   *[other] { $n } things do not agree. Write nothing more on this node, and compare with your latest backup.
}
cli-verify-problem = { $at }: { $text }
cli-check-ok = The catalogue is in order. Commitments: { $commitments }; indicators: { $indicators }; sources: { $sources }; countries: { $countries }.
cli-check-rebuilt-ok = The records were computed again from their versions, and all were right. Records: { $records }.
cli-check-rebuilt-bad = { $n ->
    [one] { $n } record was not the one that its versions tell. Here it is, computed again:
   *[other] { $n } records were not those that their versions tell. Here they are, computed again:
}

## Backing up

cli-backup-done = Backup written: { $path } ({ $size }). The node’s key (node.key) is not in it: keep it apart, in a safe place.

## Accounts

cli-user-added = Account { $name } – role: { $role }
cli-user-password = Choose a password of at least twelve characters:
cli-user-password-again = Once more:
cli-user-password-short = This password is too short: one of at least twelve characters is needed. Nothing has changed.
cli-user-password-differ = The two passwords are not the same. Nothing has changed; try again.
cli-users-none = There is no account yet. To create one: passerelle user add, followed by a name.
role-visitor = visitor, without an account
role-member = member
role-editor = editor: content and imports
role-moderator = moderator: publication and erasure
role-owner = runs the node

## When it does not work

cli-error-no-such-file = There is nothing there: { $path }. Check the name and the folder.
cli-error-database = The database did not answer as it should: { $detail }. Nothing was half written; check that it can be reached and try again.
cli-error-busy = The database is busy with other work. Nothing is lost; try again in a moment.
cli-error-newer = This data was written by a newer version of Passerelle. Nothing was touched; update the program and try again.
cli-error-address = Cannot listen on { $address } ({ $detail }). Another program may be using it; choose another with --listen.
cli-error-catalogue = { $n ->
    [one] The catalogue has { $n } problem. Nothing was loaded; correct it and try again.
   *[other] The catalogue has { $n } problems. Nothing was loaded; correct them and try again.
}
cli-error-file = Cannot use { $path } ({ $detail }). Check permissions and the space on the disk.
cli-error-other = The command did not succeed. { $detail }

cli-error-backup-elsewhere = The database is on PostgreSQL, which is backed up with its own tools: pg_dump, or continuous archiving. Nothing was written.
cli-error-exists = { $path } already exists: nothing was written over it. Choose another name.
cli-progress-working = One moment: everything is being read again…
