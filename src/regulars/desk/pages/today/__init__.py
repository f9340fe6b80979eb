"""The main page: whom to take care of today, why, and how."""
