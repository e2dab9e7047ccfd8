"""The draft agreement: clauses chosen from a library, put into Word, and certified."""
