"""What a person asks for as a whole, from a study folder to files or problems: a module per job, each of which runs a
part of the line (workflow.py) and what stands beside it.

checking    every problem of a study          chapters    draft them, write new numbers into them
printed     compare with a printed report     proposals   quotes for a person to approve
files       start a study, its data as files  closing     write down a closed wave
groups      a report per group                watching    build again what is saved, and show it
tables      the internal tables as files
"""
