"""What calls take and give, as JSON: names stay, new ones may come."""
