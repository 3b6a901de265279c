"""What is made of the pages beside themselves: downloads, notebooks, Markdown, cards, data for machines, one zip."""
