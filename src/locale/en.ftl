# The sentences of the page, in English. One message a line; the identifiers and gaps are those of the other languages.

# Keys, as they are written on a keyboard.
key-shift = Shift
key-enter = Enter
key-space = Space
key-delete = Delete
key-backspace = Backspace
key-esc = Esc

language-nl = Dutch
language-fr = French
language-en = English

# The list of articles.
articles = Articles
add = Add
add-articles = Add articles
download-all = Download all
untitled = Untitled
row-reading = reading…
row-finished = finished
row-decided = { $decided } of { $total }
confirmed-marks = Confirmed marks
delete-article = Delete “{ $title }”
delete = Delete

# The place for new articles.
welcome-lead = Paste a news article in Dutch, French or English. Who, where, when and how many is marked at once; you correct what is wrong.
article-text = Article text
paste-here = Paste an article here, or drop documents, folders or .zip files anywhere.
read-this = Read this text
open-files = Open files…
back-to-article = Back to the article
try-sample = Or try a sample:
promise = Your text stays in this browser.

# Above the text.
title = Title
source = Source
published = Publication date
published-hint = Publication date: relative dates are resolved against it
language = Language
language-unknown = Language…
copy-json = Copy JSON
download-json = Download JSON
download-json-hint = Download this article as JSON (Ctrl S)
read-again-button = Read again
read-again-hint = Suggest anew; what you decided stays (A)
finish-button = Finish
finished-button = Finished ✓
reading = Reading…
read-so-far = Read so far
stop = Stop

# Beside the text.
marks = Marks
labels = Labels
labels-mark = Mark the selected text as
labels-change = Change the label to
labels-select = Select text, then a label
label-shown = { $title }: { $count ->
    [one] 1 mark
   *[other] { $count } marks
}, shown
hide-marks = Hide these marks
show-marks = Show these marks
selected-mark = Selected mark
label = Label
value = Value
state = State
note = Note
confirm = Confirm
remove = Remove
bring-back = Bring back
removed-count = { $count } removed
by-model = the model
by-rule = a rule
by-person = you
by-file = a file
state-made = made by you
state-suggested = suggested by { $by }
state-confirmed = confirmed; came from { $by }
state-removed = removed; came from { $by }
state-sure = { $state }, { $percent } % sure

# Values.
correct-value = Correct
no-value = No value is known.
set-value = Set it
take-reading = Take { $reading }
value-range = { $from } to { $to }
value-or = { $one } or { $other }
value-or-more = { $value } or more
part-duration = ISO 8601
part-from = From
part-to = To
part-currency = Currency
part-unit = Unit (UCUM)
modifier = Modifier
modifier-none = none
modifier-start = start of { $value }
modifier-mid = middle of { $value }
modifier-end = end of { $value }
modifier-approx = about { $value }
modifier-before = before { $value }
modifier-after = after { $value }
modifier-more-than = more than { $value }
modifier-less-than = less than { $value }
modifier-at-least = at least { $value }
modifier-at-most = at most { $value }
value-month = { $month } { $year }
value-week = week { $number } of { $year }
value-weekend = weekend of week { $number } of { $year }
value-quarter = quarter { $number } of { $year }
value-half = half { $number } of { $year }
value-season = { $season } { $year }
value-decade = the { $year }s
value-century = the { $number ->
    [1] 1st
    [21] 21st
   *[other] { $number }th
} century
value-on = { $day }, { $time }
value-past = some time before
value-future = some time to come
value-before = { $length } before publication
value-after = { $length } after publication
value-day-of-year = { $day } { $month }, year unknown
precision = Precision
no-other-reading = This value has only one reading.
no-length = “{ $typed }” is not a length of time; write it as P3Y, P6W, P10D or PT48H.
season-0 = spring
season-1 = summer
season-2 = autumn
season-3 = winter
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
daypart-MO = morning
daypart-MI = midday
daypart-AF = afternoon
daypart-EV = evening
daypart-NI = night
daypart-DA = dawn
length-years = { $count ->
    [one] { $number } year
   *[other] { $number } years
}
some-years = some years
this-years = the year of publication
length-months = { $count ->
    [one] { $number } month
   *[other] { $number } months
}
some-months = some months
this-months = the month of publication
length-quarters = { $count ->
    [one] { $number } quarter
   *[other] { $number } quarters
}
some-quarters = some quarters
this-quarters = the quarter of publication
length-weeks = { $count ->
    [one] { $number } week
   *[other] { $number } weeks
}
some-weeks = some weeks
this-weeks = the week of publication
length-weekends = { $count ->
    [one] { $number } weekend
   *[other] { $number } weekends
}
some-weekends = some weekends
this-weekends = the weekend of publication
length-days = { $count ->
    [one] { $number } day
   *[other] { $number } days
}
some-days = some days
this-days = the day of publication
length-hours = { $count ->
    [one] { $number } hour
   *[other] { $number } hours
}
some-hours = some hours
this-hours = the hour of publication
length-minutes = { $count ->
    [one] { $number } minute
   *[other] { $number } minutes
}
some-minutes = some minutes
this-minutes = the minute of publication
length-seconds = { $count ->
    [one] { $number } second
   *[other] { $number } seconds
}
some-seconds = some seconds
this-seconds = the second of publication
length-decades = { $count ->
    [one] { $number } decade
   *[other] { $number } decades
}
some-decades = some decades
this-decades = the decade of publication
length-centuries = { $count ->
    [one] { $number } century
   *[other] { $number } centuries
}
some-centuries = some centuries
this-centuries = the century of publication
length-millennia = { $count ->
    [one] { $number } millennium
   *[other] { $number } millennia
}
some-millennia = some millennia
this-millennia = the millennium of publication
no-number = “{ $typed }” is not a number; write digits with a point, such as 2500 or 2.5.
no-timex = “{ $typed }” is not a date; write it as 2016-11-27, 2016-11, 2016 or 2017-Q2.
no-currency = “{ $typed }” is not a currency code; write three letters, such as EUR or USD.
no-unit = Write a unit without spaces, such as km, kg or m2.

# The line at the bottom.
saved = Saved
saving = Saving…
not-saved = Not saved
engine-loading = Loading the extraction…
kept = Works offline
kept-hint = Everything that the page needs is kept in this browser
offline = Offline
no-marks = No marks
all-decided = All { $total } decided
marks-left = { $left } of { $total } left
undo = Undo
redo = Redo
nothing-to-undo = Nothing to undo since the page was loaded
nothing-to-redo = Nothing to redo
hint-mark = mark
hint-stretch = stretch
hint-next-word = next word
hint-let-go = let go
hint-confirm = confirm
hint-relabel = relabel
hint-edges = edges
hint-remove = remove
hint-next-mark = next mark
hint-next-undecided = next undecided
hint-select-text = select text
hint-all-keys = all keys

# Keys and commands.
keys = Keys
close = Close
keys-of-labels = Labels: mark selected text, or relabel the selected mark
keys-on-marks = On marks
keys-on-text = On selected text
keys-always = Always
find-command = Find a command
palette-hint = Command, label or article
palette-label = Label { $label }: { $title }
palette-open = Open: { $title }
do-next-mark = Next mark
do-previous-mark = Previous mark
do-next-undecided-mark = Next undecided mark
do-previous-undecided-mark = Previous undecided mark
do-confirm-and-go-on = Confirm and go on
do-confirm = Confirm
do-remove-the-mark = Remove the mark
do-mark-the-same-words-everywhere = Mark the same words everywhere
do-remove-the-same-words-everywhere = Remove the same words everywhere
do-end-one-word-later = End one word later
do-end-one-word-earlier = End one word earlier
do-start-one-word-earlier = Start one word earlier
do-start-one-word-later = Start one word later
do-end-one-character-later = End one character later
do-end-one-character-earlier = End one character earlier
do-start-one-character-earlier = Start one character earlier
do-start-one-character-later = Start one character later
do-select-text-to-mark = Select text to mark
do-next-word = Next word
do-previous-word = Previous word
do-stretch-by-a-word = Stretch by a word
do-shrink-by-a-word = Shrink by a word
do-stretch-by-a-character = Stretch by a character
do-shrink-by-a-character = Shrink by a character
do-let-go-of-the-selection = Let go of the selection
do-undo = Undo
do-redo = Redo
do-next-article = Next article
do-previous-article = Previous article
do-article-finished = Article finished
do-read-the-article-again = Read the article again
do-download-the-article-as-json = Download the article as JSON
do-more-or-fewer-labels-in-the-text = More or fewer labels in the text
do-theme-as-the-system-light-dark = Theme: as the system, light, dark, more contrast
do-next-language = Language of the page: English, Dutch, French
do-find-a-command = Find a command
do-show-the-keys = Show the keys

# What was done, as undo names it.
added-article = Added “{ $title }”
added-articles = Added { $count } articles
deleted-article = Deleted “{ $title }”
changed-details = Changed the article’s details
read-again = Read the article again
marked = Marked { $label }
relabelled = Relabelled { $label }
confirmed = Confirmed
removed-mark = Removed a mark
marked-alike = Marked the same words: { $count ->
    [one] 1 mark
   *[other] { $count } marks
}
removed-alike = Removed { $count ->
    [one] 1 mark that is
   *[other] { $count } marks that are
} alike
brought-back = Brought a mark back
moved-edge = Moved an edge
corrected-value = Corrected a value
changed-note = Changed a note
undone = Undone: { $title }
redone = Redone: { $title }

# Notices.
dismiss = Dismiss
use-newer = Use it
download-everything = Download everything
said = { $text }
here-already = This article is here already
everything-decided = Everything is decided. F calls the article finished.
on-from-the-top = On from the top
did-not-work = That did not work: { $problem }
not-undone = That can’t be undone: { $problem }
suggestions-unfit = The suggestions don’t fit: { $problem }
copied = Copied
not-copied = The browser did not let the page copy. Download the file instead.
not-downloaded = The browser did not save the file. Copy the JSON instead.
not-opened = “{ $name }” was not opened. { $problem }
address-alone = This is an address. Dateline fetches nothing, so that nobody learns what you read: open the page, copy the article and paste it here, or save the page and open the file.
file-too-large = It has { $megabytes } MB. Files up to 200 MB can be opened; split it.
file-unreadable = It could not be read ({ $problem }). Was it moved or renamed?
stopped-reading = Stopped reading. You can mark by hand, or read again with A.
set-aside = { $count ->
    [one] 1 stored entry was damaged and is set aside as it is.
   *[other] { $count } stored entries were damaged and are set aside as they are.
} { $lost ->
    [0] Nothing is missing: the browser had a second copy.
    [one] 1 article has lost its marks or could not be opened.
   *[other] { $lost } articles have lost their marks or could not be opened.
} See Storage.
other-tab = { $count ->
    [one] Another tab changed 1 article; you see it here.
   *[other] Another tab changed { $count } articles; you see them here.
}
newer-version = A newer version of Dateline is here.
replaced-version = Another tab has started a newer version of Dateline. Reload to use it here too.
storage-full = This browser’s storage is full. Your last changes are on screen only: export them, then delete articles that are done.
storage-denied = This browser stores nothing for this page (a private window, or a setting). Your work is on screen only: export it before you close the page.
page-broke = Something in this page broke. Your work is saved in this browser: reload the page to go on.
engine-not-loaded = The extraction engine did not load ({ $problem }). Reload the page.
engine-not-started = The browser does not start the extraction worker ({ $problem }).
engine-not-handed = The text could not be handed to the extraction worker ({ $problem }).
engine-broken = The extraction engine does not start ({ $problem }). Reload the page.
engine-stumbled = The extraction stopped on this text ({ $problem }). You can mark it by hand.
reader-not-loaded = The reader of files did not load ({ $problem }). Reload the page.
reader-not-started = The browser does not start the reader of files ({ $problem }).
reader-not-handed = The file could not be handed to its reader ({ $problem }).
reader-broken = The reader of files does not start ({ $problem }). Reload the page.
reader-stumbled = Reading stopped at this file ({ $problem }). Save it in another format, or copy its text and paste it.
model-unusable = The model can’t be used ({ $problem }). Reload the page.

# What a screen reader says.
spoken-selected = Selected: { $text }
spoken-confirmed = { $text }, { $label }, confirmed
spoken-suggested = { $text }, { $label }, suggested

# More keys and commands.
do-next-of-the-same-label = Next mark of the same label
do-previous-of-the-same-label = Previous mark of the same label
do-confirm-all-that-are-sure = Confirm all that are sure …
do-the-same-elsewhere = Make the last change with others like it
do-join-with-the-next-mark = Join with the next mark
do-take-the-other-reading = Take the next reading of a value
do-split-the-mark = Split the mark at the caret
do-next-character = Next character
do-previous-character = Previous character
do-next-sentence = Next sentence
do-previous-sentence = Previous sentence
do-stretch-by-a-sentence = Stretch by a sentence
do-shrink-by-a-sentence = Shrink by a sentence
do-next-line = Line below
do-previous-line = Line above
do-stretch-by-a-line = Stretch to the line below
do-shrink-by-a-line = Stretch to the line above
do-end-of-the-line = End of the line
do-start-of-the-line = Start of the line
do-stretch-to-the-end-of-the-line = Stretch to the end of the line
do-stretch-to-the-start-of-the-line = Stretch to the start of the line
do-find-in-the-text = Find in the text
do-next-hit = Next hit
do-previous-hit = Previous hit

# Finding, and many at once.
find-in-text = Find in the text
find-at = { $at } of { $count }
find-none = Nothing found
previous = Previous
next = Next
mark-all-found = Mark all …
together = Many at once
together-aim = What to do
aim-mark = Mark
aim-relabel = Relabel
aim-delete = Remove
aim-confirm = Confirm
words = Words
whole-words = Whole words
same-case = Same capitals
all-articles = In all articles
label-to = New label
sure-at-least = At least this sure
sure-percent = { $percent } %
other-mark-here = another mark is here
nothing-gathered = Nothing else is like it here.
more-not-listed = … and { $count } more, changed with the rest
apply-mark = Mark { $count }
apply-relabel = Relabel { $count }
apply-delete = Remove { $count }
apply-confirm = Confirm { $count }
relabelled-alike = Relabelled { $count ->
    [one] 1 mark
   *[other] { $count } marks
}
confirmed-sure = Confirmed { $count ->
    [one] 1 mark
   *[other] { $count } marks
}
changed-alike = Changed { $count ->
    [one] 1 more mark
   *[other] { $count } more marks
}
same-elsewhere = “{ $words }” is suggested so { $count ->
    [one] once more
   *[other] { $count } times more
}.
change-too = Change too
select-first = Select a mark or words first.
joined = Joined two marks
split = Split a mark
nothing-to-join = No other mark follows on this line.
nothing-to-split = Select a mark of several words, or a place inside one, to split it.

# At the mark, and the sides on a narrow screen.
at-mark = At the selected mark
at-text = At the selected text
change-label = Change the label
mark-as = Mark as { $label }
all-labels = All labels
all-the-same = All { $count }
all-the-same-hint = All of the same words: mark, relabel or remove them together (Shift Enter)
more = More
other-mentions = Also at
mention-line = line { $line }

# At the mark, and the sides on a narrow screen.
all-of-words = All { $count } of “{ $text }” …

# Why a mark is there.
why = Why
why-model = read so from the words around it
why-rule = fits a pattern or a list of names
why-person = you marked it
why-file = came with a file

# At the mark, and the sides on a narrow screen.
all-the-same-button = All the same …

# The default labels.
label-PER-title = Person
label-PER-covers = People, real or fictional, and noms de guerre; without titles.
label-ORG-title = Organisation
label-ORG-covers = Companies, media, ministries, parties, armed forces of states.
label-GROUP-title = Armed group
label-GROUP-covers = Armed non-state groups, militias and terrorist organisations.
label-LOC-title = Place
label-LOC-covers = Countries, regions, cities, rivers, streets, named buildings.
label-NORP-title = People or creed
label-NORP-covers = Nationalities, peoples, religions, political currents.
label-EVENT-title = Event
label-EVENT-covers = Named battles, operations, wars, disasters, holidays, summits.
label-DATE-title = Date
label-DATE-covers = Days, weeks, months, years, absolute or relative.
label-TIME-title = Time
label-TIME-covers = Parts of a day and clock times.
label-DURATION-title = Duration
label-DURATION-covers = Lengths of time and ages.
label-MONEY-title = Money
label-MONEY-covers = Amounts with their currency.
label-PERCENT-title = Percentage
label-PERCENT-covers = Percentages.
label-QUANTITY-title = Quantity
label-QUANTITY-covers = Numbers with a physical unit.
label-CARDINAL-title = Number
label-CARDINAL-covers = Counts, fractions and approximations.
label-ORDINAL-title = Rank
label-ORDINAL-covers = First, second, third as rank.
label-WEAPON-title = Weapon
label-WEAPON-covers = Weapons, munitions, armed vehicles, ships and aircraft.

# The queue, the bin and what was done today.
cancel = Cancel
take-over = Take over
bin = Bin
bin-count = Bin ({ $count })
leave-bin = Back to the articles
empty-bin = Empty the bin
none-listed = No article fits.
search-articles = Search the articles
filter-state = State
filter-language = Language
any-state = any state
any-language = any language
state-new = new
state-in-work = in work
state-flagged = flagged
state-done = finished
order = Order
order-added = added last
order-published = newest
order-left = most left
order-uncertain = most uncertain
order-title = by title
row-binned = in the bin: click to bring back
row-flagged = flagged · { $decided } of { $total }
row-uncertain = { $decided } of { $total } · { $uncertain } uncertain
today = Today: { $finished } finished, { $corrections ->
    [one] 1 correction
   *[other] { $corrections } corrections
}
today-rate = Today: { $finished } finished, { $corrections } corrections, { $rate } an hour
restored-article = Brought back “{ $title }”
emptied-bin = { $count ->
    [one] Removed 1 article for good
   *[other] Removed { $count } articles for good
}
all-finished = All articles of this list are finished.
date = { $day } { $month } { $year }
time = { $hours }:{ $minutes }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
do-finish-next = Finish and take the next article
do-flag = Flag the article with a question
do-search = Search the articles
do-show-history = What was done
do-show-labels = Change the labels

# What was done, step by step.
history = What was done
history-start = When the page was loaded

# The label set.
label-set = Labels
changed-labels = Changed the labels
presets = Start from
preset-dateline = Dateline (15)
preset-conll = CoNLL (4)
preset-ontonotes = OntoNotes (18)
open-label-set = Open a label set…
download-label-set = Download the set
new-label = New label, such as SHIP
retire = Retire
column-label = Label
column-key = Key
column-name = Name
column-covers = What it covers
column-colour = Colour
column-used = Marks
column-order = Order
key-of = Key of { $label }
name-of = Name of { $label }
description-of = What { $label } covers
colour-of = Colour of { $label }
own-colour = its own
move-up = Move { $label } up
move-down = Move { $label } down
used-count = { $count }
key-taken = { $key } is taken: { $command }. Choose another key.
key-taken-by-label = { $key } is the key of { $label }. Choose another one.
label-known = { $label } is in the set already.
label-goes = { $label } goes. It is on { $count ->
    [one] 1 mark
   *[other] { $count } marks
} ({ $decided } decided) in { $articles ->
    [one] 1 article
   *[other] { $articles } articles
}:
fate = What becomes of them
fate-keep = keep them as they are
fate-remove = remove them
fate-become = make them { $label }

# Export.
export = Export
export-as = Export as…
do-show-export = Export in another format
download = Download
format = Format
scope = Which articles
scope-open = This article
scope-listed = Those that are listed ({ $count })
scope-all = All articles ({ $count })
preview = How the file begins
preview-loading = Writing a preview…
loses-nothing = This format holds everything.
loses = The file will not hold:
lost-text = the text of { $count ->
    [one] { $count } article
   *[other] { $count } articles
}, but for what is marked
lost-spacing = the spaces and line ends between the tokens of { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
lost-controls = control characters in { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
lost-details = title, language, day, source, author and state of { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
lost-rejected = { $count ->
    [one] { $count } removed mark
   *[other] { $count } removed marks
}
lost-overlaps = { $count ->
    [one] { $count } overlapping mark
   *[other] { $count } overlapping marks
}
lost-edges = white space at the edges of { $count ->
    [one] { $count } mark
   *[other] { $count } marks
}
lost-labels = the exact name of the label of { $count ->
    [one] { $count } mark
   *[other] { $count } marks
}
lost-suggestions = that nobody has decided yet about { $count ->
    [one] { $count } mark
   *[other] { $count } marks
}
lost-confidences = how sure the machine was of { $count ->
    [one] { $count } mark
   *[other] { $count } marks
}
lost-values = the values of { $count ->
    [one] { $count } mark
   *[other] { $count } marks
}
lost-entities = which person, place or group is meant by { $count ->
    [one] { $count } mark
   *[other] { $count } marks
}
lost-notes = the notes on { $count ->
    [one] { $count } mark
   *[other] { $count } marks
}
not-exported = The articles were not exported: { $problem }. Nothing here has changed; try another format.

# What is kept, and where.
two-readings = { $count ->
    [one] Two tabs contradicted each other in 1 place. Both readings are kept: look for the note “Second reading”.
   *[other] Two tabs contradicted each other in { $count } places. Both readings are kept: look for the note “Second reading”.
}
second-reading = Second reading, from another tab
storage-newer = A newer Dateline has written in this browser. Its work opens as far as this version can read it, and nothing is overwritten: changes that you make here are not saved. Load the newer version, or export what you change.
overflow = { $count ->
    [one] The browser’s fast storage is full. 1 article is kept in its database instead; nothing is lost.
   *[other] The browser’s fast storage is full. { $count } articles are kept in its database instead; nothing is lost.
}
backup-due = { $count } changes were saved since the last backup, in this browser only. Download everything and keep the file.
storage = Storage
storage-used = { $used } of { $quota } kB used in this browser’s fast storage
storage-copies = A second copy of everything is in the browser’s database.
storage-single = The browser offers no database; there is no second copy.
storage-persist = Ask the browser to keep it
storage-persist-why = A browser that runs short of disk may delete what pages have stored. It does not when you ask it to keep Dateline’s.
storage-persisted = The browser has promised to keep it until you delete it.
storage-not-persisted = The browser did not promise to keep it. Make a backup now and then.
backup = Download a backup
backup-why = One file with all articles, marks, labels and entities.
file-why = A file on your disk can follow every change, so that a copy exists outside this browser.
file-pick = Keep a file up to date…
file-kept = “{ $name }” follows every change.
file-waits = “{ $name }” is not written until you let the browser write it again.
file-allow = Write it again
file-leave = Write it no more
file-not-written = “{ $name }” could not be written: it was moved or locked, or the disk is full. Everything is still stored in this browser.
restore = Restore a backup…
restore-preview = “{ $name }” holds { $total } articles: { $new } are new here, { $differ } differ from yours, { $same } are the same.
restore-merge = Merge with what is here
restore-replace = Replace all that is here
restored = Restored “{ $name }”
recover = Recover
recover-none = Nothing was set aside.
recover-download = Download { $name }
forget = Forget everything…
forget-why = Deletes all articles, marks and settings from this browser, in all its tabs. This can’t be undone.
forget-yes = Forget everything now
forgotten = Everything is forgotten: { $local } entries in local storage, { $databases } databases.

# What is kept, and where.
recovery-download = Download all data
recovery-reload = Reload
reading-failed = The extraction stopped on “{ $title }” and was started again. The article is flagged; you can mark it by hand, or read again with A.

# The tour
tour-begin = Show me how, in two minutes
do-take-the-tour = Take the tour
tour-title = Try it: { $number } of { $of }
tour-next = Next
tour-leave = Leave the tour
tour-finish = Begin with my own text
tour-step = The underlined words are suggestions. Go to the next one that is open, and back. A click on a mark works too.
tour-confirm = This one is right? Say yes and go on to the next. A mark you said yes to gets a firm line.
tour-edge = An edge is wrong? Move the end or the start of the mark by a word; with Alt by a letter. Or drag its handle.
tour-label = It is something else? Press the letter of another label: they stand in the list beside the text.
tour-mark = Something was missed? Select words with the mouse, or from the keyboard, and press the letter of a label.
tour-alike = The same name everywhere: mark all of its mentions at once, after a look at each. Esc leaves the list.
tour-undo = Nothing is final. Take the last step back, or go back to any earlier one.
tour-out = All is saved in this browser as you go. Take it out as JSON or in the format of another tool. Every command can be found by its name, and all keys are on one page.

# Import.
import = Import
start-import = Import
stop-import = Stop
open-folder = Open a folder…
import-looking = Looking at what there is…
import-asks = { $count ->
    [one] One file
   *[other] { $count } files
 } of { $megabytes } MB in all will come in as one step, which undo takes back. Reading and marking takes about { $time }.
import-seconds = { $count ->
    [one] a second
   *[other] { $count } seconds
 }
import-minutes = { $count ->
    [one] a minute
   *[other] { $count } minutes
 }
import-no-kind = no ending
import-reading = Reading file { $done } of { $count }…
import-marking = Marked { $done } of { $count } articles…
import-marked = “{ $name }” ({ $format }) has { $articles ->
    [one] 1 article
   *[other] { $articles } articles
 } with { $marks ->
    [one] 1 mark.
   *[other] { $marks } marks.
 }
import-divided = { $count ->
    [one] Join the word that is divided at the end of a line ({ $examples }): its hyphen goes
   *[other] Join the { $count } words that are divided at the end of a line (such as { $examples }): their hyphens go
 }
import-labels = Your label set lacks some labels of these files. What becomes of their marks is remembered for the next time.
import-label = { $label } ({ $count ->
    [one] 1 mark
   *[other] { $count } marks
 })
import-label-new = keep as a new label
import-label-out = leave them out
import-goes-on = Files are coming in already. Wait, or stop that first.
import-stopped = Stopped. Nothing was taken in.
import-report = { $articles ->
    [0] Nothing came in.
    [one] One article came in.
   *[other] { $articles } articles came in.
 } { $count ->
    [0] This was noticed:
    [one] One file was not opened:
   *[other] { $count } files were not opened:
 }
import-refused = What was not opened, and why
import-notice = “{ $name }”: { $problem }
here-already-many = { $count ->
    [one] One article was
   *[other] { $count } articles were
 } here already
dismiss-all = Dismiss all { $count }

# Why a file or text can't be opened.
refused-empty = There is no text in it. Open or paste a text with at least one word.
refused-long = The text is too long: { $size } MB, and the limit is { $limit } MB. Split it into shorter articles.
refused-binary = This is not a text file. Save it as plain text or HTML and open that.
refused-binary-kind = This is not a text file: { $start }, so it is probably { $kind }. Save it as plain text or HTML and open that.
refused-utf8 = The text is damaged: line { $line } is not valid UTF-8. Save it as UTF-8 and open it again.
refused-utf16 = The text starts as UTF-16 but is damaged. Save it as UTF-8 and open it again.
refused-xml = This is XML of a kind that Dateline can't read yet. Save it as plain text or HTML and open that.
refused-page = The page has no readable text. Open it in a browser, copy the article and paste it here.
refused-blank = There is no text in this { $kind }.
refused-pictures = This PDF has no text layer: its { $pages } pages are pictures, as from a scanner. Have a program recognise the text (OCR), save the result and open that.
refused-damaged = This { $kind } is damaged: { $reason }. Open it in the program that made it, save it again and open that.
refused-locked = This { $kind } is locked with a password. Save it without one and open that.
refused-unpacks = A file in it unpacks to more than { $megabytes } MB, which no article does.
refused-many-files = There are more than { $limit } files in it, and up to that many are opened at once. Split it.
refused-many-pages = It has { $found } pages, and up to { $limit } are read. Split it.
refused-archive = This is an archive of several files. Unpack it and open those.
refused-deep = It is an archive within archives, which is not looked into. Unpack it and open that.
refused-no-document = There is no document in it that can be read.
kind-e-book = e-book
kind-rich-text = rich text
kind-message = message
