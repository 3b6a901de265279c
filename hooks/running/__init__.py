"""Runs programs and checks what they did. Knows files and processes; nothing of MkDocs, Markdown or pages."""
