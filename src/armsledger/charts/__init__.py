"""Pictures as SVG text, drawn here so that screen, print, export and pages without scripts show the same.

Every picture carries a title and a reading aid inside; colours are CSS variables with plain fallbacks, so that a picture
saved on its own still shows; no stage is told by colour alone. The table twin of each picture is the caller's.
"""
