"""What goes out: messages, mail, web hooks."""
