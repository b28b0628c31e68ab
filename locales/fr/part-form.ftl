# Le formulaire d’une contribution : plusieurs buts, lieux, partenaires, lignes de budget, preuves ; les fichiers.
part-legend-whom = Où et pour qui
part-legend-places = Lieux
part-legend-partners = Qui y prend part
part-field-in = { $row }, { $field }
part-row-aims = But { $number }
part-row-sites = Lieu { $number }
part-row-partners = Organisation { $number }
part-row-lines = Ligne de budget { $number }
part-row-proofs = Preuve { $number }
part-more-aims = Ajouter un but
part-more-sites = Ajouter un lieu
part-more-partners = Ajouter une organisation
part-more-lines = Ajouter une ligne de budget
part-more-proofs = Ajouter une preuve
part-hint-aims = Ce qui peut se compter : ce qu’il en est, ce qu’il doit en être. Pour en retirer un, videz ses champs.
part-hint-sites = Un nom suffit. Avec une position, le lieu apparaît sur la carte dès que vous enregistrez.
part-hint-partners = Toutes celles qui en répondent, paient ou réalisent, hormis vous.
part-hint-lines = Un montant par année et par usage, dans la monnaie ci-dessus. Ce que personne n’a promis est montré comme restant à financer.
part-hint-proofs = Ce que chacun peut regarder : une page du web, ou un fichier que vous envoyez. Enregistrez, et le fichier est gardé.
part-field-place-name = Nom
part-field-place-at = Position
part-hint-place-at = La latitude puis la longitude, comme une carte ou un téléphone les donne : -0,0917 ; 34,7680. Laissez vide pour un lieu que la liste connaît.
part-field-partner-name = Nom
part-field-partner-role = Son rôle
part-field-partner-kind = Ce que c’est
part-field-partner-reference = Identifiant IITA
part-hint-partner-reference = Si elle en a un : XM-DAC-41114
part-field-budget-year = Année
part-hint-budget-year = Laissée vide : l’année où l’initiative commence
part-field-budget-purpose = Pour quoi
part-field-budget-amount = Montant
part-field-budget-by = Qui a promis de payer
part-hint-budget-by = Une des organisations ci-dessus, telle que vous l’avez nommée
part-field-budget-promised = Combien
part-hint-budget-promised = Laissé vide : tout
part-field-evidence-what = Ce que c’est
part-field-evidence-link = Son adresse
part-hint-evidence-link = Elle commence par https://. Un fichier que vous envoyez reçoit son adresse d’ici.
part-field-evidence-file = Ou un fichier
part-hint-evidence-file = PDF, image, texte ou tableau, 10 Mo au plus. Les photos sont gardées sans le lieu ni la date de la prise de vue. Tout le monde le voit une fois publié.
part-organisation-government = Gouvernement
part-organisation-public = Organisme public
part-organisation-multilateral = Organisation de plusieurs États
part-organisation-civil-society = Société civile
part-organisation-foundation = Fondation
part-organisation-company = Entreprise
part-organisation-academia = Université ou recherche
part-organisation-other = Autre chose
part-money-of-plan = Son budget est celui du plan qu’elle réalise : c’est là qu’il se modifie.
part-map-label = { $n ->
    [one] Carte avec un lieu : { $names }
   *[other] Carte avec { $n } lieux : { $names }
}
part-file-refused = { $why ->
    [large] « { $name } » n’a pas été gardé : { $megabytes } Mo au plus par fichier, et { $most } fichiers à la fois.
    [room] « { $name } » n’a pas été gardé : votre compte, ou ce nœud, n’a plus de place. Sur votre page, vous pouvez retirer des fichiers qui ne sont pas publiés.
    [empty] « { $name } » est vide.
    [macros] « { $name } » n’a pas été gardé : il contient des macros. Enregistrez-le sans elles, ou en PDF.
    [failed] « { $name } » n’a pas pu être gardé. Réessayez plus tard.
   *[other] « { $name } » n’a pas été gardé : ce n’est ni un PDF, ni une image (JPEG, PNG, WebP), ni du texte, ni un document (ODT, ODS, DOCX, XLSX) entier.
}
part-file-cut = L’envoi s’est interrompu en route, et rien n’a été enregistré. Ce qui est arrivé figure ci-dessous ; regardez-le, choisissez à nouveau le fichier et renvoyez.
part-me-files = Les fichiers que vous avez envoyés
part-me-files-room = Ils prennent { $used }.
part-me-file-shown = publié
part-me-file-held = publié avec une évaluation qui attend une réponse : jusque-là, il ne s’ouvre que pour vous, les personnes évaluées et la modération
part-me-file-own = non publié : vous et la modération seuls pouvez l’ouvrir
part-me-file-remove = Retirer
part-wrong-not-a-position = « { $found } » n’est pas une position. Écrivez la latitude puis la longitude en degrés : -0,0917 ; 34,7680.
part-wrong-outside-country = { $found } n’est pas dans le pays choisi. La latitude vient d’abord ; le sud et l’ouest sont au-dessous de 0.
part-wrong-no-such-file = « { $found } » n’est pas un fichier que ce nœud garde. Envoyez-le à nouveau.
part-wrong-two-leads = Une seule organisation peut en répondre.
part-wrong-not-an-organisation = « { $found } » n’est aucune des organisations ci-dessus. Ajoutez-la là, ou écrivez son nom comme là.
part-wrong-pledged-twice = Il est promis davantage que ce que compte la ligne.
part-megabytes = { $n } Mo
part-kilobytes = { $n } ko
part-unnamed = Donnez un titre ou un nom, pour que ce soit enregistré. Ce que vous avez tapé figure ci-dessous.
part-sub-baseline = au départ
part-sub-baseline-year = en quelle année
part-sub-target = cible
part-sub-target-year = d’ici la fin de quelle année
part-sub-unit = unité
part-sub-what = ce que c’est
part-sub-indicator = indicateur
part-sub-cents = montant
part-sub-number = numéro
part-sub-pledged = promesse
part-sub-by = de qui
part-sub-purpose = pour quoi
part-sub-year = année
part-sub-hash = empreinte (SHA-256)
part-sub-link = adresse
part-sub-kind = ce que c’est
part-sub-name = nom
part-sub-role = rôle
part-sub-reference = identifiant
part-sub-position = position
part-sub-lat = latitude
part-sub-lon = longitude
part-sub-technology = technique
part-sub-lot = lot
part-sub-fr = en français
part-sub-en = en anglais
part-record-activity = Activité de l’IITA
part-record-countries = Pays
part-record-imported = Importée
part-record-part-of = Fait partie de
part-record-plan = Plan
part-record-transactions = Transactions
part-sub-activity = activité
part-sub-country = pays
part-sub-outside = à l’extérieur
part-sub-percentage = part, en pour cent
part-sub-plan = plan
part-sub-summary = empreinte
