# Les trente jours d’une réponse à une évaluation.
part-said-held = Une évaluation est publiée et attend la réponse des personnes évaluées. Elle sera montrée avec leur réponse, ou sans elle à partir du { $day }.
part-reply-until = Cette évaluation n’est pas encore montrée à tout le monde. Elle le sera avec votre réponse, dès que vous la publiez, ou sans elle à partir du { $day }.
part-me-awaited = Une évaluation de « { $title } » attend votre réponse. Sans réponse, elle sera montrée à partir du { $day }.
part-waived = Les personnes évaluées ont fait savoir qu’elles ne répondront pas.
part-field-waived = Ou sans réponse
part-waived-tick = Nous n’avons rien à répondre : l’évaluation peut être montrée tout de suite.
part-record-waived = Sans réponse
part-wrong-reply-or-none = Écrivez une réponse, ou cochez que vous n’en donnez pas : l’un ou l’autre.
