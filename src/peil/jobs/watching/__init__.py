"""Build the report again whenever a file of the study is saved, and show it in the browser, with what is wrong.

watch     what is built when          board    what the browser is to show        server    the browser's requests
files     which files were saved      assets   the page around the report
"""

from peil.jobs.watching.watch import Watching, watch

__all__ = ["Watching", "watch"]
