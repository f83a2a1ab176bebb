"""The commands, one function each: options in, exit code out. Loaded when a command runs.

asking     about study files alone: answers without loading the libraries for data
working    everything else
"""
