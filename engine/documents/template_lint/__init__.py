"""What is wrong with a Word template, told before a document is made of it."""
