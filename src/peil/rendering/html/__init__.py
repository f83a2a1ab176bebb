"""A report as one HTML file that needs no network and no script.

document   the whole page: chapters, contents, head and foot, security policy     start here
blocks     one function and one template per block of the report
foot       question and base in sight, the rest folded on a phone
numbers    the table behind every figure
links      anchors and links: unique, and every internal one leads somewhere
characters what is not seen and yet changes what is read
style      one style sheet from styles/*.css, with fonts and colours inside
texts      every word of the page that is not in the report
"""

from peil.rendering.html.document import render_html

__all__ = ["render_html"]
