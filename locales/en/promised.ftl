# Wall, feeds, what was promised in a country.
part-by-standing = Standing or withdrawn
part-with-standing = Standing
part-with-withdrawn = Withdrawn
part-wall-none = Nobody has endorsed the Compact on this node yet. Whoever does stands here, with the contributions that come with it. “Take part” says how.
part-wall-all = Show all endorsements
part-pages = Pages of this list
part-first = First page
part-next = Next page
feed-title = Passerelle: what people publish
feed-title-of = { $name }: what people publish
feed-what = Endorsements, contributions, progress, assessments and replies, as they are published.
feed-follow = Follow what is new here (Atom)
promised-adopted = { $place } is a Member State of the United Nations, whose General Assembly adopted the Compact on 22 September 2024 (A/RES/79/1).
promised-no-statement = Its government has not said here how it implements it.
promised-statement = How its government implements the Compact
promised-endorsed = { $n ->
    [one] One actor from here endorses the Compact
   *[other] { $n } actors from here endorse the Compact
}
promised-hearing = { $hearing ->
    [inactive] Inactive: not heard of for two years, since { $last }.
    [silent] Silent: not heard of for a year, since { $last }.
   *[other] Last heard of on { $last }.
}
promised-evidence = { $n ->
    [one] One piece of evidence.
   *[other] { $n } pieces of evidence.
}
promised-no-evidence = No evidence is recorded here.
promised-assessed = Assessed by { $name }, { $day }: { $scales }. { $reply ->
    [yes] Replied to on { $replied }.
   *[no] Without a reply.
}
promised-more = { $n ->
    [one] One more contribution to it
   *[other] { $n } more contributions to it
}
promised-more-initiatives = { $n ->
    [one] One more initiative in this country
   *[other] { $n } more initiatives in this country
}
promised-no-initiative = No initiative in this country is recorded here yet.
promised-add = How to add one
part-wall-withdrawn = { $n ->
    [one] One was withdrawn.
   *[other] { $n } were withdrawn.
}
