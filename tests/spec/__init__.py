"""What the product means, as small tables that run on every engine.

A spec reads from top to bottom: the facts, the day `as_of`, what is then known of each customer.
In a table `null` is a missing value, and a day is a date, `today` (that is `as_of`), `tomorrow`,
`N days ago` or `in N days`. A column that is not written has the default of `spec.facts.DEFAULTS`.
"""
