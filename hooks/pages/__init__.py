"""Makes pages of their sources: snippets with what they printed, formulas, marks; and the same as Markdown."""
