"""What differs by language: texts in mkdocs.yml, which pages there are, the way from one to another, the search."""
