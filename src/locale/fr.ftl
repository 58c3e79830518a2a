# Les phrases de la page, en français. Les identifiants et les blancs sont ceux de l’anglais.

key-shift = Maj
key-enter = Entrée
key-space = Espace
key-delete = Suppr
key-backspace = Retour
key-esc = Échap

language-nl = néerlandais
language-fr = français
language-en = anglais

articles = Articles
add = Ajouter
add-articles = Ajouter des articles
download-all = Tout télécharger
untitled = Sans titre
row-reading = lecture…
row-finished = terminé
row-decided = { $decided } sur { $total }
confirmed-marks = Marques confirmées
delete-article = Supprimer « { $title } »
delete = Supprimer

welcome-lead = Collez un article de presse en néerlandais, en français ou en anglais. Qui, où, quand et combien est marqué aussitôt ; vous corrigez ce qui est faux.
article-text = Texte de l’article
paste-here = Collez un article ici, ou déposez n’importe où des documents, des dossiers ou des fichiers .zip.
read-this = Lire ce texte
open-files = Ouvrir des fichiers…
back-to-article = Retour à l’article
try-sample = Ou essayez un exemple :
promise = Votre texte reste dans ce navigateur.

title = Titre
source = Source
published = Date de parution
published-hint = Date de parution : les dates relatives se comptent à partir d’elle
language = Langue
language-unknown = Langue…
copy-json = Copier le JSON
download-json = Télécharger le JSON
download-json-hint = Télécharger cet article en JSON (Ctrl S)
read-again-button = Relire
read-again-hint = Proposer à nouveau ; ce que vous avez décidé reste (A)
finish-button = Terminer
finished-button = Terminé ✓
reading = Lecture…
read-so-far = Déjà lu
stop = Arrêter

marks = Marques
labels = Étiquettes
labels-mark = Marquer le texte choisi comme
labels-change = Changer l’étiquette en
labels-select = Choisissez du texte, puis une étiquette
label-shown = { $title } : { $count ->
    [one] { $count } marque
   *[other] { $count } marques
}, affichées
hide-marks = Masquer ces marques
show-marks = Afficher ces marques
selected-mark = Marque choisie
label = Étiquette
value = Valeur
state = État
note = Note
confirm = Confirmer
remove = Retirer
bring-back = Rétablir
removed-count = { $count ->
    [one] { $count } retirée
   *[other] { $count } retirées
}
by-model = le modèle
by-rule = une règle
by-person = vous
by-file = un fichier
state-made = faite par vous
state-suggested = proposée par { $by }
state-confirmed = confirmée ; venue par { $by }
state-removed = retirée ; venue par { $by }
state-sure = { $state }, sûr à { $percent } %

correct-value = Corriger
no-value = Aucune valeur connue.
set-value = Donnez-la
take-reading = Prendre { $reading }
value-range = { $from } à { $to }
value-or = { $one } ou { $other }
value-or-more = { $value } ou plus
part-duration = ISO 8601
part-from = De
part-to = À
part-currency = Monnaie
part-unit = Unité (UCUM)
modifier = Nuance
modifier-none = aucune
modifier-start = début { $value }
modifier-mid = milieu { $value }
modifier-end = fin { $value }
modifier-approx = environ { $value }
modifier-before = avant { $value }
modifier-after = après { $value }
modifier-more-than = plus de { $value }
modifier-less-than = moins de { $value }
modifier-at-least = au moins { $value }
modifier-at-most = au plus { $value }
value-month = { $month } { $year }
value-week = semaine { $number } de { $year }
value-weekend = week-end de la semaine { $number } de { $year }
value-quarter = trimestre { $number } de { $year }
value-half = semestre { $number } de { $year }
value-season = { $season } { $year }
value-decade = les années { $year }
value-century = le { $number }e siècle
value-on = { $day }, { $time }
value-past = quelque temps avant
value-future = quelque temps après
value-before = { $length } avant la publication
value-after = { $length } après la publication
value-day-of-year = { $day } { $month }, année inconnue
precision = Précision
no-other-reading = Cette valeur n’a qu’une lecture.
no-length = « { $typed } » n’est pas une durée ; écrivez-la comme P3Y, P6W, P10D ou PT48H.
season-0 = printemps
season-1 = été
season-2 = automne
season-3 = hiver
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
daypart-MO = matin
daypart-MI = midi
daypart-AF = après-midi
daypart-EV = soir
daypart-NI = nuit
daypart-DA = aube
length-years = { $count ->
    [one] { $number } an
   *[other] { $number } ans
}
some-years = quelques années
this-years = l’année de la publication
length-months = { $count ->
    [one] { $number } mois
   *[other] { $number } mois
}
some-months = quelques mois
this-months = le mois de la publication
length-quarters = { $count ->
    [one] { $number } trimestre
   *[other] { $number } trimestres
}
some-quarters = quelques trimestres
this-quarters = le trimestre de la publication
length-weeks = { $count ->
    [one] { $number } semaine
   *[other] { $number } semaines
}
some-weeks = quelques semaines
this-weeks = la semaine de la publication
length-weekends = { $count ->
    [one] { $number } week-end
   *[other] { $number } week-ends
}
some-weekends = quelques week-ends
this-weekends = le week-end de la publication
length-days = { $count ->
    [one] { $number } jour
   *[other] { $number } jours
}
some-days = quelques jours
this-days = le jour de la publication
length-hours = { $count ->
    [one] { $number } heure
   *[other] { $number } heures
}
some-hours = quelques heures
this-hours = l’heure de la publication
length-minutes = { $count ->
    [one] { $number } minute
   *[other] { $number } minutes
}
some-minutes = quelques minutes
this-minutes = la minute de la publication
length-seconds = { $count ->
    [one] { $number } seconde
   *[other] { $number } secondes
}
some-seconds = quelques secondes
this-seconds = la seconde de la publication
length-decades = { $count ->
    [one] { $number } décennie
   *[other] { $number } décennies
}
some-decades = quelques décennies
this-decades = la décennie de la publication
length-centuries = { $count ->
    [one] { $number } siècle
   *[other] { $number } siècles
}
some-centuries = quelques siècles
this-centuries = le siècle de la publication
length-millennia = { $count ->
    [one] { $number } millénaire
   *[other] { $number } millénaires
}
some-millennia = quelques millénaires
this-millennia = le millénaire de la publication
no-number = « { $typed } » n’est pas un nombre ; écrivez des chiffres avec un point, comme 2500 ou 2.5.
no-timex = « { $typed } » n’est pas une date ; écrivez-la comme 2016-11-27, 2016-11, 2016 ou 2017-Q2.
no-currency = « { $typed } » n’est pas un code de monnaie ; écrivez trois lettres, comme EUR ou USD.
no-unit = Écrivez une unité sans espace, comme km, kg ou m2.

saved = Enregistré
saving = Enregistrement…
not-saved = Pas enregistré
engine-loading = Chargement de l’extraction…
kept = Marche hors ligne
kept-hint = Tout ce qu’il faut à la page est gardé dans ce navigateur
offline = Hors ligne
no-marks = Aucune marque
all-decided = { $total ->
    [one] La seule marque est décidée
   *[other] Les { $total } marques sont décidées
}
marks-left = Reste { $left } sur { $total }
undo = Annuler
redo = Rétablir
nothing-to-undo = Rien à annuler depuis le chargement de la page
nothing-to-redo = Rien à rétablir
hint-mark = marquer
hint-stretch = étendre
hint-next-word = mot suivant
hint-let-go = lâcher
hint-confirm = confirmer
hint-relabel = changer l’étiquette
hint-edges = bords
hint-remove = retirer
hint-next-mark = marque suivante
hint-next-undecided = suivante à décider
hint-select-text = choisir du texte
hint-all-keys = toutes les touches

keys = Touches
close = Fermer
keys-of-labels = Étiquettes : marquer le texte choisi, ou changer l’étiquette de la marque
keys-on-marks = Sur les marques
keys-on-text = Sur le texte choisi
keys-always = Toujours
find-command = Trouver une commande
palette-hint = Commande, étiquette ou article
palette-label = Étiquette { $label } : { $title }
palette-open = Ouvrir : { $title }
do-next-mark = Marque suivante
do-previous-mark = Marque précédente
do-next-undecided-mark = Marque suivante à décider
do-previous-undecided-mark = Marque précédente à décider
do-confirm-and-go-on = Confirmer et continuer
do-confirm = Confirmer
do-remove-the-mark = Retirer la marque
do-mark-the-same-words-everywhere = Marquer partout les mêmes mots
do-remove-the-same-words-everywhere = Retirer partout les mêmes mots
do-end-one-word-later = Finir un mot plus loin
do-end-one-word-earlier = Finir un mot plus tôt
do-start-one-word-earlier = Commencer un mot plus tôt
do-start-one-word-later = Commencer un mot plus loin
do-end-one-character-later = Finir un caractère plus loin
do-end-one-character-earlier = Finir un caractère plus tôt
do-start-one-character-earlier = Commencer un caractère plus tôt
do-start-one-character-later = Commencer un caractère plus loin
do-select-text-to-mark = Choisir du texte à marquer
do-next-word = Mot suivant
do-previous-word = Mot précédent
do-stretch-by-a-word = Étendre d’un mot
do-shrink-by-a-word = Réduire d’un mot
do-stretch-by-a-character = Étendre d’un caractère
do-shrink-by-a-character = Réduire d’un caractère
do-let-go-of-the-selection = Lâcher ce qui est choisi
do-undo = Annuler
do-redo = Rétablir
do-next-article = Article suivant
do-previous-article = Article précédent
do-article-finished = Article terminé
do-read-the-article-again = Relire l’article
do-download-the-article-as-json = Télécharger l’article en JSON
do-more-or-fewer-labels-in-the-text = Plus ou moins d’étiquettes dans le texte
do-theme-as-the-system-light-dark = Thème : comme le système, clair, sombre, plus contrasté
do-next-language = Langue de la page : français, anglais, néerlandais
do-find-a-command = Trouver une commande
do-show-the-keys = Montrer les touches

added-article = « { $title } » ajouté
added-articles = { $count } articles ajoutés
deleted-article = « { $title } » supprimé
changed-details = Données de l’article changées
read-again = Article relu
marked = { $label } marqué
relabelled = Étiquette changée en { $label }
confirmed = Confirmé
removed-mark = Marque retirée
marked-alike = Mêmes mots marqués : { $count ->
    [one] { $count } marque
   *[other] { $count } marques
}
removed-alike = { $count ->
    [one] { $count } marque pareille retirée
   *[other] { $count } marques pareilles retirées
}
brought-back = Marque rétablie
moved-edge = Bord déplacé
corrected-value = Valeur corrigée
changed-note = Note changée
undone = Annulé : { $title }
redone = Rétabli : { $title }

dismiss = Fermer
use-newer = L’utiliser
download-everything = Tout télécharger
said = { $text }
here-already = Cet article est déjà là
everything-decided = Tout est décidé. F termine l’article.
on-from-the-top = La suite reprend au début
did-not-work = Cela n’a pas marché : { $problem }
not-undone = Cela ne peut être annulé : { $problem }
suggestions-unfit = Les propositions ne conviennent pas : { $problem }
copied = Copié
not-copied = Le navigateur n’a pas laissé la page copier. Téléchargez plutôt le fichier.
not-downloaded = Le navigateur n’a pas enregistré le fichier. Copiez plutôt le JSON.
not-opened = « { $name } » n’a pas été ouvert. { $problem }
address-alone = Ceci est une adresse. Dateline ne va rien chercher, pour que personne n’apprenne ce que vous lisez : ouvrez la page, copiez l’article et collez-le ici, ou enregistrez la page et ouvrez le fichier.
file-too-large = Il fait { $megabytes } Mo. On peut ouvrir des fichiers jusqu’à 200 Mo ; divisez-le.
file-unreadable = Il n’a pas pu être lu ({ $problem }). A-t-il été déplacé ou renommé ?
stopped-reading = Lecture arrêtée. Vous pouvez marquer à la main, ou relire avec A.
set-aside = { $count ->
    [one] 1 entrée enregistrée était abîmée ; elle est mise de côté telle quelle.
   *[other] { $count } entrées enregistrées étaient abîmées ; elles sont mises de côté telles quelles.
} { $lost ->
    [0] Il ne manque rien : le navigateur en avait une copie.
    [one] 1 article a perdu ses marques ou n’a pas pu être ouvert.
   *[other] { $lost } articles ont perdu leurs marques ou n’ont pas pu être ouverts.
} Voir Stockage.
other-tab = { $count ->
    [one] Un autre onglet a modifié 1 article ; vous le voyez ici.
   *[other] Un autre onglet a modifié { $count } articles ; vous les voyez ici.
}
newer-version = Une nouvelle version de Dateline est là.
replaced-version = Un autre onglet a lancé une nouvelle version de Dateline. Rechargez pour l’utiliser ici aussi.
storage-full = Le stockage de ce navigateur est plein. Vos derniers changements ne sont qu’à l’écran : exportez-les, puis supprimez des articles terminés.
storage-denied = Ce navigateur ne garde rien pour cette page (fenêtre privée, ou réglage). Votre travail n’est qu’à l’écran : exportez-le avant de fermer la page.
page-broke = Quelque chose dans cette page s’est cassé. Votre travail est gardé dans ce navigateur : rechargez la page pour continuer.
engine-not-loaded = Le moteur d’extraction n’a pas été chargé ({ $problem }). Rechargez la page.
engine-not-started = Le navigateur ne démarre pas le moteur d’extraction ({ $problem }).
engine-not-handed = Le texte n’a pu être remis au moteur d’extraction ({ $problem }).
engine-broken = Le moteur d’extraction ne démarre pas ({ $problem }). Rechargez la page.
engine-stumbled = L’extraction s’est arrêtée sur ce texte ({ $problem }). Vous pouvez le marquer à la main.
reader-not-loaded = Le lecteur de fichiers n’a pas été chargé ({ $problem }). Rechargez la page.
reader-not-started = Le navigateur ne démarre pas le lecteur de fichiers ({ $problem }).
reader-not-handed = Le fichier n’a pu être remis à son lecteur ({ $problem }).
reader-broken = Le lecteur de fichiers ne démarre pas ({ $problem }). Rechargez la page.
reader-stumbled = La lecture s’est arrêtée à ce fichier ({ $problem }). Enregistrez-le dans un autre format, ou copiez son texte et collez-le.
model-unusable = Le modèle ne peut servir ({ $problem }). Rechargez la page.

spoken-selected = Choisi : { $text }
spoken-confirmed = { $text }, { $label }, confirmé
spoken-suggested = { $text }, { $label }, proposé

label-PER-title = Personne
label-PER-covers = Personnes, réelles ou fictives, et noms de guerre ; sans titres.
label-ORG-title = Organisation
label-ORG-covers = Entreprises, médias, ministères, partis, armées d’États.
label-GROUP-title = Groupe armé
label-GROUP-covers = Groupes armés non étatiques, milices et organisations terroristes.
label-LOC-title = Lieu
label-LOC-covers = Pays, régions, villes, fleuves, rues, bâtiments nommés.
label-NORP-title = Peuple ou credo
label-NORP-covers = Nationalités, peuples, religions, courants politiques.
label-EVENT-title = Événement
label-EVENT-covers = Batailles, opérations, guerres, catastrophes, fêtes et sommets nommés.
label-DATE-title = Date
label-DATE-covers = Jours, semaines, mois, années, absolus ou relatifs.
label-TIME-title = Heure
label-TIME-covers = Parties du jour et heures.
label-DURATION-title = Durée
label-DURATION-covers = Durées et âges.
label-MONEY-title = Somme
label-MONEY-covers = Sommes avec leur monnaie.
label-PERCENT-title = Pourcentage
label-PERCENT-covers = Pourcentages.
label-QUANTITY-title = Quantité
label-QUANTITY-covers = Nombres avec une unité physique.
label-CARDINAL-title = Nombre
label-CARDINAL-covers = Décomptes, fractions et approximations.
label-ORDINAL-title = Rang
label-ORDINAL-covers = Premier, deuxième, troisième comme rang.
label-WEAPON-title = Arme
label-WEAPON-covers = Armes, munitions, véhicules blindés, navires et avions armés.

# More keys and commands.
do-next-of-the-same-label = Marque suivante de la même étiquette
do-previous-of-the-same-label = Marque précédente de la même étiquette
do-confirm-all-that-are-sure = Confirmer toutes celles qui sont sûres …
do-the-same-elsewhere = Faire de même avec les semblables
do-join-with-the-next-mark = Joindre à la marque suivante
do-take-the-other-reading = Prendre la lecture suivante d’une valeur
do-split-the-mark = Couper la marque au curseur
do-next-character = Caractère suivant
do-previous-character = Caractère précédent
do-next-sentence = Phrase suivante
do-previous-sentence = Phrase précédente
do-stretch-by-a-sentence = Étendre d’une phrase
do-shrink-by-a-sentence = Réduire d’une phrase
do-next-line = Ligne du dessous
do-previous-line = Ligne du dessus
do-stretch-by-a-line = Étendre à la ligne du dessous
do-shrink-by-a-line = Étendre à la ligne du dessus
do-end-of-the-line = Fin de la ligne
do-start-of-the-line = Début de la ligne
do-stretch-to-the-end-of-the-line = Étendre jusqu’à la fin de la ligne
do-stretch-to-the-start-of-the-line = Étendre jusqu’au début de la ligne
do-find-in-the-text = Chercher dans le texte
do-next-hit = Occurrence suivante
do-previous-hit = Occurrence précédente

# Finding, and many at once.
find-in-text = Chercher dans le texte
find-at = { $at } sur { $count }
find-none = Rien trouvé
previous = Précédent
next = Suivant
mark-all-found = Tout marquer …
together = Plusieurs à la fois
together-aim = Que faire
aim-mark = Marquer
aim-relabel = Réétiqueter
aim-delete = Retirer
aim-confirm = Confirmer
words = Mots
whole-words = Mots entiers
same-case = Mêmes majuscules
all-articles = Dans tous les articles
label-to = Nouvelle étiquette
sure-at-least = Sûr à au moins
sure-percent = { $percent } %
other-mark-here = une autre marque s’y trouve
nothing-gathered = Rien d’autre n’y ressemble ici.
more-not-listed = … et { $count } de plus, changées avec le reste
apply-mark = En marquer { $count }
apply-relabel = En réétiqueter { $count }
apply-delete = En retirer { $count }
apply-confirm = En confirmer { $count }
relabelled-alike = Étiquette changée : { $count ->
    [one] 1 marque
   *[other] { $count } marques
}
confirmed-sure = Confirmé : { $count ->
    [one] 1 marque
   *[other] { $count } marques
}
changed-alike = Changé aussi : { $count ->
    [one] 1 marque
   *[other] { $count } marques
}
same-elsewhere = « { $words } » est proposé ainsi { $count ->
    [one] encore une fois
   *[other] encore { $count } fois
}.
change-too = Changer aussi
select-first = Choisissez d’abord une marque ou des mots.
joined = Deux marques jointes
split = Une marque coupée
nothing-to-join = Aucune autre marque ne suit sur cette ligne.
nothing-to-split = Choisissez une marque de plusieurs mots, ou un endroit dedans, pour la couper.

# At the mark, and the sides on a narrow screen.
at-mark = À la marque choisie
at-text = Au texte choisi
change-label = Changer l’étiquette
mark-as = Marquer comme { $label }
all-labels = Toutes les étiquettes
all-the-same = Les { $count }
all-the-same-hint = Tous les mêmes mots : les marquer, réétiqueter ou retirer ensemble (Maj Entrée)
more = Plus
other-mentions = Aussi à
mention-line = ligne { $line }

# At the mark, and the sides on a narrow screen.
all-of-words = Les { $count } « { $text } » …

# Why a mark is there.
why = Pourquoi
why-model = lu ainsi d’après les mots qui l’entourent
why-rule = conforme à un modèle ou à une liste de noms
why-person = vous l’avez marqué
why-file = venu avec un fichier

# La liste, la corbeille et ce qui fut fait aujourd’hui.
cancel = Abandonner
take-over = Reprendre
bin = Corbeille
bin-count = Corbeille ({ $count })
leave-bin = Retour aux articles
empty-bin = Vider la corbeille
none-listed = Aucun article ne convient.
search-articles = Chercher dans les articles
filter-state = État
filter-language = Langue
any-state = tout état
any-language = toute langue
state-new = nouveau
state-in-work = en cours
state-flagged = signalé
state-done = terminé
order = Ordre
order-added = ajoutés en dernier
order-published = les plus récents
order-left = le plus à faire
order-uncertain = les plus incertains
order-title = par titre
row-binned = dans la corbeille : cliquez pour rétablir
row-flagged = signalé · { $decided } sur { $total }
row-uncertain = { $decided } sur { $total } · { $uncertain ->
    [one] { $uncertain } incertaine
   *[other] { $uncertain } incertaines
}
today = Aujourd’hui : { $finished ->
    [one] { $finished } terminé
   *[other] { $finished } terminés
}, { $corrections ->
    [one] { $corrections } correction
   *[other] { $corrections } corrections
}
today-rate = Aujourd’hui : { $finished ->
    [one] { $finished } terminé
   *[other] { $finished } terminés
}, { $corrections } corrections, { $rate } par heure
restored-article = « { $title } » rétabli
emptied-bin = { $count ->
    [one] { $count } article supprimé pour de bon
   *[other] { $count } articles supprimés pour de bon
}
all-finished = Tous les articles de cette liste sont terminés.
date = { $day } { $month } { $year }
time = { $hours } h { $minutes }
month-1 = janv.
month-2 = févr.
month-3 = mars
month-4 = avr.
month-5 = mai
month-6 = juin
month-7 = juil.
month-8 = août
month-9 = sept.
month-10 = oct.
month-11 = nov.
month-12 = déc.
do-finish-next = Terminer et prendre l’article suivant
do-flag = Signaler l’article, avec une question
do-search = Chercher dans les articles
do-show-history = Ce qui a été fait
do-show-labels = Changer les étiquettes

# Ce qui a été fait, pas à pas.
history = Ce qui a été fait
history-start = Au chargement de la page

# Le jeu d’étiquettes.
label-set = Étiquettes
changed-labels = Étiquettes changées
presets = Partir de
preset-dateline = Dateline (15)
preset-conll = CoNLL (4)
preset-ontonotes = OntoNotes (18)
open-label-set = Ouvrir un jeu d’étiquettes…
download-label-set = Télécharger le jeu
new-label = Nouvelle étiquette, comme NAVIRE
retire = Retirer
column-label = Étiquette
column-key = Touche
column-name = Nom
column-covers = Ce qu’elle couvre
column-colour = Couleur
column-used = Marques
column-order = Ordre
key-of = Touche de { $label }
name-of = Nom de { $label }
description-of = Ce que couvre { $label }
colour-of = Couleur de { $label }
own-colour = la sienne
move-up = Monter { $label }
move-down = Descendre { $label }
used-count = { $count }
key-taken = { $key } est prise : { $command }. Choisissez une autre touche.
key-taken-by-label = { $key } est la touche de { $label }. Choisissez-en une autre.
label-known = { $label } est déjà dans le jeu.
label-goes = { $label } s’en va. Elle est sur { $count ->
    [one] { $count } marque
   *[other] { $count } marques
} ({ $decided } décidées) dans { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} :
fate = Ce qu’elles deviennent
fate-keep = les garder telles quelles
fate-remove = les retirer
fate-become = en faire des { $label }

# Exportation.
export = Exporter
export-as = Exporter en…
do-show-export = Exporter dans un autre format
download = Télécharger
format = Format
scope = Quels articles
scope-open = Cet article
scope-listed = Ceux de la liste ({ $count })
scope-all = Tous les articles ({ $count })
preview = Début du fichier
preview-loading = Préparation d’un aperçu…
loses-nothing = Ce format garde tout.
loses = Le fichier ne gardera pas :
lost-text = le texte de { $count ->
    [one] { $count } article
   *[other] { $count } articles
}, hors ce qui est marqué
lost-spacing = les espaces et fins de ligne entre les mots de { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
lost-controls = des caractères de contrôle dans { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
lost-details = titre, langue, jour, source, auteur et état de { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
lost-rejected = { $count ->
    [one] { $count } marque retirée
   *[other] { $count } marques retirées
}
lost-overlaps = { $count ->
    [one] { $count } marque qui en chevauche une autre
   *[other] { $count } marques qui en chevauchent une autre
}
lost-edges = les blancs au bord de { $count ->
    [one] { $count } marque
   *[other] { $count } marques
}
lost-labels = le nom exact de l’étiquette de { $count ->
    [one] { $count } marque
   *[other] { $count } marques
}
lost-suggestions = que personne n’a encore décidé de { $count ->
    [one] { $count } marque
   *[other] { $count } marques
}
lost-confidences = la certitude de la machine sur { $count ->
    [one] { $count } marque
   *[other] { $count } marques
}
lost-values = les valeurs de { $count ->
    [one] { $count } marque
   *[other] { $count } marques
}
lost-entities = qui ou quoi { $count ->
    [one] { $count } marque désigne
   *[other] { $count } marques désignent
}
lost-notes = les notes de { $count ->
    [one] { $count } marque
   *[other] { $count } marques
}
not-exported = Les articles n’ont pas été exportés : { $problem }. Rien n’a changé ici ; essayez un autre format.

# What is kept, and where.
two-readings = { $count ->
    [one] Deux onglets se contredisent à 1 endroit. Les deux lectures sont gardées : cherchez la note « Seconde lecture ».
   *[other] Deux onglets se contredisent à { $count } endroits. Les deux lectures sont gardées : cherchez la note « Seconde lecture ».
}
second-reading = Seconde lecture, d’un autre onglet
storage-newer = Une version plus récente de Dateline a écrit dans ce navigateur. Son travail s’ouvre autant que cette version peut le lire et rien n’est écrasé : ce que vous changez ici n’est pas enregistré. Chargez la version plus récente, ou exportez vos changements.
overflow = { $count ->
    [one] Le stockage rapide du navigateur est plein. 1 article est gardé dans sa base de données ; rien n’est perdu.
   *[other] Le stockage rapide du navigateur est plein. { $count } articles sont gardés dans sa base de données ; rien n’est perdu.
}
backup-due = { $count } changements ont été enregistrés depuis la dernière sauvegarde, dans ce navigateur seulement. Téléchargez tout et gardez le fichier.
storage = Stockage
storage-used = { $used } ko sur { $quota } utilisés dans le stockage rapide de ce navigateur
storage-copies = Une seconde copie de tout se trouve dans la base de données du navigateur.
storage-single = Le navigateur n’offre pas de base de données ; il n’y a pas de seconde copie.
storage-persist = Demander au navigateur de le garder
storage-persist-why = Un navigateur à court de disque peut effacer ce que les pages ont enregistré. Il ne le fait pas si vous lui demandez de garder Dateline.
storage-persisted = Le navigateur a promis de le garder jusqu’à ce que vous l’effaciez.
storage-not-persisted = Le navigateur n’a pas promis de le garder. Faites une sauvegarde de temps en temps.
backup = Télécharger une sauvegarde
backup-why = Un fichier avec tous les articles, marques, étiquettes et entités.
file-why = Un fichier sur votre disque peut suivre chaque changement : une copie existe alors hors de ce navigateur.
file-pick = Tenir un fichier à jour…
file-kept = « { $name } » suit chaque changement.
file-waits = « { $name } » ne sera plus écrit tant que vous n’y autorisez pas le navigateur.
file-allow = L’écrire de nouveau
file-leave = Ne plus l’écrire
file-not-written = « { $name } » n’a pas pu être écrit : il a été déplacé ou verrouillé, ou le disque est plein. Tout reste enregistré dans ce navigateur.
restore = Restaurer une sauvegarde…
restore-preview = « { $name } » contient { $total } articles : { $new } sont nouveaux ici, { $differ } diffèrent des vôtres, { $same } sont identiques.
restore-merge = Fusionner avec ce qui est ici
restore-replace = Remplacer tout ce qui est ici
restored = « { $name } » restauré
recover = Récupérer
recover-none = Rien n’a été mis de côté.
recover-download = Télécharger { $name }
forget = Tout oublier…
forget-why = Efface tous les articles, marques et réglages de ce navigateur, dans tous ses onglets. C’est définitif.
forget-yes = Tout oublier maintenant
forgotten = Tout est oublié : { $local } entrées dans le stockage local, { $databases } bases de données.

# What is kept, and where.
recovery-download = Télécharger toutes les données
recovery-reload = Recharger
reading-failed = L’extraction s’est arrêtée sur « { $title } » et a été relancée. L’article est signalé ; vous pouvez marquer à la main, ou relire avec A.

# At the mark, and the sides on a narrow screen.
all-the-same-button = Tous les mêmes …

# La visite
tour-begin = Montrez-moi, en deux minutes
do-take-the-tour = Faire la visite
tour-title = À vous : { $number } sur { $of }
tour-next = Suivant
tour-leave = Quitter la visite
tour-finish = Commencer avec mon texte
tour-step = Les mots soulignés sont des propositions. Allez à la suivante qui reste à décider, et revenez. Un clic sur une marque suffit aussi.
tour-confirm = Elle est juste ? Dites oui et passez à la suivante. Une marque confirmée porte un trait plein.
tour-edge = Un bord est faux ? Déplacez la fin ou le début de la marque d’un mot ; avec Alt, d’une lettre. Ou tirez sa poignée.
tour-label = C’est autre chose ? Tapez la lettre d’une autre étiquette : elles sont dans la liste à côté du texte.
tour-mark = Il en manque une ? Sélectionnez des mots à la souris, ou au clavier, et tapez la lettre d’une étiquette.
tour-alike = Le même nom partout : marquez toutes ses mentions d’un coup, après les avoir vues. Échap quitte la liste.
tour-undo = Rien n’est définitif. Annulez la dernière étape, ou revenez à n’importe laquelle.
tour-out = Tout est enregistré dans ce navigateur au fur et à mesure. Emportez-le en JSON ou au format d’un autre outil. Chaque commande se trouve par son nom, et toutes les touches tiennent sur une page.

# Import.
import = Importation
start-import = Importer
stop-import = Arrêter
open-folder = Ouvrir un dossier…
import-looking = Inventaire…
import-asks = { $count ->
    [one] Un fichier
   *[other] { $count } fichiers
 } de { $megabytes } Mo au total vont entrer en une étape, que l’on peut annuler. Les lire et les marquer prend environ { $time }.
import-seconds = { $count ->
    [one] une seconde
   *[other] { $count } secondes
 }
import-minutes = { $count ->
    [one] une minute
   *[other] { $count } minutes
 }
import-no-kind = sans extension
import-reading = Lecture du fichier { $done } sur { $count }…
import-marking = { $done } articles marqués sur { $count }…
import-marked = « { $name } » ({ $format }) contient { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
 } avec { $marks ->
    [one] { $marks } marque.
   *[other] { $marks } marques.
 }
import-divided = { $count ->
    [one] Réunir le mot coupé en fin de ligne ({ $examples }) : son trait d’union disparaît
   *[other] Réunir les { $count } mots coupés en fin de ligne (comme { $examples }) : leurs traits d’union disparaissent
 }
import-labels = Votre jeu d’étiquettes n’a pas certaines étiquettes de ces fichiers. Ce que deviennent leurs marques est retenu pour la prochaine fois.
import-label = { $label } ({ $count ->
    [one] { $count } marque
   *[other] { $count } marques
 })
import-label-new = garder comme nouvelle étiquette
import-label-out = les laisser de côté
import-goes-on = Des fichiers arrivent déjà. Attendez, ou arrêtez d’abord.
import-stopped = Arrêté. Rien n’a été ajouté.
import-report = { $articles ->
    [0] Rien n’est entré.
    [one] Un article est entré.
   *[other] { $articles } articles sont entrés.
 } { $count ->
    [0] À noter :
    [one] Un fichier n’a pas été ouvert :
   *[other] { $count } fichiers n’ont pas été ouverts :
 }
import-refused = Ce qui n’a pas été ouvert, et pourquoi
import-notice = « { $name } » : { $problem }
here-already-many = { $count ->
    [one] Un article était
   *[other] { $count } articles étaient
 } déjà là
dismiss-all = Fermer les { $count }

# Pourquoi un fichier ou un texte ne s'ouvre pas.
refused-empty = Il ne contient aucun texte. Ouvrez ou collez un texte d’au moins un mot.
refused-long = Le texte est trop long : { $size } Mo, et la limite est de { $limit } Mo. Divisez-le en articles plus courts.
refused-binary = Ce n’est pas un fichier de texte. Enregistrez-le en texte brut ou en HTML et ouvrez celui-ci.
refused-binary-kind = Ce n’est pas un fichier de texte ({ $start } : { $kind }, probablement). Enregistrez-le en texte brut ou en HTML et ouvrez celui-ci.
refused-utf8 = Le texte est endommagé : la ligne { $line } n’est pas de l’UTF-8 valide. Enregistrez-le en UTF-8 et rouvrez-le.
refused-utf16 = Le texte commence comme de l’UTF-16 mais est endommagé. Enregistrez-le en UTF-8 et rouvrez-le.
refused-xml = C’est du XML d’un genre que Dateline ne lit pas encore. Enregistrez-le en texte brut ou en HTML et ouvrez celui-ci.
refused-page = La page n’a pas de texte lisible. Ouvrez-la dans un navigateur, copiez l’article et collez-le ici.
refused-blank = Il n’y a pas de texte dans ce fichier ({ $kind }).
refused-pictures = Ce PDF n’a pas de texte : ses { $pages } pages sont des images, comme celles d’un scanner. Faites reconnaître le texte par un programme (OCR), enregistrez le résultat et ouvrez-le.
refused-damaged = Ce fichier ({ $kind }) est endommagé : { $reason }. Ouvrez-le dans le programme qui l’a fait, enregistrez-le de nouveau et ouvrez celui-ci.
refused-locked = Ce fichier ({ $kind }) est protégé par un mot de passe. Enregistrez-le sans mot de passe et ouvrez celui-ci.
refused-unpacks = Un fichier qu’il contient fait plus de { $megabytes } Mo une fois décompressé, ce qu’aucun article ne fait.
refused-many-files = Il contient plus de { $limit } fichiers, le plus qui s’ouvre à la fois. Divisez-le.
refused-many-pages = Il a { $found } pages, et { $limit } au plus sont lues. Divisez-le.
refused-archive = C’est une archive de plusieurs fichiers. Décompressez-la et ouvrez ceux-ci.
refused-deep = C’est une archive dans des archives, qui n’est pas examinée. Décompressez-la et ouvrez celle-ci.
refused-no-document = Il ne contient aucun document lisible.
kind-e-book = livre numérique
kind-rich-text = texte enrichi
kind-message = message
