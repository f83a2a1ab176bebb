"""From the files as written to the frozen nouns of `study.model`, with every rule about what refers to what checked.

Nothing here stops at a fault: it is put down with its place, something harmless is built in its stead, and the rest is
read on. `study.read` raises when the list of problems is not empty.
"""
