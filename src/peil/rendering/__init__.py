"""VERB render: a report becomes files; one function per block and format."""
