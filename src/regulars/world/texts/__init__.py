"""What people write, from reviewed sentences in English, Bengali and both mixed."""
