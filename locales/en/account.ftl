# A person's account: what they change, who looked at what is stored about them.
account-end-session = End this session
account-looks = Who looked at what is stored about you
account-looks-how = Whenever somebody else sees something of yours that is not public, it is noted here, for a year.
account-looks-none = Nobody but you.
account-col-when = When
account-col-who = Who
account-look-terminal = somebody who runs this node, at its terminal
account-look-queue = Your name, beside “{ $about }”, in the list of what waits for a moderator
account-look-proposal = “{ $about }”, which you proposed
account-look-accounts = Your name and your role, in the list of accounts
account-look-account = Your account: roles, sessions, sign-ins, number of drafts
account-password = Change your password
account-password-how = All your sessions end, except this one.
account-password-now = Your present password
account-password-do = Change it
account-codes-how = The old codes will no longer work. Say your password: these codes open your account.
sign-problem-later = Many accounts were opened just now, from your network or elsewhere. You can open yours { $wait }.
part-full = You have { $most } drafts already, and there is no room for more. Publish or throw away some of them, then save this one: nothing you typed is lost.
cli-user-shown = { $name } – { $role }, since { $day }. They will see that you looked.
cli-user-shown-role = { $role }, for { $scope }
cli-user-shown-counts = Open sessions: { $sessions }. Recovery codes left: { $codes }. Drafts: { $works }.
cli-user-shown-sign-in = { $well ->
    [yes] { $at } – { $means }
   *[no] { $at } – { $means }, without success
}
help-user-show = Show an account: its roles, sessions and sign-ins. Its owner sees that somebody looked.
help-user-show-name = Name of the account.
part-published-meanwhile = A new version was published while you were writing. What it says stands beside your answers: keep yours or take it over, then save. Nothing you typed is lost.
sign-means-passkey = with a passkey
account-passkeys = { $n ->
    [0] Sign in without a password: add a passkey
    [one] One passkey
   *[other] { $n } passkeys
}
passkey = Passkey
passkeys = Passkeys
passkeys-lead = A passkey opens your account with your fingerprint, your face or your device’s code. It stays with you: nobody can guess it, or steal it from this node.
passkeys-none = You have none here yet.
passkeys-no-host = This node has no safe public address (https) yet: browsers keep no passkeys for it.
passkeys-no-script = A small script asks the browser for a passkey, and there is none here. The password opens your account just as well.
passkey-added = added on { $day }
passkey-used = used on { $day }
passkey-add = Add a passkey
passkey-name = What you call it (“my phone”)
passkey-remove = Remove this passkey
passkey-failed = The browser gave no passkey. Try again, or use your password.
passkey-refused = This could not be verified. Nothing has changed. Open the page again, then try once more.
passkey-sign-in = Sign in with a passkey
passkey-sign-in-lead = Without a name or a password: your browser asks for your fingerprint, your face or your device’s code.
passkey-sign-in-do = Use my passkey
passkey-password = Use the password
help-user-sign-out = End every session of an account, wherever it is signed in.
help-user-sign-out-name = Name of the account.
cli-user-signed-out = { $n ->
    [0] { $name } was signed in nowhere.
    [one] { $name } is signed out: one session ended.
   *[other] { $name } is signed out: { $n } sessions ended.
}
