"""Numbers in words as num2words spells them, for `examples/spelled.rs`: spell.py MOST

Every number up to MOST, then a sample up to 10^12 that is the same each time, in English, Dutch, and the French of France,
Belgium and Switzerland.
"""

import sys

from num2words import num2words

most = int(sys.argv[1])
sample = [step * 3_334_444_521 % 10**12 for step in range(1, 3000)]
rounds = [10**power * factor for power in range(3, 12) for factor in (1, 2, 5, 10, 11, 21, 80, 97) if 10**power * factor <= 10**12]
for form in ("en", "nl", "fr", "fr_BE", "fr_CH"):
    for number in [*range(most + 1), *sample, *rounds]:
        sys.stdout.write(f"{form}\t{number}\t{num2words(number, lang=form)}\n")
