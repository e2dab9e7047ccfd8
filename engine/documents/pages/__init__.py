"""The brief and the questions as pages for e-mail and chat: the same typed texts, written as Markdown or HTML."""
