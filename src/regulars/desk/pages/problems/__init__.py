"""Problems: the queue by what is at stake, and one problem with its log."""
