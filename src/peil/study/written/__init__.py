"""The files as they are written: pydantic models of study.yaml and of a survey file, shorthand forms included.

They say what shape a file has: which keys, which kind of value, which choices. What refers to what is checked when the
study is built from them (`study.build`). `peil schema` gives editors a JSON Schema of the same models.
"""
