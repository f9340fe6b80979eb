"""How numbers, money, days and durations read in English and in Bengali."""
