"""What ``mkdocs serve`` does beyond building: looks at its address, rebuilds what changed, says what it cannot do."""
