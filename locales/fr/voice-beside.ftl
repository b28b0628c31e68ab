# Consultations, ce qui accompagne les votes : traductions, qui participe, comment cela s’est passé, ce qui est apporté, ce qui est gardé.

# Traductions
voice-translate = Offrir une traduction de cette proposition
voice-translate-how = Dites la même chose, ni plus ni moins. La modération la lit ; elle apparaît ensuite à côté de l’original, comme traduction bénévole.
voice-translate-language = Dans quelle langue ?
voice-translate-text = Votre traduction
voice-translate-send = Offrir cette traduction
voice-translation-waits = Merci. La modération lit votre traduction avant que les autres la voient.
voice-translation-already = Cette traduction a déjà été offerte. Vous n’avez rien d’autre à faire.
voice-translation-not-kept = Votre traduction n’a pas été envoyée. Elle est ci-dessous, telle que vous l’avez écrite.
voice-translation-language = Choisissez une autre langue que celle de la proposition, parmi celles de cette consultation.
voice-translation-there = Cette proposition a déjà une traduction d’origine dans cette langue. Choisissez-en une autre.
voice-by-volunteer = Traduction bénévole.
voice-translations = Traductions offertes
voice-translations-how = Une traduction par langue est visible. Si vous en montrez une autre, la précédente attend à nouveau.
voice-translation-number = Traduction { $id }
voice-translation-state =
    { $state ->
        [waiting] en attente
        [shown] visible
        [refused] refusée : { $reason }
       *[out] retirée : { $reason }
    }
voice-reason-elsewhere = la modération d’origine l’avait retirée
voice-reason-withdrawn = la personne qui l’avait écrite l’a reprise

# Qui participe
voice-asked = Qui participe ? (Si vous voulez)
voice-asked-how = Vos réponses montrent si celles et ceux qui participent ressemblent à celles et ceux qui vivent ici. Chacune ajoute un à un compte, et n’est gardée nulle part ailleurs : elle n’est pas à côté de vos votes, personne ne peut savoir quelles réponses étaient les vôtres, et donc personne ne peut non plus les reprendre. Rien ne vous oblige à répondre.
voice-asked-nothing = Je préfère ne pas répondre
voice-asked-send = Envoyer
voice-places = Places du panel :
voice-places-line = { $group } : { $taken } sur { $places } prises
voice-took-part = Qui a participé, comparé à qui vit là
voice-took-part-how = D’après ce que les gens ont bien voulu dire d’eux-mêmes. Les nombres sont arrondis à 5 ; les petits ne sont pas montrés, ni ceux qui permettraient de les retrouver. Rien de cela n’est lié aux votes.
voice-col-category = Qui
voice-col-people = Personnes
voice-col-share = Part des réponses
voice-col-population = Part de la population
voice-about = environ { $n }
voice-protected = protégé
voice-unknown = non connu
voice-population-source = Population : { $source }
voice-under = Sous-représentation : { $who }, { $share } % des réponses contre { $population } % de la population.
voice-under-nobody = Personne n’est nettement sous-représenté ici.

# Comment cela s’est passé
voice-history = Comment cela s’est passé
voice-history-lead =
    { $people } personnes ont voté entre le { $from } et le { $to }. Propositions sur lesquelles tous les groupes étaient d’accord : { $first ->
        [0] aucune
        [one] une
       *[other] { $first }
    } au début, { $last ->
        [0] aucune
        [one] une
       *[other] { $last }
    } à la fin.
voice-history-settled = À partir du { $day }, il y avait { $k } groupes, comme à la fin.
voice-history-how = Les jours où peu de personnes ont voté sont dits avec d’autres. Les groupes sont ceux qu’un dépouillement aurait trouvés ce jour-là ; seul le dernier est le résultat.
voice-history-label =
    { $n ->
        [one] Votes d’une période ; le tableau ci-dessous dit la même chose.
       *[other] Votes de { $n } périodes ; le tableau ci-dessous dit la même chose.
    }
voice-history-caption = Barres : personnes qui ont voté ({ $people } au plus). Ligne : propositions sur lesquelles tous les groupes sont d’accord ({ $together } au plus).
voice-history-table = La même chose en tableau
voice-history-unclear = pas net
voice-days = du { $from } au { $to }
voice-col-days = Jours
voice-col-voters = Personnes qui ont voté
voice-col-votes = Votes
voice-col-by-then = Personnes jusque-là
voice-col-groups = Groupes
voice-col-together = Propositions sur lesquelles tous les groupes sont d’accord
voice-col-statement = Proposition
voice-file-participants-csv = qui a participé, en chiffres protégés
voice-file-days-csv = comment cela s’est passé, par jours

# Sur papier
voice-print = Le résultat à imprimer (PDF)
voice-printed-foot = /consultations/{ $slug }
voice-not-printable = Certains textes sont dans des écritures que ce fichier ne peut pas montrer : les propositions y ont leur numéro, et leur texte est sur la page de la consultation.
voice-recount-printed = Tous les votes qui comptent sont offerts sous des numéros tirés au hasard, avec le résultat que ce nœud a signé. Qui recompte ces fichiers obtient le même résultat, à la lettre près.

# Ce qui est apporté
voice-imported = Cette conversation a eu lieu ailleurs et a été apportée ici (licence : { $licence }). Source :
cli-consultation-import-question = Question : { $question }
cli-consultation-import-found =
    { $npeople ->
        [one] Une personne
       *[other] { $people } personnes
    }, { $nvotes ->
        [one] un vote qui compte
       *[other] { $votes } votes qui comptent
    }, { $nstatements ->
        [one] une proposition
       *[other] { $statements } propositions
    } (dont { $out } retirées), du { $opens } au { $closes }.
cli-consultation-import-file = { $name } : SHA-256 { $hash }
cli-consultation-import-not-yet = Rien n’est encore écrit. Avec --write --by NOM, la conversation est dépouillée, signée et publiée.
cli-consultation-imported =
    { $already ->
        [yes] « { $slug } » est déjà là, à partir des mêmes fichiers. Rien n’a changé.
       *[no] « { $slug } » est publiée sous /consultations/{ $slug } : { $people } personnes, { $votes } votes, dépouillés et signés.
    }

# Ce qui est gardé de quelqu’un
voice-mine = Consultations : ce qui est gardé de vous
voice-mine-link = Ce qui est gardé de vous, et comment l’effacer.
voice-mine-known =
    { $known ->
        [account] Voici ce que les consultations gardent sous votre compte. Personne d’autre ne peut ouvrir cette page.
        [cookie] Voici ce que les consultations gardent sous le cookie de ce navigateur. Qui utilise ce navigateur peut ouvrir cette page, et personne d’autre.
       *[nobody] Ce navigateur n’a pas de cookie de consultation, et vous n’êtes pas connecté·e : rien n’est gardé de vous.
    }
voice-mine-none = Vous n’avez participé à aucune consultation dont les votes puissent encore être retrouvés ainsi. Une fois les votes figés, personne ne peut plus les retrouver par un compte.
voice-mine-how = Les votes sont gardés sous un numéro. Vous pouvez tout emporter, et tout faire effacer tant que les votes ne sont pas figés ; ensuite ils sont publiés sous d’autres numéros, et personne ne sait plus de qui ils sont.
voice-mine-kept =
    Vous portez le numéro { $number }. Gardés : vos votes sur { $votes ->
        [one] une proposition
       *[other] { $votes } propositions
    }, { $statements ->
        [0] aucune proposition
        [one] une proposition
       *[other] { $statements } propositions
    } et { $translations ->
        [0] aucune traduction
        [one] une traduction
       *[other] { $translations } traductions
    } de vous. { $frozen ->
        [yes] Les votes sont figés : ils restent.
       *[no] Les votes ne sont pas figés : ils peuvent être effacés.
    }
voice-mine-take = Tout emporter (JSON)
voice-leave = Quitter cette consultation
voice-leave-how = Vos votes, et ce dont la modération n’a pas encore décidé, sont effacés pour de bon. Vos propositions que d’autres ont vues restent, sans auteur. Ce que vous avez dit de vous-même ne peut pas être repris : personne ne sait quelles réponses étaient les vôtres. Vous pouvez recommencer tant que la consultation est ouverte.
voice-leave-do = Effacer mes votes

# Pourquoi quelque chose n’est pas fait
voice-error-no-translation = Il n’y a pas de traduction { $what }.
voice-error-no-such-answer = « { $what } » ne peut pas être choisi ici. Choisissez l’une des réponses, ou aucune. Rien n’a été gardé.
voice-error-answered = Vous avez déjà répondu. Les réponses ne sont gardées d’aucune manière qui permette de les changer.
finding-consultation-categories = Une question a de 2 à 50 catégories.
finding-consultation-questions = Une consultation pose au plus 10 questions sur les personnes elles-mêmes.
finding-consultation-share = Une part est comprise entre 0 et 100 pour cent.
finding-consultation-shares = Les parts de la population sont données pour toutes les catégories d’une question, et font ensemble 100 pour cent.
finding-consultation-share-source = Les parts de la population ont une source : dites d’où elles viennent, et de quelle année elles sont.
finding-consultation-source = La source est l’adresse du web (https://…) où la conversation a été publiée.
finding-consultation-licence = Dites la licence comme l’écrit qui l’a publiée, par exemple CC-BY-4.0.

# Aide
help-consultation-import = Apporter une conversation tenue ailleurs, telle que Pol.is l’exporte.
help-consultation-import-path = Le dossier (summary.csv, comments.csv, votes.csv, participants-votes.csv), ou une archive (ZIP) du dossier.
help-consultation-import-slug = Nom de la consultation dans les adresses.
help-consultation-import-source = L’adresse du web où elle a été publiée.
help-consultation-import-licence = Sa licence, comme l’écrit qui l’a publiée : CC-BY-4.0.
help-consultation-import-statements-in = La langue de la question et des propositions : en, fr, sw ; sans elle, celle de summary.csv.
help-consultation-import-question = Ce qui était demandé ; sans elle, le sujet (topic) de summary.csv.
help-consultation-import-opens = Le premier jour, par exemple 2026-11-20 ; sans lui, celui du premier vote.
help-consultation-import-closes = Le dernier jour ; sans lui, celui du dernier vote.
help-consultation-import-country = Le pays dont il est question : KEN.
help-consultation-import-keep-good = Laisser de côté les lignes illisibles ; elles sont dites.
help-consultation-import-write = Écrire ; sans cela, ce qui est trouvé est dit et rien n’est écrit.
help-consultation-import-by = Nom du compte qui l’apporte : modération, garde du catalogue ou administration.
help-consultation-import-format = Comment la réponse est écrite.
help-consultation-moderate-show-translation = Numéro d’une traduction visible à partir de maintenant.
help-consultation-moderate-hide-translation = Numéro d’une traduction qui n’est pas visible, ou qui ne l’est plus.
help-consultation-export-layout = signed : avec les signatures du nœud et les résultats à imprimer ; polis : le dossier qu’exporte Pol.is, que « consultation import » lit.
log-reason-consultation-imported = conversation apportée d’ailleurs
log-reason-translation-decided = décision sur une traduction d’une proposition

# Colonnes de l’API
api-error-no-consultation = Il n’y a pas de consultation « { $found } » : /api/v1/consultations donne la liste de celles qui existent.
column-consultation = Consultation
column-question = Question ({ $lang })
column-who = Qui peut participer
column-phase = Où elle en est
column-opens = Premier jour
column-closes = Dernier jour
column-imported = Tenue ailleurs et apportée ici
column-number-of-statement = Numéro de la proposition
column-wording = Ce qu’elle dit
column-wording-in = Langue de la proposition
column-shown = Visible
column-out-because = Pourquoi elle a été retirée
column-agrees = Personnes d’accord
column-disagrees = Personnes pas d’accord
column-passes = Personnes sans avis
column-matters-most = Personnes pour qui c’est ce qui compte le plus
column-hard-to-understand = Personnes pour qui c’est difficile à comprendre
help-value-layout = DISPOSITION
finding-consultation-no-figures = Ce nœud n’a pas de chiffres de population selon cette dimension pour toutes les catégories (figure) dans le pays de la consultation. Importez-les, ou donnez les parts avec leur source.
