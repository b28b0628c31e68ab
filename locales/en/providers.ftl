# Signing in at a provider of identity (OpenID Connect).
provider-sign-in = Sign in with { $name }
provider-leave = You are led to { $name }. Come back with the same browser within a quarter of an hour.
provider-leave-do = Go on to { $name }
provider-name-title = Choose your name here
provider-name-lead = { $name } knows you, and this node does not yet. Under which name do you want to take part? Nothing is taken over from { $name }: neither your name nor your address.
provider-name-known = You have an account here already? Sign in with it, then add { $name } on your page.
provider-problem-lost = This sign-in was begun with another browser, was used already, or took longer than a quarter of an hour. Begin again.
provider-problem-denied = At { $name } you chose not to sign in here. Nothing was passed on.
provider-problem-closed = No account here is opened by that one, and this node opens no accounts by itself: ask the people who look after it. If you have an account here, sign in with it, then add the provider on your page.
provider-problem-account = The account that this opens was closed by the people who look after this node. Write to them.
provider-problem-belongs = Another account of this node is opened by that one already. Sign in with it to remove it there.
provider-problem-last = Nothing else opens your account. Set a password or add a passkey first.
provider-problem-unreachable = { $name } does not answer just now. Try again in a few minutes, or sign in another way.
provider-problem-document = { $name } does not say properly where it can be reached. Sign in another way, and tell the people who look after this node.
provider-problem-expired = { $name } no longer takes this sign-in: it was used already, or is too old. Begin again.
provider-problem-node = { $name } refuses this node. Sign in another way, and tell the people who look after this node.
provider-problem-unreadable = What { $name } sent cannot be read. Begin again; if it happens again, tell the people who look after this node.
provider-problem-algorithm = { $name } signs in a way that this node does not take. Sign in another way, and tell the people who look after this node.
provider-problem-signature = What came in the name of { $name } is not signed by it. You are not signed in. Begin again; if it happens again, tell the people who look after this node.
provider-problem-issuer = What came was made by another than { $name }. You are not signed in. Begin again from this page.
provider-problem-audience = What { $name } sent is meant for another site. You are not signed in. Begin again from this page.
provider-problem-nonce = What { $name } sent answers another sign-in than yours. You are not signed in. Begin again from this page.
provider-problem-clock = What { $name } sent is too old, or of a time to come: its clock and that of this node are apart by more than two minutes. Try again in a moment; if it happens again, tell the people who look after this node.
providers = Sign in with another account of yours
providers-lead = An account that you have elsewhere can open the one that you have here. This node asks for nothing but that it is you, and keeps neither your name there nor your address.
providers-none = No other account opens yours yet.
providers-none-here = This node names no provider.
provider-add = Add { $name }
provider-remove = Remove it
account-providers = { $n ->
    [0] Sign in with another account of yours
    [one] One account elsewhere opens yours
   *[other] { $n } accounts elsewhere open yours
}
account-no-password = You have no password here: this works for ten minutes after you signed in.
sign-means-provider = with an account elsewhere
sign-problem-stale = You have no password here, and you signed in more than ten minutes ago. Sign out, sign in again, then do it at once.
mail-provider-subject = Another account opens yours
mail-provider =
    Hello,

    An account that you have elsewhere now opens your account here. If it was not you, remove it and change your password:

    { $link }
cli-openid-back = At { $name }, enter this address as the one that people are led back to: { $address }
cli-openid-secret = { $file }: the secret of “{ $id }” is not there ({ $what }){ $told ->
    [no] .
   *[other] : { $detail }
} Put it into the first line of a file (client_secret_file), or into a variable (client_secret_env).
cli-openid-unreadable = This is not a file of providers: { $value }
cli-openid-count = Between one and twelve providers, each in a [[provider]]; { $value } are here.
cli-openid-id = “{ $value }” cannot stand in an address: write id with small letters, digits and dashes, 40 at the most.
cli-openid-repeated-id = The id “{ $value }” is another provider’s too: give each its own.
cli-openid-repeated-issuer = “{ $value }” is named twice: name each provider once.
cli-openid-issuer = “{ $value }” is no safe address: write issuer = "https://…" as the provider does, without a question mark.
cli-openid-client-id = client_id is empty: write what the provider calls this node.
cli-openid-name = name has nothing in “{ $value }”: write name = {"{"} en = "…", fr = "…" {"}"}.
cli-openid-two-secrets = “{ $value }” has its secret in two places: keep client_secret_file or client_secret_env.
help-serve-openid = Let people sign in with accounts that they have elsewhere, at the providers that this file names (OpenID Connect; docs/sign-in.md). Without it there are none.
