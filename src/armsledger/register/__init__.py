"""Claims become deals: same or not, what is shown and why, as of a day."""
