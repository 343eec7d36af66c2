"""The weights of the evidence, in one place; docs/accuracy.md says on what they were tuned."""

WEIGHTS: dict[str, float] = {
    # what kind of place it is: a city's counts times the logarithm of its population
    "city": 0.58,
    "country": 0.95,
    "region": 0.8,
    "site": 0.6,
    "border": 0.3,
    "large city": 0.3,
    "capital": 0.05,
    "called like its country": -0.5,
    "area called like its town": -0.5,
    # what kind of name
    "row of our own": 0.6,
    "region of our own": 0.1,
    "people or adjective": 0.1,
    "county or district": -0.24,
    "bare county": -0.74,
    "other name": -0.24,
    "unlike its name": -0.3,
    # the name's own words
    "several words": 0.1,
    "common word": -0.67,
    "common word with a capital": -0.55,
    "common word that begins a sentence": -0.9,
    "calendar or function word": -2.0,
    "title or organisation": -1.5,
    "kind of place alone": -1.0,
    "given name": -0.2,
    "surname": -0.3,
    "two letters": -0.48,
    "acronym": -0.45,
    "postal code alone": -0.8,
    # what stands before it and after it
    "dateline": 0.5,
    "name of a capital": 0.15,
    "after a preposition of place": 0.29,
    "after of": 0.04,
    "of an organisation": -0.08,
    "after a title": -0.78,
    "after a given name": -0.69,
    "after a capitalised word": -0.55,
    "after a point of the compass": 0.04,
    "beside an ampersand": -0.6,
    "before a sign of currency": -1.5,
    "before a disease": -0.7,
    "before a comma and a name": 0.15,
    "before an organisation's word": -0.26,
    "before a capitalised word": -0.32,
    "before a verb of speaking": -0.48,
    "before a deed of states": 0.15,
    "a place to the recogniser": 0.4,
    # the rest of the article
    "before the area it lies in": 0.5,
    "after a place that lies in it": 0.5,
    "lies in what follows": 0.83,
    "its country": 0.21,
    "its division": 0.4,
    "near the others": 1.11,
    # where the publisher is at home, of articles that say so: set by hand, as no corpus says it
    "country of the publisher": 0.15,
    "division of the publisher": 0.3,
    "near the publisher": 0.5,
    # how the evidence is put together
    "own mention": 0.42,
    "doubtful": -0.54,
    "threshold": 0.55,
}

Reasons = list[tuple[str, float]]
REASONS = {name: (name, weight) for name, weight in WEIGHTS.items()}
