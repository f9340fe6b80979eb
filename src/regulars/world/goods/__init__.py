"""What is sold, at what price, and what each purchase holds."""
