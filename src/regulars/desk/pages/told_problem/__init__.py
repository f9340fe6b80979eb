"""“What is wrong?”, for customers: behind a signed link, without a log-in."""
