# De zinnen van de pagina, in het Nederlands. De namen en de open plekken zijn die van het Engels.

key-shift = Shift
key-enter = Enter
key-space = Spatie
key-delete = Delete
key-backspace = Backspace
key-esc = Esc

language-nl = Nederlands
language-fr = Frans
language-en = Engels

articles = Artikels
add = Toevoegen
add-articles = Artikels toevoegen
download-all = Alles downloaden
untitled = Zonder titel
row-reading = lezen…
row-finished = klaar
row-decided = { $decided } van { $total }
confirmed-marks = Bevestigde markeringen
delete-article = “{ $title }” verwijderen
delete = Verwijderen

welcome-lead = Plak een nieuwsartikel in het Nederlands, Frans of Engels. Wie, waar, wanneer en hoeveel wordt meteen gemarkeerd; u verbetert wat fout is.
article-text = Tekst van het artikel
paste-here = Plak hier een artikel, of sleep documenten, mappen of .zip-bestanden om het even waar naartoe.
read-this = Lees deze tekst
open-files = Bestanden openen…
back-to-article = Terug naar het artikel
try-sample = Of probeer een voorbeeld:
promise = Uw tekst blijft in deze browser.

title = Titel
source = Bron
published = Publicatiedatum
published-hint = Publicatiedatum: relatieve datums worden vanaf die dag gerekend
language = Taal
language-unknown = Taal…
copy-json = JSON kopiëren
download-json = JSON downloaden
download-json-hint = Dit artikel als JSON downloaden (Ctrl S)
read-again-button = Opnieuw lezen
read-again-hint = Opnieuw voorstellen; wat u besliste blijft (A)
finish-button = Afronden
finished-button = Klaar ✓
reading = Lezen…
read-so-far = Al gelezen
stop = Stop

marks = Markeringen
labels = Labels
labels-mark = Markeer de gekozen tekst als
labels-change = Verander het label in
labels-select = Kies tekst, dan een label
label-shown = { $title }: { $count ->
    [one] 1 markering
   *[other] { $count } markeringen
}, getoond
hide-marks = Deze markeringen verbergen
show-marks = Deze markeringen tonen
selected-mark = Gekozen markering
label = Label
value = Waarde
state = Stand
note = Nota
confirm = Bevestigen
remove = Weghalen
bring-back = Terugzetten
removed-count = { $count } weggehaald
by-model = het model
by-rule = een regel
by-person = u
by-file = een bestand
state-made = door u gemaakt
state-suggested = voorgesteld door { $by }
state-confirmed = bevestigd; kwam van { $by }
state-removed = weggehaald; kwam van { $by }
state-sure = { $state }, { $percent } % zeker

correct-value = Verbeteren
no-value = Geen waarde bekend.
set-value = Vul ze in
take-reading = Neem { $reading }
value-range = { $from } tot { $to }
value-or = { $one } of { $other }
value-or-more = { $value } of meer
part-duration = ISO 8601
part-from = Van
part-to = Tot
part-currency = Munt
part-unit = Eenheid (UCUM)
modifier = Nuance
modifier-none = geen
modifier-start = begin { $value }
modifier-mid = midden { $value }
modifier-end = eind { $value }
modifier-approx = ongeveer { $value }
modifier-before = voor { $value }
modifier-after = na { $value }
modifier-more-than = meer dan { $value }
modifier-less-than = minder dan { $value }
modifier-at-least = minstens { $value }
modifier-at-most = hoogstens { $value }
value-month = { $month } { $year }
value-week = week { $number } van { $year }
value-weekend = weekend van week { $number } van { $year }
value-quarter = kwartaal { $number } van { $year }
value-half = halfjaar { $number } van { $year }
value-season = { $season } { $year }
value-decade = de jaren { $year }
value-century = de { $number }e eeuw
value-on = { $day }, { $time }
value-past = enige tijd voordien
value-future = enige tijd nadien
value-before = { $length } voor de publicatie
value-after = { $length } na de publicatie
value-day-of-year = { $day } { $month }, jaar onbekend
precision = Precisie
no-other-reading = Deze waarde heeft maar één lezing.
no-length = “{ $typed }” is geen tijdsduur; schrijf ze als P3Y, P6W, P10D of PT48H.
season-0 = lente
season-1 = zomer
season-2 = herfst
season-3 = winter
weekday-1 = maandag
weekday-2 = dinsdag
weekday-3 = woensdag
weekday-4 = donderdag
weekday-5 = vrijdag
weekday-6 = zaterdag
weekday-7 = zondag
daypart-MO = ochtend
daypart-MI = middag
daypart-AF = namiddag
daypart-EV = avond
daypart-NI = nacht
daypart-DA = dageraad
length-years = { $count ->
    [one] { $number } jaar
   *[other] { $number } jaar
}
some-years = enkele jaren
this-years = het jaar van de publicatie
length-months = { $count ->
    [one] { $number } maand
   *[other] { $number } maanden
}
some-months = enkele maanden
this-months = de maand van de publicatie
length-quarters = { $count ->
    [one] { $number } kwartaal
   *[other] { $number } kwartalen
}
some-quarters = enkele kwartalen
this-quarters = het kwartaal van de publicatie
length-weeks = { $count ->
    [one] { $number } week
   *[other] { $number } weken
}
some-weeks = enkele weken
this-weeks = de week van de publicatie
length-weekends = { $count ->
    [one] { $number } weekend
   *[other] { $number } weekends
}
some-weekends = enkele weekends
this-weekends = het weekend van de publicatie
length-days = { $count ->
    [one] { $number } dag
   *[other] { $number } dagen
}
some-days = enkele dagen
this-days = de dag van de publicatie
length-hours = { $count ->
    [one] { $number } uur
   *[other] { $number } uur
}
some-hours = enkele uren
this-hours = het uur van de publicatie
length-minutes = { $count ->
    [one] { $number } minuut
   *[other] { $number } minuten
}
some-minutes = enkele minuten
this-minutes = de minuut van de publicatie
length-seconds = { $count ->
    [one] { $number } seconde
   *[other] { $number } seconden
}
some-seconds = enkele seconden
this-seconds = de seconde van de publicatie
length-decades = { $count ->
    [one] { $number } decennium
   *[other] { $number } decennia
}
some-decades = enkele decennia
this-decades = het decennium van de publicatie
length-centuries = { $count ->
    [one] { $number } eeuw
   *[other] { $number } eeuwen
}
some-centuries = enkele eeuwen
this-centuries = de eeuw van de publicatie
length-millennia = { $count ->
    [one] { $number } millennium
   *[other] { $number } millennia
}
some-millennia = enkele millennia
this-millennia = het millennium van de publicatie
no-number = “{ $typed }” is geen getal; schrijf cijfers met een punt, zoals 2500 of 2.5.
no-timex = “{ $typed }” is geen datum; schrijf ze als 2016-11-27, 2016-11, 2016 of 2017-Q2.
no-currency = “{ $typed }” is geen muntcode; schrijf drie letters, zoals EUR of USD.
no-unit = Schrijf een eenheid zonder spaties, zoals km, kg of m2.

saved = Bewaard
saving = Bewaren…
not-saved = Niet bewaard
engine-loading = De extractie wordt geladen…
kept = Werkt offline
kept-hint = Alles wat de pagina nodig heeft, wordt in deze browser bewaard
offline = Offline
no-marks = Geen markeringen
all-decided = { $total ->
    [one] De enige markering is beslist
   *[other] Alle { $total } beslist
}
marks-left = Nog { $left } van { $total }
undo = Ongedaan maken
redo = Opnieuw
nothing-to-undo = Niets ongedaan te maken sinds de pagina geladen is
nothing-to-redo = Niets opnieuw te doen
hint-mark = markeren
hint-stretch = uitbreiden
hint-next-word = volgend woord
hint-let-go = loslaten
hint-confirm = bevestigen
hint-relabel = ander label
hint-edges = randen
hint-remove = weghalen
hint-next-mark = volgende markering
hint-next-undecided = volgende onbesliste
hint-select-text = tekst kiezen
hint-all-keys = alle toetsen

keys = Toetsen
close = Sluiten
keys-of-labels = Labels: markeer gekozen tekst, of verander het label van de markering
keys-on-marks = Op markeringen
keys-on-text = Op gekozen tekst
keys-always = Altijd
find-command = Een opdracht zoeken
palette-hint = Opdracht, label of artikel
palette-label = Label { $label }: { $title }
palette-open = Open: { $title }
do-next-mark = Volgende markering
do-previous-mark = Vorige markering
do-next-undecided-mark = Volgende onbesliste markering
do-previous-undecided-mark = Vorige onbesliste markering
do-confirm-and-go-on = Bevestigen en verder
do-confirm = Bevestigen
do-remove-the-mark = De markering weghalen
do-mark-the-same-words-everywhere = Overal dezelfde woorden markeren
do-remove-the-same-words-everywhere = Overal dezelfde woorden weghalen
do-end-one-word-later = Einde een woord later
do-end-one-word-earlier = Einde een woord vroeger
do-start-one-word-earlier = Begin een woord vroeger
do-start-one-word-later = Begin een woord later
do-end-one-character-later = Einde een teken later
do-end-one-character-earlier = Einde een teken vroeger
do-start-one-character-earlier = Begin een teken vroeger
do-start-one-character-later = Begin een teken later
do-select-text-to-mark = Tekst kiezen om te markeren
do-next-word = Volgend woord
do-previous-word = Vorig woord
do-stretch-by-a-word = Een woord uitbreiden
do-shrink-by-a-word = Een woord inkrimpen
do-stretch-by-a-character = Een teken uitbreiden
do-shrink-by-a-character = Een teken inkrimpen
do-let-go-of-the-selection = Loslaten wat gekozen is
do-undo = Ongedaan maken
do-redo = Opnieuw doen
do-next-article = Volgend artikel
do-previous-article = Vorig artikel
do-article-finished = Artikel klaar
do-read-the-article-again = Het artikel opnieuw lezen
do-download-the-article-as-json = Het artikel als JSON downloaden
do-more-or-fewer-labels-in-the-text = Meer of minder labels in de tekst
do-theme-as-the-system-light-dark = Thema: zoals het systeem, licht, donker, meer contrast
do-next-language = Taal van de pagina: Nederlands, Frans, Engels
do-find-a-command = Een opdracht zoeken
do-show-the-keys = De toetsen tonen

added-article = “{ $title }” toegevoegd
added-articles = { $count } artikels toegevoegd
deleted-article = “{ $title }” verwijderd
changed-details = Gegevens van het artikel veranderd
read-again = Artikel opnieuw gelezen
marked = { $label } gemarkeerd
relabelled = Label veranderd in { $label }
confirmed = Bevestigd
removed-mark = Markering weggehaald
marked-alike = Dezelfde woorden gemarkeerd: { $count ->
    [one] 1 markering
   *[other] { $count } markeringen
}
removed-alike = { $count ->
    [one] 1 zulke markering
   *[other] { $count } zulke markeringen
} weggehaald
brought-back = Markering teruggezet
moved-edge = Rand verplaatst
corrected-value = Waarde verbeterd
changed-note = Nota veranderd
undone = Ongedaan gemaakt: { $title }
redone = Opnieuw gedaan: { $title }

dismiss = Sluiten
use-newer = Gebruik ze
download-everything = Alles downloaden
said = { $text }
here-already = Dit artikel is hier al
everything-decided = Alles is beslist. F rondt het artikel af.
on-from-the-top = Verder vanaf het begin
did-not-work = Dat ging niet: { $problem }
not-undone = Dat kan niet ongedaan gemaakt worden: { $problem }
suggestions-unfit = De voorstellen passen niet: { $problem }
copied = Gekopieerd
not-copied = De browser liet de pagina niet kopiëren. Download het bestand.
not-downloaded = De browser bewaarde het bestand niet. Kopieer de JSON.
not-opened = “{ $name }” werd niet geopend. { $problem }
address-alone = Dit is een adres. Dateline haalt niets op, zodat niemand weet wat u leest: open de pagina, kopieer het artikel en plak het hier, of bewaar de pagina en open het bestand.
file-too-large = Het telt { $megabytes } MB. Bestanden tot 200 MB kunnen geopend worden; splits het.
file-unreadable = Het kon niet gelezen worden ({ $problem }). Werd het verplaatst of hernoemd?
stopped-reading = Gestopt met lezen. U kunt met de hand markeren, of opnieuw lezen met A.
set-aside = { $count ->
    [one] 1 bewaarde ingang was beschadigd en is apart gelegd zoals ze is.
   *[other] { $count } bewaarde ingangen waren beschadigd en zijn apart gelegd zoals ze zijn.
} { $lost ->
    [0] Er ontbreekt niets: de browser had een tweede kopie.
    [one] 1 artikel is zijn markeringen kwijt of kon niet worden geopend.
   *[other] { $lost } artikelen zijn hun markeringen kwijt of konden niet worden geopend.
} Zie Opslag.
other-tab = { $count ->
    [one] Een ander tabblad heeft 1 artikel gewijzigd; u ziet het hier.
   *[other] Een ander tabblad heeft { $count } artikelen gewijzigd; u ziet ze hier.
}
newer-version = Er is een nieuwere versie van Dateline.
replaced-version = Een ander tabblad startte een nieuwere versie van Dateline. Herlaad om ze ook hier te gebruiken.
storage-full = De opslag van deze browser is vol. Uw laatste wijzigingen staan alleen op het scherm: exporteer ze, en verwijder dan artikels die klaar zijn.
storage-denied = Deze browser bewaart niets voor deze pagina (een privévenster, of een instelling). Uw werk staat alleen op het scherm: exporteer het voor u de pagina sluit.
page-broke = Iets in deze pagina ging stuk. Uw werk is bewaard in deze browser: herlaad de pagina om verder te gaan.
engine-not-loaded = De extractie werd niet geladen ({ $problem }). Herlaad de pagina.
engine-not-started = De browser start de extractie niet ({ $problem }).
engine-not-handed = De tekst kon niet aan de extractie gegeven worden ({ $problem }).
engine-broken = De extractie start niet ({ $problem }). Herlaad de pagina.
engine-stumbled = De extractie stopte op deze tekst ({ $problem }). U kunt hem met de hand markeren.
reader-not-loaded = De bestandslezer werd niet geladen ({ $problem }). Herlaad de pagina.
reader-not-started = De browser start de bestandslezer niet ({ $problem }).
reader-not-handed = Het bestand kon niet aan zijn lezer gegeven worden ({ $problem }).
reader-broken = De bestandslezer start niet ({ $problem }). Herlaad de pagina.
reader-stumbled = Het lezen stopte bij dit bestand ({ $problem }). Bewaar het in een ander formaat, of kopieer de tekst en plak die.
model-unusable = Het model is niet bruikbaar ({ $problem }). Herlaad de pagina.

spoken-selected = Gekozen: { $text }
spoken-confirmed = { $text }, { $label }, bevestigd
spoken-suggested = { $text }, { $label }, voorgesteld

label-PER-title = Persoon
label-PER-covers = Mensen, echt of verzonnen, en schuilnamen; zonder titels.
label-ORG-title = Organisatie
label-ORG-covers = Bedrijven, media, ministeries, partijen, legers van staten.
label-GROUP-title = Gewapende groep
label-GROUP-covers = Gewapende groepen buiten de staat, milities en terroristische organisaties.
label-LOC-title = Plaats
label-LOC-covers = Landen, regio’s, steden, rivieren, straten, gebouwen met een naam.
label-NORP-title = Volk of overtuiging
label-NORP-covers = Nationaliteiten, volkeren, godsdiensten, politieke stromingen.
label-EVENT-title = Gebeurtenis
label-EVENT-covers = Veldslagen, operaties, oorlogen, rampen, feestdagen en toppen met een naam.
label-DATE-title = Datum
label-DATE-covers = Dagen, weken, maanden, jaren, absoluut of relatief.
label-TIME-title = Tijd
label-TIME-covers = Dagdelen en uren.
label-DURATION-title = Duur
label-DURATION-covers = Tijdsduren en leeftijden.
label-MONEY-title = Bedrag
label-MONEY-covers = Bedragen met hun munt.
label-PERCENT-title = Percentage
label-PERCENT-covers = Percentages.
label-QUANTITY-title = Hoeveelheid
label-QUANTITY-covers = Getallen met een fysieke eenheid.
label-CARDINAL-title = Getal
label-CARDINAL-covers = Aantallen, breuken en benaderingen.
label-ORDINAL-title = Rang
label-ORDINAL-covers = Eerste, tweede, derde als rang.
label-WEAPON-title = Wapen
label-WEAPON-covers = Wapens, munitie, gepantserde voertuigen, gewapende schepen en vliegtuigen.

# More keys and commands.
do-next-of-the-same-label = Volgende markering met hetzelfde label
do-previous-of-the-same-label = Vorige markering met hetzelfde label
do-confirm-all-that-are-sure = Alle zekere bevestigen …
do-the-same-elsewhere = De laatste wijziging ook elders doen
do-join-with-the-next-mark = Met de volgende markering verbinden
do-take-the-other-reading = De volgende lezing van een waarde nemen
do-split-the-mark = Markering splitsen bij de cursor
do-next-character = Volgend teken
do-previous-character = Vorig teken
do-next-sentence = Volgende zin
do-previous-sentence = Vorige zin
do-stretch-by-a-sentence = Een zin uitbreiden
do-shrink-by-a-sentence = Een zin inkorten
do-next-line = Regel eronder
do-previous-line = Regel erboven
do-stretch-by-a-line = Uitbreiden tot de regel eronder
do-shrink-by-a-line = Uitbreiden tot de regel erboven
do-end-of-the-line = Einde van de regel
do-start-of-the-line = Begin van de regel
do-stretch-to-the-end-of-the-line = Uitbreiden tot het einde van de regel
do-stretch-to-the-start-of-the-line = Uitbreiden tot het begin van de regel
do-find-in-the-text = Zoeken in de tekst
do-next-hit = Volgende treffer
do-previous-hit = Vorige treffer

# Finding, and many at once.
find-in-text = Zoeken in de tekst
find-at = { $at } van { $count }
find-none = Niets gevonden
previous = Vorige
next = Volgende
mark-all-found = Alle markeren …
together = Veel tegelijk
together-aim = Wat te doen
aim-mark = Markeren
aim-relabel = Ander label
aim-delete = Verwijderen
aim-confirm = Bevestigen
words = Woorden
whole-words = Hele woorden
same-case = Zelfde hoofdletters
all-articles = In alle artikelen
label-to = Nieuw label
sure-at-least = Minstens zo zeker
sure-percent = { $percent } %
other-mark-here = hier staat een andere markering
nothing-gathered = Hier staat niets dat erop lijkt.
more-not-listed = … en nog { $count }, die mee veranderen
apply-mark = { $count } markeren
apply-relabel = { $count } een ander label geven
apply-delete = { $count } verwijderen
apply-confirm = { $count } bevestigen
relabelled-alike = Ander label: { $count ->
    [one] 1 markering
   *[other] { $count } markeringen
}
confirmed-sure = Bevestigd: { $count ->
    [one] 1 markering
   *[other] { $count } markeringen
}
changed-alike = Ook gewijzigd: { $count ->
    [one] 1 markering
   *[other] { $count } markeringen
}
same-elsewhere = ‘{ $words }’ is zo nog { $count ->
    [one] één keer
   *[other] { $count } keer
} voorgesteld.
change-too = Ook wijzigen
select-first = Kies eerst een markering of woorden.
joined = Twee markeringen verbonden
split = Een markering gesplitst
nothing-to-join = Op deze regel volgt geen andere markering.
nothing-to-split = Kies een markering van meer woorden, of een plaats erin, om ze te splitsen.

# At the mark, and the sides on a narrow screen.
at-mark = Bij de gekozen markering
at-text = Bij de gekozen tekst
change-label = Ander label
mark-as = Markeren als { $label }
all-labels = Alle labels
all-the-same = Alle { $count }
all-the-same-hint = Alle dezelfde woorden: samen markeren, een ander label geven of verwijderen (Shift Enter)
more = Meer
other-mentions = Ook op
mention-line = regel { $line }

# At the mark, and the sides on a narrow screen.
all-of-words = Alle { $count } keer ‘{ $text }’ …

# Why a mark is there.
why = Waarom
why-model = zo gelezen uit de woorden eromheen
why-rule = past in een patroon of een namenlijst
why-person = door u gemarkeerd
why-file = kwam met een bestand mee

# De lijst, de prullenbak en wat vandaag gedaan is.
cancel = Laten vallen
take-over = Overnemen
bin = Prullenbak
bin-count = Prullenbak ({ $count })
leave-bin = Terug naar de artikels
empty-bin = Prullenbak leegmaken
none-listed = Geen artikel past.
search-articles = Zoek in de artikels
filter-state = Stand
filter-language = Taal
any-state = elke stand
any-language = elke taal
state-new = nieuw
state-in-work = bezig
state-flagged = gevlagd
state-done = klaar
order = Volgorde
order-added = laatst toegevoegd
order-published = nieuwste
order-left = meeste te doen
order-uncertain = meest onzeker
order-title = op titel
row-binned = in de prullenbak: klik om terug te zetten
row-flagged = gevlagd · { $decided } van { $total }
row-uncertain = { $decided } van { $total } · { $uncertain } onzeker
today = Vandaag: { $finished } klaar, { $corrections ->
    [one] 1 verbetering
   *[other] { $corrections } verbeteringen
}
today-rate = Vandaag: { $finished } klaar, { $corrections } verbeteringen, { $rate } per uur
restored-article = “{ $title }” teruggezet
emptied-bin = { $count ->
    [one] 1 artikel voorgoed verwijderd
   *[other] { $count } artikels voorgoed verwijderd
}
all-finished = Alle artikels van deze lijst zijn klaar.
date = { $day } { $month } { $year }
time = { $hours }:{ $minutes }
month-1 = jan.
month-2 = feb.
month-3 = mrt.
month-4 = apr.
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = aug.
month-9 = sep.
month-10 = okt.
month-11 = nov.
month-12 = dec.
do-finish-next = Afronden en het volgende artikel nemen
do-flag = Het artikel vlaggen met een vraag
do-search = In de artikels zoeken
do-show-history = Wat gedaan is
do-show-labels = De labels veranderen

# Wat gedaan is, stap voor stap.
history = Wat gedaan is
history-start = Toen de pagina geladen werd

# De labels.
label-set = Labels
changed-labels = Labels veranderd
presets = Begin met
preset-dateline = Dateline (15)
preset-conll = CoNLL (4)
preset-ontonotes = OntoNotes (18)
open-label-set = Labels openen…
download-label-set = De labels downloaden
new-label = Nieuw label, zoals SCHIP
retire = Schrappen
column-label = Label
column-key = Toets
column-name = Naam
column-covers = Wat het dekt
column-colour = Kleur
column-used = Markeringen
column-order = Volgorde
key-of = Toets van { $label }
name-of = Naam van { $label }
description-of = Wat { $label } dekt
colour-of = Kleur van { $label }
own-colour = zijn eigen
move-up = { $label } omhoog
move-down = { $label } omlaag
used-count = { $count }
key-taken = { $key } is bezet: { $command }. Kies een andere toets.
key-taken-by-label = { $key } is de toets van { $label }. Kies een andere.
label-known = { $label } staat al in de lijst.
label-goes = { $label } gaat weg. Het staat op { $count ->
    [one] 1 markering
   *[other] { $count } markeringen
} ({ $decided } beslist) in { $articles ->
    [one] 1 artikel
   *[other] { $articles } artikels
}:
fate = Wat ermee gebeurt
fate-keep = laten zoals ze zijn
fate-remove = weghalen
fate-become = maak er { $label } van

# Export.
export = Exporteren
export-as = Exporteren als…
do-show-export = In een ander formaat exporteren
download = Downloaden
format = Formaat
scope = Welke artikels
scope-open = Dit artikel
scope-listed = Die van de lijst ({ $count })
scope-all = Alle artikels ({ $count })
preview = Begin van het bestand
preview-loading = Voorbeeld wordt gemaakt…
loses-nothing = Dit formaat houdt alles.
loses = Het bestand zal dit niet houden:
lost-text = de tekst van { $count ->
    [one] { $count } artikel
   *[other] { $count } artikels
}, behalve wat gemarkeerd is
lost-spacing = de spaties en regeleinden tussen de woorden van { $count ->
    [one] { $count } artikel
   *[other] { $count } artikels
}
lost-controls = stuurtekens in { $count ->
    [one] { $count } artikel
   *[other] { $count } artikels
}
lost-details = titel, taal, dag, bron, auteur en stand van { $count ->
    [one] { $count } artikel
   *[other] { $count } artikels
}
lost-rejected = { $count ->
    [one] { $count } weggehaalde markering
   *[other] { $count } weggehaalde markeringen
}
lost-overlaps = { $count ->
    [one] { $count } overlappende markering
   *[other] { $count } overlappende markeringen
}
lost-edges = wit aan de randen van { $count ->
    [one] { $count } markering
   *[other] { $count } markeringen
}
lost-labels = de juiste naam van het label van { $count ->
    [one] { $count } markering
   *[other] { $count } markeringen
}
lost-suggestions = dat nog niemand besliste over { $count ->
    [one] { $count } markering
   *[other] { $count } markeringen
}
lost-confidences = hoe zeker de machine was van { $count ->
    [one] { $count } markering
   *[other] { $count } markeringen
}
lost-values = de waarden van { $count ->
    [one] { $count } markering
   *[other] { $count } markeringen
}
lost-entities = welke persoon, plaats of groep bedoeld is met { $count ->
    [one] { $count } markering
   *[other] { $count } markeringen
}
lost-notes = de nota’s bij { $count ->
    [one] { $count } markering
   *[other] { $count } markeringen
}
not-exported = De artikels werden niet geëxporteerd: { $problem }. Hier is niets veranderd; probeer een ander formaat.

# What is kept, and where.
two-readings = { $count ->
    [one] Twee tabbladen spreken elkaar op 1 plaats tegen. Beide lezingen zijn bewaard: zoek de notitie “Tweede lezing”.
   *[other] Twee tabbladen spreken elkaar op { $count } plaatsen tegen. Beide lezingen zijn bewaard: zoek de notitie “Tweede lezing”.
}
second-reading = Tweede lezing, uit een ander tabblad
storage-newer = Een nieuwere Dateline heeft in deze browser geschreven. Dat werk opent voor zover deze versie het kan lezen en niets wordt overschreven: wat u hier wijzigt, wordt niet bewaard. Laad de nieuwere versie, of exporteer wat u wijzigt.
overflow = { $count ->
    [one] De snelle opslag van de browser is vol. 1 artikel staat nu in zijn database; er gaat niets verloren.
   *[other] De snelle opslag van de browser is vol. { $count } artikelen staan nu in zijn database; er gaat niets verloren.
}
backup-due = Sinds de laatste back-up zijn { $count } wijzigingen bewaard, alleen in deze browser. Download alles en bewaar het bestand.
storage = Opslag
storage-used = { $used } van { $quota } kB gebruikt in de snelle opslag van deze browser
storage-copies = Een tweede kopie van alles staat in de database van de browser.
storage-single = De browser biedt geen database; er is geen tweede kopie.
storage-persist = De browser vragen het te bewaren
storage-persist-why = Een browser die schijfruimte tekortkomt, kan wissen wat pagina’s hebben bewaard. Hij doet dat niet als u hem vraagt Dateline te bewaren.
storage-persisted = De browser heeft beloofd het te bewaren tot u het wist.
storage-not-persisted = De browser heeft niet beloofd het te bewaren. Maak af en toe een back-up.
backup = Een back-up downloaden
backup-why = Eén bestand met alle artikelen, markeringen, labels en entiteiten.
file-why = Een bestand op uw schijf kan elke wijziging volgen; dan bestaat er een kopie buiten deze browser.
file-pick = Een bestand bijhouden…
file-kept = “{ $name }” volgt elke wijziging.
file-waits = “{ $name }” wordt niet geschreven tot u de browser dat weer toestaat.
file-allow = Weer schrijven
file-leave = Niet meer schrijven
file-not-written = “{ $name }” kon niet worden geschreven: het is verplaatst of vergrendeld, of de schijf is vol. Alles blijft bewaard in deze browser.
restore = Een back-up terugzetten…
restore-preview = “{ $name }” bevat { $total } artikelen: { $new } zijn hier nieuw, { $differ } verschillen van de uwe, { $same } zijn gelijk.
restore-merge = Samenvoegen met wat hier is
restore-replace = Alles vervangen wat hier is
restored = “{ $name }” teruggezet
recover = Herstellen
recover-none = Er is niets apart gelegd.
recover-download = { $name } downloaden
forget = Alles vergeten…
forget-why = Wist alle artikelen, markeringen en instellingen uit deze browser, in al zijn tabbladen. Dit kan niet ongedaan worden gemaakt.
forget-yes = Nu alles vergeten
forgotten = Alles is vergeten: { $local } ingangen in de lokale opslag, { $databases } databases.

# What is kept, and where.
recovery-download = Alle gegevens downloaden
recovery-reload = Herladen
reading-failed = De extractie stopte bij “{ $title }” en is opnieuw gestart. Het artikel is gemarkeerd; u kunt met de hand markeren, of opnieuw lezen met A.

# At the mark, and the sides on a narrow screen.
all-the-same-button = Alle dezelfde …

# De rondleiding
tour-begin = Laat me zien hoe, in twee minuten
do-take-the-tour = De rondleiding volgen
tour-title = Probeer het: { $number } van { $of }
tour-next = Volgende
tour-leave = Rondleiding verlaten
tour-finish = Met mijn eigen tekst beginnen
tour-step = De onderstreepte woorden zijn voorstellen. Ga naar het volgende dat nog openstaat, en terug. Een klik op een markering kan ook.
tour-confirm = Klopt deze? Zeg ja en ga door naar de volgende. Een bevestigde markering krijgt een vaste lijn.
tour-edge = Een rand is fout? Verplaats het einde of het begin een woord; met Alt een letter. Of sleep de greep.
tour-label = Is het iets anders? Druk op de letter van een ander label: ze staan in de lijst naast de tekst.
tour-mark = Is er iets gemist? Selecteer woorden met de muis, of met het toetsenbord, en druk op de letter van een label.
tour-alike = Overal dezelfde naam: markeer alle vermeldingen in één keer, nadat u ze gezien hebt. Esc verlaat de lijst.
tour-undo = Niets is definitief. Maak de laatste stap ongedaan, of ga terug naar een eerdere.
tour-out = Alles wordt onderweg in deze browser bewaard. Neem het mee als JSON of in het formaat van een ander programma. Elk commando is op naam te vinden, en alle toetsen staan op één pagina.

# Import.
import = Import
start-import = Importeren
stop-import = Stoppen
open-folder = Een map openen…
import-looking = Kijken wat er is…
import-asks = { $count ->
    [one] Eén bestand
   *[other] { $count } bestanden
 } van samen { $megabytes } MB komen binnen als één stap, die u ongedaan kunt maken. Lezen en markeren duurt ongeveer { $time }.
import-seconds = { $count ->
    [one] een seconde
   *[other] { $count } seconden
 }
import-minutes = { $count ->
    [one] een minuut
   *[other] { $count } minuten
 }
import-no-kind = zonder extensie
import-reading = Bestand { $done } van { $count } wordt gelezen…
import-marking = { $done } van { $count } artikels gemarkeerd…
import-marked = “{ $name }” ({ $format }) heeft { $articles ->
    [one] 1 artikel
   *[other] { $articles } artikels
 } met { $marks ->
    [one] 1 markering.
   *[other] { $marks } markeringen.
 }
import-divided = { $count ->
    [one] Het woord samenvoegen dat aan het eind van een regel is afgebroken ({ $examples }): het koppelteken valt weg
   *[other] De { $count } woorden samenvoegen die aan het eind van een regel zijn afgebroken (zoals { $examples }): hun koppeltekens vallen weg
 }
import-labels = Uw labels missen er enkele van deze bestanden. Wat er met hun markeringen gebeurt, wordt onthouden voor de volgende keer.
import-label = { $label } ({ $count ->
    [one] 1 markering
   *[other] { $count } markeringen
 })
import-label-new = houden als nieuw label
import-label-out = weglaten
import-goes-on = Er komen al bestanden binnen. Wacht, of stop dat eerst.
import-stopped = Gestopt. Er kwam niets bij.
import-report = { $articles ->
    [0] Er kwam niets binnen.
    [one] Eén artikel kwam binnen.
   *[other] { $articles } artikels kwamen binnen.
 } { $count ->
    [0] Dit viel op:
    [one] Eén bestand werd niet geopend:
   *[other] { $count } bestanden werden niet geopend:
 }
import-refused = Wat niet geopend werd, en waarom
import-notice = “{ $name }”: { $problem }
here-already-many = { $count ->
    [one] Eén artikel was
   *[other] { $count } artikels waren
 } hier al
dismiss-all = Alle { $count } sluiten

# Waarom een bestand of tekst niet opengaat.
refused-empty = Er staat geen tekst in. Open of plak een tekst van ten minste één woord.
refused-long = De tekst is te lang: { $size } MB, en de grens is { $limit } MB. Verdeel hem in kortere artikelen.
refused-binary = Dit is geen tekstbestand. Bewaar het als platte tekst of HTML en open dat.
refused-binary-kind = Dit is geen tekstbestand ({ $start }: waarschijnlijk { $kind }). Bewaar het als platte tekst of HTML en open dat.
refused-utf8 = De tekst is beschadigd: regel { $line } is geen geldige UTF-8. Bewaar hem als UTF-8 en open hem opnieuw.
refused-utf16 = De tekst begint als UTF-16 maar is beschadigd. Bewaar hem als UTF-8 en open hem opnieuw.
refused-xml = Dit is XML van een soort die Dateline nog niet leest. Bewaar het als platte tekst of HTML en open dat.
refused-page = De pagina heeft geen leesbare tekst. Open haar in een browser, kopieer het artikel en plak het hier.
refused-blank = Er staat geen tekst in dit bestand ({ $kind }).
refused-pictures = Deze pdf heeft geen tekstlaag: de { $pages } pagina’s zijn beelden, zoals van een scanner. Laat een programma de tekst herkennen (OCR), bewaar het resultaat en open dat.
refused-damaged = Dit bestand ({ $kind }) is beschadigd: { $reason }. Open het in het programma dat het maakte, bewaar het opnieuw en open dat.
refused-locked = Dit bestand ({ $kind }) is met een wachtwoord beveiligd. Bewaar het zonder en open dat.
refused-unpacks = Een bestand erin is uitgepakt groter dan { $megabytes } MB, wat geen artikel is.
refused-many-files = Er zitten meer dan { $limit } bestanden in, en meer worden er niet tegelijk geopend. Verdeel het.
refused-many-pages = Het heeft { $found } pagina’s, en er worden er hoogstens { $limit } gelezen. Verdeel het.
refused-archive = Dit is een archief van verscheidene bestanden. Pak het uit en open die.
refused-deep = Dit is een archief in archieven, waar niet in wordt gekeken. Pak het uit en open dat.
refused-no-document = Er zit geen document in dat gelezen kan worden.
kind-e-book = e-boek
kind-rich-text = opgemaakte tekst
kind-message = bericht
