# The thirty days of a reply to an assessment.
part-said-held = An assessment is published and waits for the reply of those assessed. It will be shown with their reply, or without it from { $day }.
part-reply-until = This assessment is not shown to everyone yet. It will be with your reply, as soon as you publish it, or without it from { $day }.
part-me-awaited = An assessment of “{ $title }” waits for your reply. Without a reply, it will be shown from { $day }.
part-waived = Those assessed have let it be known that they will not reply.
part-field-waived = Or no reply
part-waived-tick = We have nothing to reply: the assessment can be shown at once.
part-record-waived = No reply
part-wrong-reply-or-none = Write a reply, or tick that you give none: one or the other.
