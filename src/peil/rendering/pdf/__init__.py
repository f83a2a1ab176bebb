"""The report as a PDF of landscape pages, set by Typst. `render.render_pdf` is the way in.

    Report ── layout (which block stands where, cut so that it fits) ── document (data, figures) ── typeset ── PDF

Python plans with estimates (`room`), Typst measures and sets; both take their sizes from `grid`.
"""
