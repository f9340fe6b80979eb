"""One folder for each page: its view, its template and its fragments."""
