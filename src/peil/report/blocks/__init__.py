"""The blocks of a report: published results become figures, tables and texts. Their table is `registry`.

    arguments  what stands behind a directive, read into a Request
    context    the study, a survey, the published results and a language together; finding estimates
    timeline   waves in the order of time     marks  an estimate as a mark or a cell     axes  ranges of axes
    titles     a sentence that says the finding, and nothing that the tests do not bear out
    pages      a page around blocks: subtitle, question, base, marks, notes

The other modules each make one kind of page from a Context and a Request.
"""
