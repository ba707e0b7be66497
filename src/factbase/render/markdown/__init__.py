"""What is read as Markdown, from its data alone: footnotes are those of GitHub, Pandoc and Obsidian (`[^1]`)."""
