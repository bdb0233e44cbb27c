"""Files of office programs and books: zip archives of XML, read by the standard library.

`package` opens them under limits; `docx`, `pptx`, `xlsx`, `odt` and `epub` walk through what they hold. Converters to
Markdown would be shorter; they lose rows, and what was struck out or hidden (docs/corpus.md, “Formats”).
"""
