"""NOUN answered: the only place that knows the data-frame library.

files (csvfile, savfile, labels)      a file of any kind -> RawTable: texts, and what the file says of itself
read (find, respondents, wavetable)   a study -> Data: every wave's file, its rows, duplicates and given weights
harmonise (meaning, numbers, stack)   texts -> positions of answers and reasons, the same in every wave
routing, conditions, derive           who was asked; who belongs to which group, stratum and weighting cell
ledger, faults, wording               what was odd, in words, and what the data rules made of it
write (export, savsets)               Data -> .sav and .parquet
simulate (invent, place, order)       a study -> plausible data files, to rehearse it
scaffold (guess)                      a data file -> a study folder to begin with
results_files                         results -> CSV and Parquet
"""
