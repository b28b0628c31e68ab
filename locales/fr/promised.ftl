# Le mur des soutiens, les fils, ce qui a été promis dans un pays.
part-by-standing = En vigueur ou retirés
part-with-standing = En vigueur
part-with-withdrawn = Retirés
part-wall-none = Personne n’a encore soutenu le Pacte sur ce nœud. Qui le fait figure ici, avec les contributions qui l’accompagnent. « Prendre part » dit comment.
part-wall-all = Montrer tous les soutiens
part-pages = Pages de cette liste
part-first = Première page
part-next = Page suivante
feed-title = Passerelle : ce qui est publié
feed-title-of = { $name } : ce qui est publié
feed-what = Soutiens, contributions, avancement, évaluations et réponses, à mesure qu’ils sont publiés.
feed-follow = Suivre ce qu’il y a de nouveau ici (Atom)
promised-adopted = { $place } : État Membre des Nations Unies, dont l’Assemblée générale a adopté le Pacte le 22 septembre 2024 (A/RES/79/1).
promised-no-statement = Son gouvernement n’a pas encore dit ici comment il le met en œuvre.
promised-statement = Comment son gouvernement met le Pacte en œuvre
promised-endorsed = { $n ->
    [one] Un acteur d’ici soutient le Pacte
   *[other] { $n } acteurs d’ici soutiennent le Pacte
}
promised-hearing = { $hearing ->
    [inactive] Inactive : plus aucune nouvelle depuis deux ans, depuis le { $last }.
    [silent] Silencieuse : plus aucune nouvelle depuis un an, depuis le { $last }.
   *[other] Dernières nouvelles le { $last }.
}
promised-evidence = { $n ->
    [one] Une preuve.
   *[other] { $n } preuves.
}
promised-no-evidence = Aucune preuve n’est enregistrée ici.
promised-assessed = Évaluée par { $name }, { $day } : { $scales }. { $reply ->
    [yes] Une réponse a été donnée le { $replied }.
   *[no] Sans réponse.
}
promised-more = { $n ->
    [one] Une autre contribution à cet engagement
   *[other] { $n } autres contributions à cet engagement
}
promised-more-initiatives = { $n ->
    [one] Une autre initiative dans ce pays
   *[other] { $n } autres initiatives dans ce pays
}
promised-no-initiative = Aucune initiative dans ce pays n’est encore enregistrée ici.
promised-add = Comment en ajouter une
part-wall-withdrawn = { $n ->
    [one] Un a été retiré.
   *[other] { $n } ont été retirés.
}
