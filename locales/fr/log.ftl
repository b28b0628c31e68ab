# Le journal, et comment le vérifier soi-même.

log-title = Le journal
log-lead = Tout ce qui est écrit sur ce nœud entre dans un journal auquel on ne peut qu’ajouter. Chaque ligne a son empreinte, et l’empreinte de l’ensemble est signée : quiconque en garde une copie peut voir si le passé a été changé.
log-checkpoint = État signé du journal
log-empty = Le journal est vide. Son premier état signé apparaîtra ici dès que quelque chose aura été écrit.
log-key = La clé publique de ce nœud, pour vérifier sa signature :
log-verify = Vérifier soi-même
log-verify-text = Avec une copie des données, cette commande recalcule tout, du premier mot au dernier chiffre, et dit si quelque chose a changé :
log-proofs = À distance, ces adresses donnent l’état signé, la preuve qu’une ligne est dans le journal, et la preuve qu’un journal plus long prolonge bien un plus court :
log-latest = Dernières lignes
log-erased = contenu effacé
log-author-program = le programme
log-reason-catalogue-loaded = catalogue chargé
log-reason-import = fichier de chiffres apporté
log-reason-measurements-closed = jour de mesures clos
log-reason-measurements-reduced = jour de mesures réduit à ses chiffres
log-reason-site-corrected = correction d’un site acceptée
log-reason-sites-imported = liste de sites apportée
log-reason-initiative-published = initiative publiée
log-reason-plan-published = plan publié
log-reason-scorecard-signed = fiche signée, à paraître au moment prévu
log-reason-scorecard-released = fiche publiée
log-reason-successor-erased = remplacé par un import qui a été effacé
log-reason-person-asked = effacé : une personne l’a demandé
log-reason-court-order = effacé : la justice l’a ordonné
log-reason-rights-of-others = effacé : droits d’autrui
log-reason-published-by-mistake = effacé : publié par erreur
