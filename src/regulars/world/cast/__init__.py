"""Who there is, what each is called, and the law that each lives by."""
