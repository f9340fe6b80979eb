"""The pages: they show plain values and pass on what people do; they never decide."""
