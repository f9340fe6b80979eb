"""Spenders and senders, who sent whom, and each customer's link."""
