# What the command line says.

cli-listening =
    Passerelle is open. To go in: { $address }
    The data is in: { $data }
    To stop: Ctrl+C. Nothing will be lost.
cli-demo = The demonstration country is invented, and so are its figures.

## Importing

cli-progress-file = File { $number } of { $of }: { $file } – figures read:
cli-file-imported = { $file }: stored, import no. { $batch }. Figures: { $n }.
cli-file-supersedes = It replaces no. { $old } (figures: { $n }), which stays in history.
cli-file-differs = { $count ->
    [one] One of its figures is not that of { $file } (import no. { $batch }), which stays: where only one can be shown, the later file speaks.
   *[other] { $n } of its figures are not those of { $file } (import no. { $batch }), which stays: where only one can be shown, the later file speaks.
}
cli-file-twin = { $file }: the very same file is already there, as { $name } (import no. { $batch }). Nothing has changed.
cli-file-unchanged-part = { $n ->
    [one] { $file }: its good rows are already there, with import no. { $batch }. Nothing has changed; { $n } problem is still left to correct.
   *[other] { $file }: its good rows are already there, with import no. { $batch }. Nothing has changed; { $n } problems are still left to correct.
}
cli-file-unchanged = { $file }: already there, exactly so, with import no. { $batch }. Nothing has changed.
cli-file-refused = { $n ->
    [one] { $file }: { $n } problem. Nothing was stored; correct it, or keep the good rows with --keep-good.
   *[other] { $file }: { $n } problems. Nothing was stored; correct them, or keep the good rows with --keep-good.
}
cli-file-refused-whole = { $n ->
    [one] { $file }: { $n } problem, and no good row to keep. Nothing was stored; correct it and try again.
   *[other] { $file }: { $n } problems, and no good row to keep. Nothing was stored; correct them and try again.
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
    [one] … and { $n } more problem. The first thousand of each kind are given with --format json.
   *[other] … and { $n } more problems. The first thousand of each kind are given with --format json.
}
cli-unknown-place = { $rows ->
    [one] unknown place: “{ $value }”, row { $first }
   *[other] unknown place: “{ $value }”, on { $rows } rows, the first being row { $first }
}
cli-encoding-guessed = This file is not in UTF-8: it was read as Windows-1252, which is a guess (first seen on row { $row }). Check that accents came out right; if not, save it as UTF-8 and import it again.
cli-new-dimensions = { $n ->
    [one] The catalogue does not know this column; it was read as a dimension: { $columns }. If it is none, take it away and import the file again.
   *[other] The catalogue does not know these columns; they were read as dimensions: { $columns }. If they are none, take them away and import the file again.
}
cli-left-out = { $count ->
    [one] { $n } row left out: { $reasons }.
   *[other] { $n } rows left out: { $reasons }.
}
cli-left-out-why = { $why } ({ $n })
cli-left-out-untaken = not among those that catalogue/sources describes: { $cells }
cli-left-out-former = former places and groups, which have no page: { $places }
cli-left-out-repeated = says again exactly what another row says
cli-sheet = { $n ->
    [one] sheet read: “{ $sheet }”. Not read: “{ $others }”.
   *[other] sheet read: “{ $sheet }”. Not read: { $n } others ({ $others }).
}
cli-pull-unknown = “{ $name }” cannot be asked directly. Choose one of: { $known }.
cli-pull-unknown-interface = “{ $name }” is not an interface of { $publisher }. Choose one of: { $known }.

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
cli-finding = { $where }: { $text }
cli-finding-found = { $where }: { $text } What was found: { $found }
cli-finding-line = { $file }, line { $line }
cli-check-bad = { $n ->
    [one] The catalogue has { $n } problem. Nothing on the node has changed; correct it and check again.
   *[other] The catalogue has { $n } problems. Nothing on the node has changed; correct them and check again.
}
cli-check-ok = The catalogue is in order. Commitments: { $commitments }; indicators: { $indicators }; sources: { $sources }; countries: { $countries }.
cli-check-rebuilt-ok = The records were computed again from their versions, and all were right. Records: { $records }.
cli-check-rebuilt-bad = { $n ->
    [one] { $n } record was not the one that its versions tell. Here it is, computed again:
   *[other] { $n } records were not those that their versions tell. Here they are, computed again:
}
cli-check-no-node = There is no node in { $data } yet: the catalogue alone was checked.
cli-check-node = The node can be read. Figures: { $observations }; lines of the log: { $entries }.

## Backing up

cli-backup-done = Backup written: { $path } ({ $size }). The node’s key is not in it: it is in { $key }. Keep a copy of that file apart, in a safe place; both are needed to go on elsewhere.

## The key

cli-key = The public key of this node, to give to those who check its log. (Its secret half is in { $file }: keep a copy of that file in a safe place, and show it to nobody.)
cli-key-alone = The public key of this node, to give to those who check its log. (Its secret half is not here: it should be in { $file }. Without it the node can be read and verified, but nothing can be written. Put the file back from where you keep secrets; or, if it is lost, make another: passerelle key renew.)
cli-key-renewed =
    The node signs with a new key from now on. What the former key signed stays valid.
    The secret half is in { $file }: keep a copy of that file in a safe place. If there was a former file, it stays beside it as node.key.old-…
    Here is the new public key, to give to those who check the log:

## Erasing

cli-erase-not-a-key = “{ $found }” is not the key of a record: write a kind and a name, such as import/3.
cli-erase-confirm = Erasing { $record } and all its history cannot be undone. To go ahead, type its key again:
cli-erase-unconfirmed = Nothing was erased. What is erased cannot be brought back: add --yes if it is meant.
cli-erase-given-up = This is not the same key: nothing was erased.
cli-erased = { $lines ->
    [one] Erased: { $record }, which was one line of the log. The line’s fingerprint stays, so that every proof holds, and { $told } says that it was erased and why.
   *[other] Erased: { $record }, which was { $lines } lines of the log. Their fingerprints stay, so that every proof holds, and { $told } says that they were erased and why.
}
cli-erased-figures = { $n ->
    [one] { $n } figure went with it.
   *[other] { $n } figures went with it.
}
cli-erased-copies = The database’s files no longer hold it. Backups made before still do: delete or renew them.
cli-erased-later = While someone reads, the database’s files still hold it: stop the node and start it again, and they no longer do. Backups made before still hold it: delete or renew them.
cli-erased-server = PostgreSQL may still hold its bytes in its write-ahead log, its replicas and its archives: they go with their rotation, which the server’s owner looks after. Backups made before still hold it: delete or renew them.

## Exporting

cli-export-dimensions = “{ $part }” cannot be read in --dimensions. Write dimensions and categories, such as sex=female;location=rural.
cli-export-unknown-indicator = There is no indicator “{ $found }”, neither in the catalogue nor among the figures. The codes are on the node’s page of indicators.
cli-export-unknown-place = There is no place “{ $found }”, neither in the catalogue nor among the figures. Places are ISO 3166-1 alpha-3 codes (KEN), groups (ldc) or paths within a country.
cli-export-unknown-source = There is no source “{ $found }”, neither in the catalogue nor among the figures. The ids are on the node’s page of sources.

## Accounts

cli-user-added = Account { $name } – role: { $role }
cli-user-password = Choose a password of at least twelve characters:
cli-user-password-again = Once more:
cli-user-password-refused = { $why } Nothing has changed.
cli-user-for = { $kind ->
    [given] { $name } – role for { $scope }: { $role }
    [withdrawn] { $name } no longer has this role for { $scope }: { $role }
   *[none] { $name } did not have this role for { $scope }: nothing has changed.
}
cli-user-password-differ = The two passwords are not the same. Nothing has changed; try again.
cli-users-none = There is no account yet. To create one: passerelle user add, followed by a name.
cli-users = { $n ->
    [one] { $n } account
   *[other] { $n } accounts
}
cli-user = { $name } – { $role }, since { $day }
cli-user-disabled = { $name } – { $role }, since { $day }; signing in is refused
role-visitor = visitor, without an account
role-reader = reader, with an account
role-contributor = contributor: speaks for an actor
role-assessor = assessor: assesses what others do
role-custodian = custodian: catalogue, imports, scorecards
role-moderator = moderator: publication and erasure
role-administrator = administrator: runs the node
cli-user-default-role = As no role was asked for, { $name } has the one of the person who runs the node. To choose another: --role, or later “passerelle user role”.

## When it does not work

cli-error-catalogue = { $n ->
    [one] The catalogue has { $n } problem. Nothing was loaded; correct it and try again.
   *[other] The catalogue has { $n } problems. Nothing was loaded; correct them and try again.
}

cli-progress-working = One moment: everything is being read again…
cli-error-address = Cannot listen on { $address } ({ $detail }). Choose another with --listen.
cli-error-address-taken = Cannot listen on { $address }: another program does already. Stop it, or choose another address with --listen. { $detail }
cli-error-address-denied = Cannot listen on { $address }: the system keeps this port for itself. Choose one above 1023 with --listen. { $detail }
cli-error-address-elsewhere = Cannot listen on { $address }: it is not an address of this machine. Choose another with --listen. { $detail }
cli-error-other = The command did not succeed. { $detail }
cli-error-program = The program made a mistake of its own. Nothing was half written; please tell those who make it. { $what } { $detail }
cli-error-no-node = There is no node in { $what }, and nothing was created there. Check the folder (--data). A node begins with “passerelle serve”, “passerelle import” or “passerelle user add”.
cli-error-no-node-server = There is no node in this database yet, and nothing was written there. Check its address (--database). A node begins with “passerelle serve”, “passerelle import” or “passerelle user add”.
cli-error-key-missing = The key that this node signs with is not there: { $what }. Nothing was written. Put the file back from where you keep secrets; or, if it is lost, make another: passerelle key renew. (Without it, verify, export and backup still work.)
cli-error-other-key = The key in { $what } is not the one that this node’s log was signed with. Nothing was written. Put the right file back from where you keep secrets; or, if it is lost, make another: passerelle key renew.
cli-error-key-file = Cannot use the key in { $what } ({ $detail }). Check its permissions and the space on the disk.
cli-error-key-form = The file node.key does not hold a key. Nothing was written. Put the right file back from where you keep secrets; or, if it is lost, make another: passerelle key renew.
cli-error-key-name = The name in the file node.key cannot be that of a node. Put the right file back from where you keep secrets.
cli-error-key = A name cannot be written in the log. { $detail }
cli-error-no-key = Without the node’s key nothing can be written. Put node.key back from where you keep secrets; or, if it is lost, make another: passerelle key renew.
cli-error-no-such-file = There is nothing there: { $what }. Check the name and the folder.
cli-error-exists = { $what } already exists: nothing was written over it. Choose another name.
cli-error-file-denied = The system does not allow the use of { $what }. Check its permissions.
cli-error-file-full = There is no space left for { $what }. Make some room, then try again.
cli-error-file = Cannot use { $what } ({ $detail }). Check permissions and the space on the disk.
cli-error-database = The database did not answer as it should: { $detail }. Nothing was half written; check that it can be reached and try again.
cli-error-database-address = This is not the address of a database ({ $detail }). Write --database postgres://user@host/name, or leave it out for the embedded database.
cli-error-database-busy = The database is busy with other work. Nothing is lost; try again in a moment.
cli-error-database-newer = This data was written by a newer version of Passerelle. Nothing was touched; update the program and try again.
cli-error-database-unreachable = The database server cannot be reached ({ $detail }). Check that it runs, and its address and port in --database or PASSERELLE_DATABASE.
cli-error-database-unwritable = The system does not let the database be opened or written ({ $detail }). Nothing was written; check the permissions of the node’s folder (--data). A node on a locked disk can still be read and verified, unless changes wait in passerelle.sqlite-wal: then copy the whole folder to where it can be written.
cli-error-backup-elsewhere = The database is on PostgreSQL, which is backed up with its own tools: pg_dump, or continuous archiving. Nothing was written.
cli-error-conflict = { $what } was changed by someone else meanwhile. Nothing was written; look at it and try again.
cli-error-unsound = { $what } is not sound, and was not written. { $detail }
cli-error-body = { $what } does not have the form of its kind, and was not written. { $detail }
cli-error-text = What was given as “{ $what }” is empty, too long, or holds a character that cannot be. Nothing has changed.
cli-error-not-found = There is nothing here by the name of “{ $what }”. Nothing has changed; check how it is written.
cli-error-full = There is no room for more than { $what } drafts in one account. Publish or throw away some of them first.
cli-error-unerasable = { $what } is part of the proof that nothing vanishes unnoticed: it cannot be erased.
cli-error-taken = The name “{ $what }” is taken. Nothing has changed; choose another.
cli-error-four-eyes = { $what } prepared this scorecard: another person has to look at it and sign.
cli-error-other-fingerprint = What is prepared for { $what } is not what was looked at: it was prepared again since, or the fingerprint was not copied whole. Look with “passerelle scorecard { $what } --prepared”, and sign with the fingerprint that it shows.
cli-error-decided = Correction { $what } was decided before. “passerelle corrections list --state accepted” and “--state refused” show what became of it.
cli-error-no-correction = There is no correction { $what }. “passerelle corrections list” names those that wait.
cli-error-no-site = Correction { $what } is about a site that the latest list of its country does not have. Refuse it, or bring in a list that has the site.
cli-error-needs-reason = { $what } was released before. Say why it is revised: --reason with a code of the revision policy, and --because in your own words.
cli-error-no-scorecard = There is no scorecard { $what }: check the code of the country (three letters, as KEN) and the year (2000 or later, and not still to come).
cli-error-not-allowed = { $what } may not do this. Custodians prepare a scorecard, moderators and administrators sign it; an administrator changes roles with “passerelle user role”.
cli-error-not-prepared = Nobody has prepared { $what } yet. Begin with “passerelle release prepare”.
cli-error-nothing-changes = { $what } would say what its latest edition says: there is nothing to release.
cli-error-nothing-to-revise = { $what } was never released: leave --reason out, it is for revisions.
cli-error-past-moment = { $what } has passed. Give a moment to come, or leave --at out to release as soon as it is signed.
cli-error-unknown-reason = “{ $what }” is not a reason of the revision policy. See “passerelle release list --policy”.
cli-error-last-owner = { $what } is the only one who runs this node, and somebody has to. Nothing has changed; make someone else its administrator first: passerelle user role, followed by a name and “administrator”.
cli-error-damaged = What is stored does not hold together ({ $detail }). Write nothing more on this node, run “passerelle verify”, and compare with your latest backup.
cli-error-interrupted = The writing was interrupted and nothing of it was kept. Try again.
cli-error-system = The system did not give what was asked of it ({ $detail }). Nothing has changed.
cli-error-not-an-address = “{ $what }” is not an address that begins with http:// or https://.
cli-error-unreachable = { $what } cannot be reached ({ $detail }). Check the connection and try again{ $kept ->
    [yes] {": "}what was fetched is kept
   *[no] {""}
}.
cli-error-timeout = { $what } did not answer in time. Try again later{ $kept ->
    [yes] {": "}what was fetched is kept
   *[no] {""}
}.
cli-error-refused = { $what } refused (HTTP { $detail }). Try again later{ $kept ->
    [yes] {": "}what was fetched is kept
   *[no] {""}
}.
cli-error-too-busy = { $what } asks to come back in { $detail } seconds. Try again then{ $kept ->
    [yes] {": "}what was fetched is kept
   *[no] {""}
}.
cli-error-too-large = The answer of { $what } is larger than the { $detail } MB that are read at most.
cli-error-redirected = { $what } sends elsewhere too often, or to an unsafe address.
cli-error-bad-answer = The publisher’s page { $what } is not of the form expected: { $detail }. Nothing was stored.
cli-error-changed-meanwhile = The publisher changed its figures while they were being read, twice. Nothing was stored; try again later.
cli-error-cannot-keep-pages = The pages fetched cannot be kept in { $what } ({ $detail }). Check permissions and the space on the disk.
