"""Writing something down in ten seconds: a sale, a talk, a problem, a new customer."""
