# Mail: what happens to somebody's work, and nothing else.
mail = E-mail
mail-lead = If you like, this node writes to you when something happens to your work: published, given back, assessed, a reply, a year of silence, a changed password. Nothing else, unless you ask for it here. The address serves for that alone and is shown to nobody.
mail-none-here = This node sends no mail.
mail-goes-to = Mail goes to { $address }.
mail-to-confirm = A message went to { $address }. Open the link in it: nothing else is sent before.
mail-send = Receive mail
mail-address = Address
mail-stop = Receive nothing more
mail-stop-how = If you want to receive nothing more, your address is forgotten.
mail-stopped = Done: nothing more is sent, and your address is forgotten.
mail-is-yours = Is this address yours?
mail-confirm-do = Yes, write to me
mail-confirmed = Thank you. This node will write to you when something happens to your work.
mail-not-an-address = This is no e-mail address: name@example.org
mail-confirm-subject = Is this address yours?
mail-confirm =
    Hello,

    Somebody asked for { $node } to write to this address. If it was you, open this link:

    { $link }

    If not, do nothing: no more will come.
mail-published-subject = Published: { $title }
mail-published =
    Hello,

    “{ $title }” is published:

    { $link }
mail-returned-subject = Given back: { $title }
mail-returned =
    Hello,

    “{ $title }” is given back to you, with a note. Read it, change what it says, propose it again:

    { $link }
mail-assessed-subject = An assessment of your work: { $title }
mail-assessed =
    Hello,

    Your work was assessed: “{ $title }”. You can reply; your word will stand beside it:

    { $link }
mail-replied-subject = A reply to your assessment: { $title }
mail-replied =
    Hello,

    Those whom you assessed have replied:

    { $link }
mail-silent-subject = A year without news: { $title }
mail-silent =
    Hello,

    For a year nobody has said how “{ $title }” is going. Its page says so. A few words are enough, with what shows it:

    { $link }
mail-password-subject = Your password was changed
mail-password =
    Hello,

    The password of your account was just changed. If it was not you, take one of your recovery codes and set another at once:

    { $link }
mail-passkey-subject = A passkey was added to your account
mail-passkey =
    Hello,

    A passkey was just added to your account. If it was not you, remove it and change your password:

    { $link }
mail-more = What else you hear of
mail-rounds = Comment rounds on the draft report of a country for one of whose actors you speak: when one opens, and three days before it closes
mail-more-do = Keep this choice
mail-round-opened-subject = Open for comments: { $title }
mail-round-opened =
    Hello,

    The draft of the report “{ $title }” is open for comments until the end of { $until }. Read it, and say what is missing or wrong:

    { $link }
mail-round-closes-subject = Comments close soon: { $title }
mail-round-closes =
    Hello,

    Until the end of { $until } you can still say something of the draft of the report “{ $title }”. After that the report is prepared:

    { $link }
mail-end = To receive nothing more: { $unsubscribe }
cli-smtp = “{ $what }” is no mail server. Write --smtp smtps://name@server:465 or smtp://name@server:587; the password goes into a file (--smtp-password-file).
cli-smtp-from = “{ $what }” is no e-mail address. Write --smtp-from 'Passerelle <address@example.org>'.
help-serve-smtp = Write to people who ask for it, by this mail server: smtps://name@server:465, or smtp://name@server:587 (with STARTTLS). Without it no mail is sent.
help-serve-smtp-from = The address that mail comes from.
help-serve-smtp-password-file = The file whose first line is the password at that server.
