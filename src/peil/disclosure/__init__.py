"""VERB publish: internal Results become Published, with small cells hidden."""
