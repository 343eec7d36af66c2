"""The weights of the evidence, in one place; docs/accuracy.md says on what they were tuned."""

WEIGHTS: dict[str, float] = {
    "city": 0.9,
    "country": 1.1,
    "region": 0.7,
    "site": 0.6,
    "border": 0.3,
    "primary": 0.1,
    "curated": 0.3,
    "comma": 0.5,
    "within": 1.5,
    "its country": 0.5,
    "its division": 0.7,
    "near the others": 0.5,
    "own mention": 0.5,
    "doubtful": -0.4,
    "threshold": 0.55,
    "well known": 100_000,
}
